"""What the shared pages need to know of tasks and what belongs to them."""
