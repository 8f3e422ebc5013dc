"""Carriers of messages to people, each behind the same few words, and none knowing the database."""
