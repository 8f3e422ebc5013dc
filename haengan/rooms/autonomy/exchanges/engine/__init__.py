"""What exchanges compute: pure, without Django and without the kernel."""
