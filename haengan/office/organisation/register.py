"""Units and restructurings in the search of the house."""

from __future__ import annotations

from django.urls import reverse

from haengan.kernel.organisation.models import Restructuring, UnitVersion
from haengan.kernel.search.declare import A, C, Searchable

UNITS = Searchable(
    UnitVersion,
    fields={"name_ko": A, "name_en": A},
    on="from_on",
    of="unit",
    url=lambda key: reverse("office_organisation:unit", args=[key]),
    standing=lambda version: version.until_on is None,
)
RESTRUCTURINGS = Searchable(
    Restructuring,
    fields={"title_ko": A, "title_en": A, "basis": C},
    on="effective_on",
    url=lambda key: reverse("office_organisation:plan", args=[key]),
    standing=lambda draft: draft.state != Restructuring.State.WITHDRAWN,
)
