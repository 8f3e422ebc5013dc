"""Photos on their way to everyone, on the shared pages: the list that waits for a review, and the review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Register, Step
from haengan.rooms.civil_affairs.petitions.actions import looks as actions
from haengan.rooms.civil_affairs.petitions.forms.looks import CoverForm, PartForm
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import looks as queries
from haengan.rooms.civil_affairs.petitions.rules.looks import Standing

STEP = "petitions/photo_step.html"
"""With the picture as it stands: whoever was too late with an act sees what it would be done to."""


def only(*states: Standing) -> Callable[[Any], bool]:
    return lambda record: record.state in states


LOOKS = Register(
    name="civil_affairs.petitions.photos",
    model=Look,
    title=_("Photos for the public"),
    one=_("photo for the public"),
    query=queries.listed,
    columns=[
        Column("petition", link=True),
        "place",
        "state",
        Column("petition__title", _("Title")),
        Column("hidden", _("Parts hidden"), kind="number", value=queries.hidden),
        Column("looked_at", sort=True),
        Column("parts", _("Parts of the picture"), kind="long", value=queries.said, default=False),
        Column("why", default=False),
        Column("tries", default=False),
        Column("reviewed_by", default=False),
        Column("reviewed_at", sort=True, default=False),
        Column("petition__published_on", _("Shown to everyone since"), default=False),
    ],
    filters=["state", Filter("looked_at", kind="period")],
    search=["=petition__number", "petition__title"],
    on="looked_at",
    files=False,
    imports=False,
    steps=[
        Step("cover", _("Hide one more part"), actions.cover, CoverForm, when=only(Standing.LOOKED), template=STEP),
        Step("uncover", _("Do not hide a part"), actions.uncover, PartForm, when=only(Standing.LOOKED), template=STEP),
        Step("restore", _("Hide a part again"), actions.restore, PartForm, when=only(Standing.LOOKED), template=STEP),
        Step("approve", _("Show it to everyone like this"), actions.approve, when=queries.may_approve, template=STEP),
        Step("again", _("Look once more"), actions.again, when=only(Standing.FAILED)),
        Step("reopen", _("Review it again"), actions.reopen, when=only(Standing.APPROVED, Standing.REFUSED)),
        Step(
            "refuse",
            _("Do not show this picture"),
            actions.refuse,
            when=only(Standing.WAITING, Standing.LOOKED, Standing.FAILED),
            grave=True,
        ),
    ],
    detail_template="petitions/photo.html",
    about=queries.about,
    empty=_("No petition that may be shown has a photo."),
)
