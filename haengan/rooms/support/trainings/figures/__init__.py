"""What staff training gives to the report."""
