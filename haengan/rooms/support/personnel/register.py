"""The registers of personnel orders and of the lines of drafts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, C, Searchable
from haengan.rooms.support.personnel import actions, forms, queries
from haengan.rooms.support.personnel.models import Transfer, TransferLine
from haengan.rooms.support.personnel.rules import State


def _drafted(transfer: Transfer) -> bool:
    return transfer.state == State.DRAFT


CHANGE = [
    Column("before_unit", _("Unit until then"), kind="text"),
    Column("before_post", _("Post until then"), kind="text"),
    Column("after_unit", _("New unit"), kind="text", field="unit"),
    Column("after_post", _("New post's title"), kind="text", field="post_title"),
]
TRANSFERS = Register(
    name="support.personnel.transfers",
    model=Transfer,
    title=_("Personnel orders"),
    one=_("personnel order"),
    query=queries.transfers,
    columns=[
        Column("title", link=True, sort=True),
        Column("effective_on", sort=True),
        Column("count", _("How many"), kind="number"),
        "state",
        "enacted_on",
        "basis",
        Column("problems", _("What stops it"), kind="long", value=queries.problems, default=False),
    ],
    filters=["state", Filter("effective_on", kind="year")],
    search=["title"],
    on="effective_on",
    form=forms.TransferForm,
    add=actions.draft,
    change=actions.correct,
    steps=[
        Step(
            "propose",
            _("Draft the paper for approval"),
            actions.propose,
            when=_drafted,
            hint=_("All lines take effect on the day, by the final approval. You find the paper among your papers."),
        ),
        Step("withdraw", _("Withdraw"), actions.withdraw, when=_drafted, grave=True),
    ],
    panels=[
        Panel(
            _("Who goes where"),
            queries.lines_of,
            [
                Column("official__number", _("Staff number")),
                Column("official__name_ko", _("Full name")),
                *CHANGE,
                "kind",
                "note",
            ],
            limit=500,
        ),
        Panel(_("Papers"), queries.papers_on, ["title", "state", "approved_on"]),
    ],
    papers=[Paper("order", _("Personnel order"), queries.document)],
    imports=False,
)
LINES = Register(
    name="support.personnel.lines",
    model=TransferLine,
    title=_("Lines of drafts"),
    one=_("line of a personnel order"),
    query=queries.draft_lines,
    columns=[
        Column("official__number", _("Staff number"), link=True, field="official"),
        Column("official__name_ko", _("Full name"), field="name"),
        *CHANGE,
        "kind",
        "note",
        Column("transfer"),
    ],
    filters=["transfer", "kind"],
    search=["=official__number", "official__name_ko"],
    form=forms.LineForm,
    add=actions.add_line,
    change=actions.correct_line,
    retract=actions.strike_line,
    natural=("official",),
    files=False,
    empty=_("Enter lines one by one, or bring in a file with staff number, new unit and post."),
)

Searchable(Transfer, fields={"title": A, "basis": C}, on="effective_on", url=lambda key: TRANSFERS.url("detail", key))
