"""진단: says in plain words what is missing or misconfigured, and what to do about it."""
