"""What events compute: pure, without Django and without the kernel."""
