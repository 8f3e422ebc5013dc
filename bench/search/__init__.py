"""300,000 Korean documents: what is found of what is there, and how fast, beside trigram indexes; SQLite and PostgreSQL."""
