"""검색: one index over the records that rooms declare, by Hangul bigrams; exact on SQLite and PostgreSQL alike."""
