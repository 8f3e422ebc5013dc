"""Equipment in the search of the house."""

from __future__ import annotations

from django.urls import reverse

from haengan.kernel.equipment.models import Equipment
from haengan.kernel.search.declare import A, C, Searchable

PIECES = Searchable(
    Equipment,
    fields={"number": A, "model": C},
    url=lambda key: reverse("office_equipment:piece", args=[key]),
)
