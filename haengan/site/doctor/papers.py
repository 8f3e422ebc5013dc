"""Registers of documents without a hole, and a seal that can seal."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haengan.kernel.approvals import queries, seals
from haengan.site.doctor.findings import Finding, fault, warning, well


def document_numbers() -> Iterator[Finding]:
    holes = queries.gaps()
    if holes:
        yield fault(
            _("Registers of documents with missing numbers: %(names)s.") % {"names": ", ".join(holes[:5])},
            _("Compare with the last backup; someone or something altered the database."),
        )
    else:
        yield well(_("Every register of documents runs from 1 to its last number."))


def seal() -> Iterator[Finding]:
    found = queries.seal_in_use()
    if found is None:
        yield warning(
            _("No electronic seal is registered: letters can be approved, but not sent."),
            _("Whoever holds the duty for it registers one under Approvals, Seal register."),
        )
    elif not seals.is_here(found):
        yield fault(
            _("The key of the seal in use is not on this machine."),
            _("Bring back the file that HAENGAN_SEAL names, or register a new seal."),
        )
    else:
        yield well(_("The electronic seal is registered and its key is here."))
