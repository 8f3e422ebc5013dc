"""How often routing proposes the right division, how fast it follows corrections, and what it costs."""
