"""What ordinances put up for citizens: drafts that are open for opinions."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from haengan.kernel.offers.boards import GUIDES, Asked, Guide, fills
from haengan.kernel.privacy.declare import Holding
from haengan.rooms.support.ordinances import queries


@fills(GUIDES, by="support.ordinances")
def say(asked: Asked) -> list[Guide]:
    """One guide for all drafts, while there are any."""
    drafts = list(queries.open_for_opinions(asked.today)[: asked.limit])
    if not drafts:
        return []
    doors = tuple((draft.name, reverse("support_ordinances:one", args=[draft.key])) for draft in drafts)
    steps = (
        _("Read the draft and why it is proposed."),
        _("Write your opinion before the term ends. You need no account."),
        _("The bureau weighs every opinion before the draft goes to the council."),
    )
    text = _("Drafts of ordinances and rules stand open for everyone's opinion before they are decided.")
    return [Guide(_("Say what you think of a draft"), text, steps, doors)]


Holding(
    "support_ordinances.LawOpinion",
    name="name",
    contact="contact",
    purpose=("입법예고 의견의 접수와 회신", "receiving and answering opinions on draft laws"),
    kept="ordinances.opinion.kept",
    corrects=("name", "contact"),
    shows=("received_on", "name", "contact", "text", "answer"),
)
