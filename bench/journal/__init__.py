"""Acts with and without the journal, at 1 and at 32 clients, and the speed of verification; SQLite and PostgreSQL."""
