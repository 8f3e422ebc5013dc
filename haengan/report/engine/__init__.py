"""The report's own engines, pure and importable alone."""
