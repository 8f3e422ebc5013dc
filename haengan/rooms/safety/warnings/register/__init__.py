"""What the shared pages need to know of this room."""
