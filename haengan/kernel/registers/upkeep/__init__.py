"""Writes that can be rebuilt or forgotten: answers already given, and the rows of a file that is being brought in."""
