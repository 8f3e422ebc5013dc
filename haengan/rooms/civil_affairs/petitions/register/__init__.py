"""What the shared pages need to know."""
