"""Haengan (행안): the open platform that runs a Korean city's Administration and Safety Bureau."""
