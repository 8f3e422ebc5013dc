"""Shapes of what is entered in this room."""
