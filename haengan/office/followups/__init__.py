"""조치사항: follow-ups, what an official owes by when and what became of it."""
