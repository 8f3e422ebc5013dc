"""Where the journal's signing key lies, where its checkpoints go, and how often it is sealed."""

from __future__ import annotations

import os

from haengan.site.settings.web import HOME, words

JOURNAL_KEY = os.environ.get("HAENGAN_JOURNAL_KEY", str(HOME / "journal-key.json"))
JOURNAL_CHECKPOINTS = words("HAENGAN_JOURNAL_CHECKPOINTS", str(HOME / "checkpoints"))
JOURNAL_SEAL_SECONDS = float(os.environ.get("HAENGAN_JOURNAL_SEAL_SECONDS", "5"))
