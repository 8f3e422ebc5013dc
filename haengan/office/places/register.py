"""Districts and sites in the search of the house."""

from __future__ import annotations

from django.urls import reverse

from haengan.kernel.places.models import DistrictVersion, Site
from haengan.kernel.search.declare import A, B, Searchable

DISTRICTS = Searchable(
    DistrictVersion,
    fields={"name_ko": A, "name_en": A},
    on="from_on",
    of="district",
    url=lambda key: reverse("office_places:district", args=[key]),
)
SITES = Searchable(
    Site,
    fields={"name_ko": A, "name_en": A, "address_ko": B},
    on="from_on",
    url=lambda key: reverse("office_places:site", args=[key]),
)
