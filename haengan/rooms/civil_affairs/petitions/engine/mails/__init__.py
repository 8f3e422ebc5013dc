"""A mail as a petition: who writes, what, and what is attached (RFC 5322, RFC 2045 to 2047)."""
