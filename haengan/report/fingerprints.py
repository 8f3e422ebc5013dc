"""One hash for all that a report says in both languages: what approvers saw is compared with what is frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from haengan.lib.documents import wire
from haengan.report import assembling, queries
from haengan.report.models import Report


def of(documents: Mapping[str, Any]) -> str:
    """Of the documents as `lib.documents.wire` writes them, by language."""
    text = json.dumps(documents, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def now(report: Report) -> str:
    """Of the report as it would be printed at this moment."""
    blocks, signed = list(queries.blocks(report)), queries.signed(report)
    return of(
        {
            language: wire.to_json(assembling.document(assembling.Assembly(report, language, signed=signed), blocks))
            for language in ("ko", "en")
        }
    )
