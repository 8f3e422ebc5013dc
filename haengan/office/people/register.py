"""Officials in the search of the house."""

from __future__ import annotations

from django.urls import reverse

from haengan.kernel.people.models import Official
from haengan.kernel.search.declare import A, Searchable

OFFICIALS = Searchable(
    Official,
    fields={"name_ko": A, "name_en": A, "number": A},
    on="from_on",
    url=lambda key: reverse("office_people:official", args=[key]),
)
