"""The keys of this installation, kept in a file that only its owner may read, outside the database."""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path

FILE = "keys.json"


def load(home: Path) -> tuple[str, dict[str, bytes], str, bytes]:
    """Signing secret, encryption keys by id, the current id, and the blind-index key; made on first use."""
    path = Path(os.environ.get("HAENGAN_KEYS", home / FILE))
    if not path.exists():
        _make(path)
    ring = json.loads(path.read_text("utf8"))
    keys = {name: base64.b64decode(key) for name, key in ring["keys"].items()}
    return ring["secret"], keys, ring["current"], base64.b64decode(ring["index"])


def _make(path: Path) -> None:
    ring = {
        "secret": secrets.token_urlsafe(48),
        "keys": {"k1": _key()},
        "current": "k1",
        "index": _key(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf8") as out:
        json.dump(ring, out)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
