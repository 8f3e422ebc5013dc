"""작업: jobs, background and timed work."""
