"""What decides, what is said, whom it reaches: pure, without Django and without the kernel."""
