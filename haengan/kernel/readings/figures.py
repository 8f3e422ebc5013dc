"""What instruments measured, as figures."""
