# ruff: noqa: S608  # the names are those of our own tables; what is asked goes as a parameter
"""The little SQL in which the two databases differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from haengan.kernel.tables import rewriting
from haengan.lib.hangul.tokens import Phrase

PARTS = "kernel_search_part"
FTS = "kernel_search_fts"


class Dialect(Protocol):
    def make(self) -> str: ...
    def unmake(self) -> str: ...
    def put(self) -> str: ...
    def value(self, tokens: Sequence[str]) -> str: ...
    def drop(self) -> str: ...
    def matching(self) -> str: ...
    def weighed(self) -> str: ...
    def asked(self, phrase: Phrase) -> str: ...
    def forget(self, cursor: CursorWrapper) -> None: ...
    def sorted(self, column: str) -> str: ...


class SQLite:
    """FTS5 with its plain tokenizer: our tokens hold letters and digits only."""

    def make(self) -> str:
        return f"CREATE VIRTUAL TABLE {FTS} USING fts5(tokens, tokenize = 'unicode61 remove_diacritics 0')"

    def unmake(self) -> str:
        return f"DROP TABLE {FTS}"

    def put(self) -> str:
        """Parameters: tokens, id of the part. A row left by a part of the same id gives way."""
        return f"INSERT OR REPLACE INTO {FTS} (tokens, rowid) VALUES (%s, %s)"

    def value(self, tokens: Sequence[str]) -> str:
        return " ".join(tokens)

    def drop(self) -> str:
        """Parameter: id of the entry."""
        return f"DELETE FROM {FTS} WHERE rowid IN (SELECT id FROM {PARTS} WHERE entry_id = %s)"

    def matching(self) -> str:
        """Ids of the parts that hold a phrase; parameter: the phrase."""
        return f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s"

    def weighed(self) -> str:
        """Each entry that holds a phrase, with the weight of the best part that does; parameter: the phrase."""
        return (
            f"SELECT part.entry_id, MAX(part.weight) AS best FROM {FTS} CROSS JOIN {PARTS} part ON part.id = {FTS}.rowid "
            f"WHERE {FTS} MATCH %s GROUP BY part.entry_id"
        )

    def asked(self, phrase: Phrase) -> str:
        return phrase.fts5()

    def forget(self, cursor: CursorWrapper) -> None:
        """FTS5 only marks what is deleted, until its segments are merged into one; the freed pages are overwritten because
        our connections ask for `secure_delete`."""
        cursor.execute(f"INSERT INTO {FTS} ({FTS}) VALUES ('optimize')")

    def sorted(self, column: str) -> str:
        return column


class PostgreSQL:
    """A tsvector written out position by position, so that no dictionary of the server touches the tokens."""

    def make(self) -> str:
        return f"ALTER TABLE {PARTS} ADD COLUMN tokens tsvector; CREATE INDEX {FTS} ON {PARTS} USING gin (tokens)"

    def unmake(self) -> str:
        return f"ALTER TABLE {PARTS} DROP COLUMN tokens"

    def put(self) -> str:
        return f"UPDATE {PARTS} SET tokens = %s::tsvector WHERE id = %s"

    def value(self, tokens: Sequence[str]) -> str:
        return " ".join(f"'{token}':{place}" for place, token in enumerate(tokens, start=1))

    def drop(self) -> str:
        return f"UPDATE {PARTS} SET tokens = NULL WHERE entry_id = %s"

    def matching(self) -> str:
        return f"SELECT id FROM {PARTS} WHERE tokens @@ %s::tsquery"

    def weighed(self) -> str:
        return f"SELECT entry_id, MAX(weight) AS best FROM {PARTS} WHERE tokens @@ %s::tsquery GROUP BY entry_id"

    def asked(self, phrase: Phrase) -> str:
        return phrase.tsquery()

    def forget(self, cursor: CursorWrapper) -> None:
        """Writes the table and its index anew, without dead rows and pending lists."""
        rewriting.anew(cursor, PARTS)

    def sorted(self, column: str) -> str:
        """By the letters' numbers, as SQLite does, whatever the server's language."""
        return f'{column} COLLATE "C"'


def of(connection: BaseDatabaseWrapper | Any) -> Dialect:
    return SQLite() if connection.vendor == "sqlite" else PostgreSQL()
