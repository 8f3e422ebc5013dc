"""Checking of values against declared types, without Django."""
