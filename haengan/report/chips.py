"""A figure chip as the question that it asks, and the address where its value is drilled down."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import Period
from haengan.lib.calendar.ranges import ONE_DAY
from haengan.report.engine.markup import Chip


def ask(chip: Chip, base_on: date) -> Asked:
    """The chip's question in a report of this base date. KeyError and ValueError name what is wrong."""
    return _asked(chip, chip.period, base_on)


def earlier(chip: Chip, base_on: date) -> Asked | None:
    """The same of the period from which the chip counts a change."""
    return _asked(chip, chip.option("since"), base_on) if chip.option("since") else None


def span(question: Asked, written: str) -> str:
    """The period as it was written, unless the chip's own base date cuts it."""
    return written if periods.period(written) == question.period else str(question.period)


def address(question: Asked, *, since: Asked | None = None) -> str:
    """Where a value is drilled down, and compared with an earlier one: the same address on both applications."""
    told = {"period": str(question.period)}
    if question.slice:
        told["part"] = f"{question.slice}={question.member}"
    if question.base_on:
        told["base_on"] = question.base_on.isoformat()
    if since is not None:
        told["since"] = str(since.period)
    return f"/figures/{question.figure.name}/?{urlencode(told)}"


def _asked(chip: Chip, written: str, base_on: date) -> Asked:
    """A chip's own base date cuts its period: an edition has one base date, and fixes what the preview shows."""
    period = periods.period(written)
    if chip.option("base_on"):
        own = periods.date_of(chip.option("base_on"))
        if not period.from_on <= own <= base_on:
            told = {"day": own, "period": period, "last": base_on}
            raise ValueError(_("Base date %(day)s lies outside %(period)s or after %(last)s, the report's own.") % told)
        period = Period(period.from_on, min(period.until_on, own + ONE_DAY))
    return figures.asked(chip.figure, period, part=chip.part, base_on=base_on)
