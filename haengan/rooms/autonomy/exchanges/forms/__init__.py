"""The shape of what is entered; no writes."""
