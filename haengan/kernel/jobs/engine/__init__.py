"""Reckoning of times, without Django."""
