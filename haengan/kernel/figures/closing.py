"""The close: computes dirty days again and appends only what differs, each with the close's mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, models, transaction
from django.utils import timezone

from haengan.kernel.acts import running
from haengan.kernel.figures import counting, known, marking
from haengan.kernel.figures.declare import Figure, figures
from haengan.kernel.figures.models import Close, Complaint, Definition, Dirty, Entered, Reach, Value
from haengan.kernel.figures.rules import Kind, Period, year

BATCH = 2_000
MANY = 200
FEW_DAYS = 10
"""So many are checked one by one; beyond, the whole year costs less."""


@dataclass
class Work:
    """What one figure needs: `days` None means all of them (first close, or a new definition)."""

    figure: Figure
    days: set[date] | None
    new_definition: str = ""


def close(progress: Callable[[str], None] = lambda name: None) -> list[Value]:
    """Compute, and queue the differing values to be appended under the running act's number. Gives these values.

    Closes run one after the other; each sees one consistent state. Killed before its commit, it leaves nothing.
    """
    consistent()
    dirty, *seen = marking.pending()
    differing: list[Value] = []
    todo = list(_work(dirty))
    for work in todo:
        progress(work.figure.name)
        differing += _differing(work)
    running.current().about.update(appended=len(differing), figures=len(todo))
    running.current().afterwards.append(
        lambda mark: _append(mark, differing, todo, dict(zip((Dirty, Reach), seen, strict=True)))
    )
    return differing


def consistent() -> None:
    """One closer at a time, and on PostgreSQL one state for all it reads.

    At the beginning of a transaction that is a snapshot (LOCK takes none, so it comes first). Inside another act, where it
    is too late for one, acts that touch a figure wait until this transaction ends: they must write a mark, too.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SHOW transaction_isolation")
        held = [Close] if cursor.fetchone() == ("repeatable read",) else [Close, Dirty, Reach]
        for model in held:
            cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN EXCLUSIVE MODE')


def _work(dirty: dict[str, set[date]]) -> Iterable[Work]:
    newest = {d.figure: d.fingerprint for d in Definition.objects.order_by("mark")}
    for name, figure in sorted(figures.items()):
        if figure.kind is Kind.RATIO:
            if name not in newest:
                yield Work(figure, set(), figure.fingerprint())
            continue
        fingerprint = figure.fingerprint()
        if newest.get(name) != fingerprint:
            yield Work(figure, None, fingerprint)
        elif name in dirty:
            yield Work(figure, dirty[name])


def _differing(work: Work) -> list[Value]:
    if work.figure.kind is Kind.RATIO:
        return []
    return [*_recorded(work), *_entered(work)]


def _recorded(work: Work) -> Iterable[Value]:
    if work.figure.source is None:
        return
    stored = _stored(work, entered=False)
    old = {(v.from_on, v.slice, v.member, v.one): v.amount for v in stored}
    new = {(c.day, c.slice, c.member, c.one): n for c, n in counting.cells(work.figure, work.days)}
    for place in sorted(new.keys() | old.keys()):
        amount, known_so_far = new.get(place, 0), old.get(place) or 0
        if amount != known_so_far:
            on, cut, member, one = place
            span = Period(on, date.fromordinal(on.toordinal() + 1))
            value = _value(work.figure, span, cut, member, amount)
            value.one, value.change = one, amount - known_so_far
            yield value


def _entered(work: Work) -> Iterable[Value]:
    standing = Entered.objects.filter(figure=work.figure.name, retraction=None)
    if work.days is not None:
        standing = standing.filter(from_on__in=work.days)
    new = {(e.from_on, e.until_on, e.slice, e.member): e.amount for e in standing}
    old = {(v.from_on, v.until_on, v.slice, v.member): v.amount for v in _stored(work, entered=True)}
    for place in sorted(new.keys() | old.keys()):
        if new.get(place) != old.get(place):
            start, end, cut, member = place
            yield _value(work.figure, Period(start, end), cut, member, new.get(place), entered=True)


def _stored(work: Work, *, entered: bool) -> models.QuerySet[Value]:
    rows = known.latest(work.figure).filter(entered__in=(entered,))
    if not entered and work.days is not None:  # without a new declaration, no other slice has any
        rows = rows.filter(slice__in=["", *work.figure.slices])
    return rows if work.days is None else rows.filter(from_on__in=work.days)


def _value(figure: Figure, span: Period, cut: str, member: str, amount: int | None, *, entered: bool = False) -> Value:
    return Value(
        figure=figure.name,
        entered=entered,
        from_on=span.from_on,
        until_on=span.until_on,
        slice=cut,
        member=member,
        amount=amount,
    )


def _append(
    mark: int, differing: list[Value], todo: list[Work], seen: dict[type[Dirty] | type[Reach], list[int]]
) -> None:
    for value in differing:
        value.mark = mark
    with running.upkeep(), transaction.atomic():
        Value.objects.bulk_create(differing, batch_size=BATCH)
        if len(differing) > MANY and connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # so many at once, and the planner would take the table for empty
                cursor.execute(f'ANALYZE "{Value._meta.db_table}"')
        Definition.objects.bulk_create(
            Definition(figure=w.figure.name, fingerprint=w.new_definition, slices=sorted(w.figure.slices), mark=mark)
            for w in todo
            if w.new_definition
        )
        for model, keys in seen.items():
            for start in range(0, len(keys), BATCH):
                model._base_manager.filter(pk__in=keys[start : start + BATCH]).delete()
        Close.objects.create(mark=mark, at=timezone.now(), appended=len(differing))
        _check(todo, mark)


def _check(todo: list[Work], mark: int) -> None:
    """Run the checks that follow from kind and slices for every year that the work touches."""
    from haengan.kernel.figures import checking

    for work in todo:
        for span in _years(work):
            days = _enough(work, span)
            if days and not any(any(checking.failures(work.figure, day, mark)) for day in days):
                continue
            failed = list(checking.failures(work.figure, span, mark))
            Complaint.objects.filter(figure=work.figure.name, from_on=span.from_on).delete()
            Complaint.objects.bulk_create(failed)


def _enough(work: Work, span: Period) -> list[Period]:
    """Days of the year whose checks tell as much as the year's own: a flow's days add up, so that where the year was well
    and the days that differ are, it still is. None where something was entered, or its sum is another figure's."""
    figure = work.figure
    if figure.kind is not Kind.FLOW or figure.equals or work.days is None or len(work.days) > FEW_DAYS:
        return []
    asked = {"figure": figure.name, "from_on__lt": span.until_on, "until_on__gt": span.from_on}
    if Complaint.objects.filter(**asked).exists() or Entered.objects.filter(**asked).exists():
        return []
    days = sorted(on for on in work.days if span.from_on <= on < span.until_on)
    return [Period(on, date.fromordinal(on.toordinal() + 1)) for on in days]


def _years(work: Work) -> list[Period]:
    if work.days is not None:
        return [year(number) for number in sorted({on.year for on in work.days})]
    cells = Value.objects.filter(figure=work.figure.name).order_by().values_list("from_on", flat=True).distinct()
    return [year(number) for number in sorted({on.year for on in cells})]
