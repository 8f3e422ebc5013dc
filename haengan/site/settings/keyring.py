"""Where the key ring of this installation lies: in a file that only its owner may read, outside the database."""

from __future__ import annotations

import os
from pathlib import Path

from haengan.lib.crypto import ring
from haengan.site.settings.wrong import WrongSetting

FILE = "keys.json"


def load(home: Path) -> tuple[str, Path]:
    """Signing secret, and the file of the ring, made on first use."""
    path = Path(os.environ.get("HAENGAN_KEYS", home / FILE))
    try:
        if not path.exists():
            ring.make(path)
        return ring.of(path).secret, path
    except OSError as why:
        raise WrongSetting(
            f"HAENGAN_HOME, HAENGAN_KEYS: the key file {path} can neither be read nor made ({why.strerror}). "
            "Name a folder that the service may write."
        ) from why
    except (ValueError, TypeError, LookupError, AttributeError) as why:
        raise WrongSetting(
            f"HAENGAN_KEYS: {path} is not a key file. Restore it from its backup; with new keys nothing that is sealed "
            "could be read."
        ) from why
