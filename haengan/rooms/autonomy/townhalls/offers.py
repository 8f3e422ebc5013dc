"""What town halls ask of other systems, and what they put up for citizens."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from haengan.kernel.norms import queries as norms
from haengan.kernel.offers.agreements import OPEN_PETITION
from haengan.kernel.offers.boards import COMING, GUIDES, HELD, Asked, Guide, Happening, fills
from haengan.kernel.offers.declare import takes
from haengan.kernel.privacy.declare import Holding
from haengan.rooms.autonomy.townhalls import queries

takes(OPEN_PETITION, by="autonomy.townhalls")


@fills(COMING, by="autonomy.townhalls")
def coming(asked: Asked) -> list[Happening]:
    return [_told(townhall) for townhall in queries.coming(asked.today)[: asked.limit]]


@fills(HELD, by="autonomy.townhalls")
def held(asked: Asked) -> list[Happening]:
    return [_told(townhall) for townhall in queries.past()[: asked.limit]]


@fills(GUIDES, by="autonomy.townhalls")
def request(asked: Asked) -> list[Guide]:
    days = norms.value("townhalls.request.days", on=asked.today)
    steps = (
        _("Write who you are, what it is about, and which days suit you. You need no account."),
        _("You are given a number and a code. Keep them: with them you see what becomes of your request."),
        _("Within %(days)s working days the bureau replies with a day and a place, or says why not.") % {"days": days},
    )
    return [
        Guide(
            _("Ask the mayor's office to come"),
            _("The mayor comes to where you live or work, listens, and answers what was said."),
            steps,
            (
                (_("Write a request"), reverse("autonomy_townhalls:ask")),
                (_("Look up my request"), reverse("autonomy_townhalls:look-up")),
            ),
        )
    ]


def _told(townhall: Any) -> Happening:
    return Happening(
        townhall.meets_on,
        townhall.subject,
        _("Mobile mayor's office"),
        _url(townhall),
        hours=f"{townhall.starts:%H:%M}",
        place=townhall.place,
        cancelled=townhall.state == "cancelled",
    )


def _url(townhall: Any) -> str:
    return reverse("autonomy_townhalls:one", args=[townhall.key])


Holding(
    "autonomy_townhalls.Request",
    name="name",
    index="contact_index",
    kept="townhalls.request.kept",
    purpose=("이동시장실 신청의 접수와 회신", "receiving and answering requests for town halls"),
    corrects=("name", "contact", "organisation", "details"),
    shows=("number", "received_on", "name", "contact", "organisation", "subject", "details", "agreed_on"),
)
Holding(
    "autonomy_townhalls.Opinion",
    name="speaker",
    contact="contact",
    purpose=("이동시장실 의견의 처리와 답변", "answering opinions from town halls"),
    kept="townhalls.opinion.kept",
    corrects=("speaker", "contact"),
    shows=("said_on", "speaker", "contact", "text"),
)
