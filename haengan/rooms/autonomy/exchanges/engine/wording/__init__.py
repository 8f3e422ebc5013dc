"""The printed words of an exchange: its lines with their numbers, and its time."""
