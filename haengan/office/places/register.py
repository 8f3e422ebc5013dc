"""Districts and sites in the search of the house; headcounts of residents."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haengan.kernel.places import actions
from haengan.kernel.places.models import DistrictVersion, Headcount, Site
from haengan.kernel.registers.declare import Column, Filter, Register
from haengan.kernel.search.declare import A, B, Searchable
from haengan.office.places.forms import HeadcountForm

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
HEADCOUNTS = Register(
    name="places.headcounts",
    model=Headcount,
    title=_("Headcounts of residents"),
    query=lambda: Headcount.objects.defer("packed"),
    columns=[
        Column("counted_on", link=True, sort=True),
        Column("residents", kind="number"),
        Column("points", kind="number"),
        "source",
    ],
    filters=[Filter("counted_on", kind="year")],
    on="counted_on",
    form=HeadcountForm,
    add=actions.count,
    imports=False,
    namespace="office_places",
)
