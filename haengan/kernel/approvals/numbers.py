"""Giving registration numbers: the ledger's row is locked until the act ends, so that none is skipped and none given twice."""

from __future__ import annotations

from datetime import date

from haengan.kernel.approvals import rules
from haengan.kernel.approvals.models import Ledger, Number
from haengan.kernel.approvals.rules import Direction
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit


def give(unit: Unit, direction: Direction, *, on: date, title: str) -> Number:
    """The next number of a division's year, inside the act that runs. Take it last: others of the division wait for it."""
    Ledger.objects.get_or_create(unit=unit, year=on.year, direction=direction.value)
    ledger = Ledger.objects.select_for_update().get(unit=unit, year=on.year, direction=direction.value)
    ledger.last += 1
    ledger.save()
    version = organisation.unit_on(unit, on)
    name = version.name_ko if version else str(unit)
    text = rules.number(name, ledger.last)
    return Number.objects.create(ledger=ledger, serial=ledger.last, text=text, given_on=on, title=title[:200])
