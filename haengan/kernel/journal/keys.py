"""The journal's signing key, in a file that only the worker's account may read, and beside it the verification keys,
which everyone may read. Both lie outside the database; `verify` trusts the second file and nothing else."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from haengan.lib.crypto import signing

PUBLIC = ".public.json"


class NoKey(RuntimeError):
    """The signing key is not here, or the file cannot be read."""


@dataclass(frozen=True)
class Signer:
    """`secret` signs now. `following` is the key that the next block announces, where one is about to take over; `lost`
    says why the key before could not announce this one."""

    secret: str
    following: str = ""
    lost: str = ""

    @property
    def public(self) -> str:
        return signing.public(self.secret)


def signer() -> Signer:
    """The key to sign with; made when there is none and none ever was. Raises `NoKey` where it is missing."""
    path = secret_file()
    if not path.exists():
        if trusted():
            raise NoKey(
                _("The journal's signing key %(path)s is missing. Bring it back, or: haengan journal rotate --lost")
                % {"path": path}
            )
        _write_new(Signer(signing.new_key()))
    try:
        found = json.loads(path.read_text("utf8"))
        return Signer(found["secret"], found.get("following", ""), found.get("lost", ""))
    except (OSError, ValueError, KeyError) as wrong:
        raise NoKey(_("The journal's signing key %(path)s cannot be read.") % {"path": path}) from wrong


def announce() -> Signer:
    """A new key stands ready: the next block, still signed by the old one, tells its name."""
    now = signer()
    if now.following:
        return now
    made = Signer(now.secret, signing.new_key())
    _trust(signing.public(made.following))
    _store(secret_file(), {"secret": made.secret, "following": made.following}, mode=0o600)
    return made


def take_over() -> Signer:
    """The announced key signs from now on; the old secret is forgotten."""
    made = Signer(signer().following)
    _store(secret_file(), {"secret": made.secret}, mode=0o600)
    return made


def begin_anew(*, reason: str) -> Signer:
    """The old key is lost: a new one that nobody announced. The next block says why."""
    made = Signer(signing.new_key(), lost=reason)
    _trust(made.public)
    _store(secret_file(), {"secret": made.secret, "lost": reason}, mode=0o600)
    return made


def told() -> None:
    """The loss of the old key stands in a block now."""
    _store(secret_file(), {"secret": signer().secret}, mode=0o600)


def trusted() -> list[str]:
    """Verification keys, oldest first."""
    try:
        found: list[str] = json.loads(public_file().read_text("utf8"))["keys"]
    except FileNotFoundError:
        return []
    return found


def secret_file() -> Path:
    return Path(settings.JOURNAL_KEY)


def public_file() -> Path:
    return secret_file().with_suffix(PUBLIC)


def _write_new(made: Signer) -> None:
    path = secret_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf8") as out:
        json.dump({"secret": made.secret}, out)
    _trust(made.public)


def _trust(public: str) -> None:
    _store(public_file(), {"keys": [*trusted(), public]}, mode=0o644)


def _store(path: Path, value: dict[str, Any], *, mode: int) -> None:
    """Whole or not at all: a killed writer leaves the old file."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf8") as out:
        json.dump(value, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
