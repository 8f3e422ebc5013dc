"""Acts on figures: entering a total, taking it back, closing, freezing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.figures import closing, freezing, hiding, queries
from haengan.kernel.figures.declare import Table
from haengan.kernel.figures.models import Close, Entered, Freeze, Retraction
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import Kind, Period


@act("kernel.figures.enter", by=("official", "system"))
def enter(
    *,
    figure: str,
    period: Period,
    amount: int,
    document: str,
    today: date,
    actor: Actor,
    part: str = "",
    approximate: bool = False,
    place: str = "",
) -> Entered:
    """A total for which no records exist, in base units, with the document it stands in. `part` is ``slice=member``."""
    try:
        question = queries.asked(figure, period, part=part)
    except KeyError as wrong:
        raise Refused(wrong.args[0], field="figure", remedy=_("Choose a figure from the catalogue.")) from wrong
    _refuse_entry(question, amount, document)
    return Entered.objects.create(
        figure=figure,
        from_on=period.from_on,
        until_on=period.until_on,
        slice=question.slice,
        member=question.member,
        amount=amount,
        approximate=approximate,
        document=document,
        place=place,
        author=actor.title[:120],
        author_key=actor.key,
        entered_on=today,
    )


@act("kernel.figures.retract", by=("official", "system"))
def retract(*, key: str, reason: str, today: date, actor: Actor, revision: int | None = None) -> Retraction:
    """Take an entered total back; it stays on record with the reason."""
    entered = rows.take(Entered.objects.all(), key, revision)
    if Retraction.objects.filter(entered=entered).exists():
        raise Refused(_("This entered figure is already taken back."), field="key", remedy=_("Reload the list."))
    if not reason.strip():
        raise Refused(_("A reason is missing."), field="reason", remedy=_("Say why the figure is taken back."))
    return Retraction.objects.create(entered=entered, reason=reason, retracted_on=today)


@act("kernel.figures.close", by=("official", "system"))
def close(*, actor: Actor, progress: Callable[[str], None] = lambda name: None) -> int:
    """Bring the stored values up to date. Gives the number of values that differed."""
    return len(closing.close(progress))


@act("kernel.figures.freeze", by=("official", "system"))
def freeze(
    *,
    name: str,
    base_on: date,
    questions: Sequence[Asked],
    tables: Iterable[tuple[Table, Period]] = (),
    purpose: str = "",
    actor: Actor,
) -> Freeze:
    """Close, then fix every value asked for, with the keys behind it."""
    closing.consistent()
    close(actor=actor)
    mark = Close.objects.order_by("-mark").values_list("mark", flat=True)[0]
    values = freezing.values(questions, base_on)
    printed = freezing.printed(tables)
    frozen = Freeze.objects.create(
        name=name,
        base_on=base_on,
        mark=mark,
        digest=freezing.digest(values, printed),
        frozen_at=timezone.now(),
        purpose=purpose,
    )
    freezing.store(frozen, values, printed)
    hiding.keep(frozen, timezone.localdate(frozen.frozen_at))
    return frozen


def _refuse_entry(question: Asked, amount: int, document: str) -> None:
    figure = question.figure
    if figure.kind is Kind.RATIO:
        raise Refused(
            _("A ratio is computed, not entered."), field="figure", remedy=_("Enter its part and its whole instead.")
        )
    if amount < 0:
        raise Refused(
            _("%(value)s is below zero.") % {"value": amount},
            field="amount",
            remedy=_("Enter a count of zero or more."),
        )
    if not document.strip():
        raise Refused(
            _("The source document is missing."), field="document", remedy=_("Name the document the total stands in.")
        )
    if figure.kind is not Kind.STOCK:
        _refuse_double(question)


def _refuse_double(question: Asked) -> None:
    same = queries.entered(question.figure).filter(slice=question.slice, member=question.member)
    span = question.period
    meeting = same.filter(from_on__lt=span.until_on, until_on__gt=span.from_on).first()
    if meeting is not None:
        raise Refused(
            _("A total for %(period)s was already entered for this part.") % {"period": meeting.period},
            field="period",
            remedy=_("Take the earlier one back first, or enter a period that does not meet it."),
        )
    if question.figure.source is not None and _recorded(question):
        raise Refused(
            _("Records already exist for %(period)s; a total beside them would count twice.") % {"period": span},
            field="period",
            remedy=_("Enter only what the records do not hold, for a period without records."),
        )


def _recorded(question: Asked) -> Any:
    from haengan.kernel.figures import counting

    rows = counting.records(question.figure, question.period, cut=question.slice, member=question.member)
    return rows.exists()
