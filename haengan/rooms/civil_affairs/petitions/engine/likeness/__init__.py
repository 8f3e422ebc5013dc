"""Whether two petitions may be about the same, and why one thinks so."""
