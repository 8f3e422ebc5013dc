"""재난 예·경보: disaster forecast and warning."""
