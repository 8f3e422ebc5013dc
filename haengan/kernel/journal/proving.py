"""A proof that one line was sealed: the line's text, the way up its block's tree, the signed header. It tells nothing of
other lines. `docs/journal_proof.py` checks it without this house."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.journal import reading
from haengan.kernel.journal.engine import headers, leaves, merkle
from haengan.kernel.journal.models import Member

FORMAT = "haengan-journal-proof/1"


class NoProof(LookupError):
    """The line is not there, not sealed yet, or not what was sealed."""


def proof(number: int) -> dict[str, Any]:
    """JSON-ready. Whoever is given it learns all that the line holds: ask first whether they may."""
    member = Member.objects.select_related("block").filter(line_id=number).first()
    if member is None:
        raise NoProof(_("Line %(number)s is not sealed yet. Try again in a few seconds.") % {"number": number})
    text, hashes = reading.texts([number]).get(number), bytes(member.block.leaves)
    header, signature = headers.read(member.block.header), bytes(member.block.signature)
    path = merkle.path(hashes, member.leaf)
    if not text or merkle.root_by(leaves.leaf(text), path).hex() != header.root:
        raise NoProof(_("Line %(number)s is not what was sealed. Run `haengan journal verify`.") % {"number": number})
    return {
        "format": FORMAT,
        "line": text,
        "path": [[side, beside.hex()] for side, beside in path],
        "header": json.loads(member.block.header),
        "signature": signature.hex(),
        "checkpoint": headers.block_hash(member.block.header, signature),
    }
