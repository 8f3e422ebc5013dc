"""처리이력: who did what to which thing, when and why. Append-only; keeps keys and titles, no foreign keys to things."""
