"""A PostgreSQL database of the gate's own, made before its tests and dropped after them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

HERE = "postgresql://postgres@127.0.0.1:5432/postgres"
MISSING = (
    "No PostgreSQL answered. Start one on 127.0.0.1:5432, or set DATABASE_URL to a server where databases may be made."
)


@contextmanager
def scratch() -> Iterator[str]:
    """The address of a fresh database on the server at DATABASE_URL or on this machine; empty where none answers."""
    server = os.environ.get("DATABASE_URL") or HERE
    name = f"haengan_gate_{secrets.token_hex(4)}"
    try:
        psycopg.connect(server, connect_timeout=5).close()
    except psycopg.OperationalError:
        yield ""
        return
    _execute(server, "CREATE DATABASE {}", name)
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _execute(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
