"""Personnel orders with what each line changes, and what forbids it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from haengan.kernel.approvals import queries as approvals
from haengan.kernel.approvals.models import Paper
from haengan.kernel.organisation import moves
from haengan.kernel.organisation.models import Appointment, PostVersion, UnitVersion
from haengan.kernel.organisation.moves import Move, Planned
from haengan.kernel.tables.queries import how_many
from haengan.lib.documents.model import Document, Language
from haengan.rooms.support.personnel import rules
from haengan.rooms.support.personnel.engine.papers import writing
from haengan.rooms.support.personnel.models import Transfer, TransferLine
from haengan.rooms.support.personnel.rules import State

DAY = OuterRef("transfer__effective_on")


def transfers() -> QuerySet[Transfer]:
    return Transfer.objects.annotate(count=how_many(TransferLine.objects.all(), "transfer"))


def drafts() -> QuerySet[Transfer]:
    return Transfer.objects.filter(state=State.DRAFT).order_by("-pk")


def lines() -> QuerySet[TransferLine]:
    """Each with unit and post before and after, as they are called on the order's day. One query."""
    versions = PostVersion.objects.filter(_stands("from_on", "until_on"))
    held = Appointment.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=DAY),
        official=OuterRef("official"),
        kind=Appointment.Kind.REGULAR,
        from_on__lt=DAY,
    ).order_by("-from_on")
    before = versions.filter(post=OuterRef("held_post"))
    after = versions.filter(post=OuterRef("post"))
    found = TransferLine.objects.select_related("transfer", "official").annotate(
        held_post=Subquery(held.values("post")[:1])
    )
    found = found.annotate(
        before_unit_id=Subquery(before.values("unit")[:1]),
        before_post=Subquery(before.values("title_ko")[:1]),
        after_unit_id=Subquery(after.values("unit")[:1]),
        after_post=Subquery(after.values("title_ko")[:1]),
    )
    return found.annotate(before_unit=_unit("before_unit_id"), after_unit=_unit("after_unit_id"))


def draft_lines() -> QuerySet[TransferLine]:
    return lines().filter(transfer__state=State.DRAFT).order_by("-pk")


def lines_of(transfer: Transfer) -> QuerySet[TransferLine]:
    return lines().filter(transfer=transfer).order_by("pk")


def planned(transfer: Transfer) -> list[Planned]:
    rows = TransferLine.objects.filter(transfer=transfer).select_related("official", "post").order_by("pk")
    return moves.planned([Move(row.official, row.post, row.kind) for row in rows], transfer.effective_on)


def problems(transfer: Transfer) -> str:
    """All that would stop it now, one a line; nothing once it is in force."""
    return "\n".join(moves.wrong(planned(transfer))) if transfer.state == State.DRAFT else ""


def fingerprint(transfer: Transfer) -> str:
    """All that approval will use: who goes where on which day, and what each holds until then."""
    rows = [
        [one.move.official.key, one.move.post.key, one.move.kind, one.leaving.key if one.leaving else "", *one.problems]
        for one in planned(transfer)
    ]
    return rules.fingerprint([*rows, [transfer.state, transfer.effective_on.isoformat()]])


def papers_on(transfer: Transfer) -> QuerySet[Paper]:
    return approvals.about(transfer)


def transferred() -> QuerySet[TransferLine]:
    return TransferLine.objects.filter(transfer__state=State.ENACTED)


def document(transfer: Transfer, *, language: Language, today: date) -> Document:
    """The order on paper: who goes from where to where."""
    rows = [
        (
            row.official.number,
            row.official.name_ko,
            f"{row.before_unit or ''} {row.before_post or ''}".strip(),  # type: ignore[attr-defined]  # annotated
            f"{row.after_unit or ''} {row.after_post or ''}".strip(),  # type: ignore[attr-defined]  # annotated
            str(Appointment.Kind(row.kind).label),
            row.note,
        )
        for row in lines_of(transfer)
    ]
    return writing.order(
        title=transfer.title,
        city=settings.CITY_NAMES[language],
        effective_on=transfer.effective_on,
        rows=rows,
        dated=transfer.enacted_on or today,
        draft=transfer.state == State.DRAFT,
        language=language,
    )


def _stands(start: str, end: str) -> Q:
    return Q(**{f"{start}__lte": DAY}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": DAY}))


def _unit(path: str) -> Any:
    named = UnitVersion.objects.filter(_stands("from_on", "until_on"), unit=OuterRef(path)).annotate(said=F("name_ko"))
    return Subquery(named.values("said")[:1])
