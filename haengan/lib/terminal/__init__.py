"""What sirens, boards and alarm terminals speak, and the reference terminal itself; without Django, for a small machine."""
