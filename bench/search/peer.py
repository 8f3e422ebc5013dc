"""The trigram indexes of the two databases, asked in the best way each knows: `ILIKE` over a GIN index of `pg_trgm`, `MATCH` over
FTS5's trigram tokenizer where a word is long enough for it, `LIKE` over every text where it is not (asked of the index, it
finds nothing)."""

from __future__ import annotations

from typing import Any

from django.db import connection

MAKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE bench_trigram USING fts5(body, key UNINDEXED, day UNINDEXED, tokenize = 'trigram')",
        "CREATE VIEW bench_text AS SELECT key, body, day FROM bench_trigram",
        """CREATE TRIGGER bench_put INSTEAD OF INSERT ON bench_text BEGIN
        INSERT INTO bench_trigram (key, body, day) VALUES (new.key, new.body, new.day); END""",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE TABLE bench_text (key text, body text, day date)",
    ),
}
DONE = {
    "sqlite": (
        "INSERT INTO bench_trigram (bench_trigram) VALUES ('optimize')",
        "INSERT INTO kernel_search_fts (kernel_search_fts) VALUES ('optimize')",
        "ANALYZE",
    ),
    "postgresql": (
        "CREATE INDEX bench_trigram ON bench_text USING gin (body gin_trgm_ops)",
        "VACUUM ANALYZE",
    ),
}
PUT = "INSERT INTO bench_text (key, body, day) VALUES (%s, %s, %s)"
SHORTEST = 3
"""Letters that SQLite's trigram index must be given at least."""


def all_of(words: str) -> list[str]:
    """Keys of all that hold every word."""
    condition, params = _condition(words)
    return [row[0] for row in _rows(f"SELECT key FROM {_table()} WHERE {condition}", params)]


def first(words: str) -> list[Any]:
    """The newest 20."""
    condition, params = _condition(words)
    return _rows(f"SELECT key, day, body FROM {_table()} WHERE {condition} ORDER BY day DESC, key LIMIT 20", params)


def _table() -> str:
    return "bench_trigram" if connection.vendor == "sqlite" else "bench_text"


def _condition(words: str) -> tuple[str, list[str]]:
    told = words.split()
    if connection.vendor == "sqlite" and min(map(len, told)) >= SHORTEST:
        return "bench_trigram MATCH %s", [" ".join(f'"{word}"' for word in told)]
    like = "+body LIKE" if connection.vendor == "sqlite" else "body ILIKE"
    return " AND ".join([f"{like} %s"] * len(told)), [f"%{word}%" for word in told]


def _rows(sql: str, params: list[str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
