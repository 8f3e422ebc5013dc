"""Follow-ups in the search of the house: those within the reader's reach."""

from __future__ import annotations

from django.urls import reverse

from haengan.kernel.followups.models import Followup
from haengan.kernel.search.declare import A, C, Searchable

FOLLOWUPS = Searchable(
    Followup,
    fields={"what": A, "thing_title": C},
    on="due_on",
    url=lambda key: reverse("office_followups:followup", args=[key]),
)
