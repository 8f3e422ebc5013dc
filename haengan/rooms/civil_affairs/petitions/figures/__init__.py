"""What petitions give to the report."""
