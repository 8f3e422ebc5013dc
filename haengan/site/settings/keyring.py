"""The keys of this installation, kept in a file that only its owner may read, outside the database."""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path

from haengan.site.settings.wrong import WrongSetting

FILE = "keys.json"


def load(home: Path) -> tuple[str, dict[str, bytes], str, bytes]:
    """Signing secret, encryption keys by id, the current id, and the blind-index key; made on first use."""
    path = Path(os.environ.get("HAENGAN_KEYS", home / FILE))
    try:
        if not path.exists():
            _make(path)
        text = path.read_text("utf8")
    except OSError as why:
        raise WrongSetting(
            f"HAENGAN_HOME, HAENGAN_KEYS: the key file {path} can neither be read nor made ({why.strerror}). "
            "Name a folder that the service may write."
        ) from why
    try:
        return _read(text)
    except (ValueError, TypeError, LookupError, AttributeError) as why:
        raise WrongSetting(
            f"HAENGAN_KEYS: {path} is not a key file. Restore it from its backup; with new keys nothing that is sealed "
            "could be read."
        ) from why


def _read(text: str) -> tuple[str, dict[str, bytes], str, bytes]:
    ring = json.loads(text)
    keys = {name: base64.b64decode(key, validate=True) for name, key in ring["keys"].items()}
    if ring["current"] not in keys:
        raise LookupError(ring["current"])
    return ring["secret"], keys, ring["current"], base64.b64decode(ring["index"], validate=True)


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
