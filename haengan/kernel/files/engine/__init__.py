"""What a file really is and whether it may come in, without Django."""
