"""What honorary mayors put up for citizens: how to become one, while a call is open."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from haengan.kernel.offers.boards import GUIDES, Asked, Guide, fills
from haengan.kernel.privacy.declare import Holding
from haengan.rooms.autonomy.honorary_mayors import queries

ONE_DAY = timedelta(days=1)


@fills(GUIDES, by="autonomy.honorary_mayors")
def apply(asked: Asked) -> list[Guide]:
    return [
        Guide(
            call.title,
            _("Be mayor for a day, see how the city works, and say what should change."),
            (
                _("Apply by %(day)s. You need no account.")
                % {"day": date_format(call.until_on - ONE_DAY, "DATE_FORMAT")},
                _("The bureau chooses from each group of citizens and tells you."),
                _("You spend a day as mayor; what you propose is answered in public."),
            ),
            (
                (_("Apply for it"), reverse("autonomy_honorary_mayors:apply", args=[call.key])),
                (_("Look up my application"), reverse("autonomy_honorary_mayors:look-up")),
            ),
        )
        for call in queries.open_calls(asked.today)[: asked.limit]
    ]


Holding(
    "autonomy_honorary_mayors.Application",
    name="name",
    index="contact_index",
    identity="identity_index",
    kept="honorary_mayors.application.kept",
    purpose=("명예시장 지원의 접수와 선정", "receiving applications for honorary mayor and selecting"),
    corrects=("contact", "motive"),
    shows=("number", "received_on", "name", "identity", "contact", "group", "motive", "agreed_on"),
)
Holding(
    "autonomy_honorary_mayors.Appointment",
    name="name",
    index="application__contact_index",
    identity="identity_index",
    purpose=("명예시장 위촉과 운영", "appointing honorary mayors"),
    corrects=("remarks",),
    bound=True,
    shows=("number", "name", "identity", "group", "appointed_on", "serves_on", "remarks"),
)
