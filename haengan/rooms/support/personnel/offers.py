"""The paper by which a personnel order takes effect."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor
from haengan.kernel.approvals.declare import Effect, Kind, Told
from haengan.rooms.support.personnel import actions, queries


def _enact(key: str, told: Told, *, state: str, actor: Actor) -> Any:
    return actions.enact(key=key, state=state, actor=actor)


def _says(transfer: Any, told: Told) -> list[str]:
    """Every line is part of what is signed."""
    actions.refuse_unfit(transfer)
    day = transfer.effective_on
    head = _("As of %(day)s, %(count)s officials are transferred:")
    rows = list(queries.lines_of(transfer))
    said = [head % {"day": f"{day.year}. {day.month}. {day.day}.", "count": len(rows)}]
    return said + [
        f"{row.official.name_ko} ({row.official.number}): {row.before_unit or '-'} {row.before_post or ''} → "  # type: ignore[attr-defined]  # annotated
        f"{row.after_unit} {row.after_post} ({row.get_kind_display()})"  # type: ignore[attr-defined]  # annotated
        for row in rows
    ]


TRANSFER = Kind(
    actions.KIND,
    ko="인사발령",
    en="Personnel order",
    final="personnel.transfer.final",
    record="appointments",
    effect=Effect(
        subject=apps.get_model("support_personnel", "Transfer"),
        act=_enact,
        asks="support.personnel.propose",
        state=lambda transfer, told: queries.fingerprint(transfer),
        says=_says,
    ),
)
