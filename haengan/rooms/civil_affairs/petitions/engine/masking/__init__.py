"""Personal data typed into a text that everyone may read."""
