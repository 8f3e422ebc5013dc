"""Reading and checking of norm files, without Django."""
