"""The end of a paper's retention: what was written, signed and sent goes; that it was, by whom and when, stays."""

from __future__ import annotations

from haengan.kernel.acts.running import current
from haengan.kernel.approvals.models import Decision, Paper, Sending, Version
from haengan.kernel.journal import upkeep as journal


def empty(paper: Paper) -> None:
    """Inside the act that destroys. Hashes, signatures, steps, numbers and days stay; the journal forgets the texts, too."""
    versions, decisions = Version.objects.filter(paper=paper), Decision.objects.filter(step__version__paper=paper)
    sendings = Sending.objects.filter(paper=paper)
    keys = [key for rows in (versions, decisions, sendings) for key in rows.values_list("key", flat=True)]
    versions.exclude(content="").update(content="")
    decisions.exclude(opinion="").update(opinion="")
    sendings.exclude(content="").update(content="")
    current().afterwards.append(lambda _number: _forget(keys))


def _forget(keys: list[str]) -> None:
    journal.destroy_contents(keys)
