"""Series with their limits, and the keys of stations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.readings import actions, queries
from haengan.kernel.readings.models import Series, StationKey
from haengan.kernel.registers.declare import Column, Link, Register, Step
from haengan.office.readings.forms import EndForm, SeriesForm

SERIES = Register(
    name="readings.series",
    model=Series,
    title=_("Series of measurements"),
    namespace="office_readings",
    query=queries.all_series,
    columns=[
        Column("number", link=True, sort=True),
        Column("name_ko", sort=True),
        Column("name_en", default=False),
        "measures",
        "unit",
        Column("how", default=False),
        Column("equipment__number", _("Equipment")),
        "rhythm_seconds",
        "low",
        "high",
        "step",
        Column("stuck_minutes", default=False),
        Column("silent_minutes", default=False),
        Column("neighbourhood", default=False),
        Column("neighbour", default=False),
        Column("from_on", _("Period"), kind="period", until="until_on", sort=True),
    ],
    filters=["measures"],
    search=["number", "name_ko", "name_en", "neighbourhood"],
    findable=True,
    form=SeriesForm,
    add=actions.open_series,
    change=actions.correct_series,
    natural=("number",),
    steps=[
        Step(
            "end",
            _("End"),
            actions.end_series,
            EndForm,
            when=lambda series: series.until_on is None,
            hint=_("Nothing is taken for it from then on; what was measured stays."),
            grave=True,
        )
    ],
    links=[Link(_("How they stand"), "now")],
)
KEYS = Register(
    name="readings.keys",
    model=StationKey,
    title=_("Keys of stations"),
    namespace="office_readings",
    columns=[
        Column("equipment__number", _("Station"), link=True, sort=True),
        Column("tail"),
        Column("issued_at", sort=True),
        Column("until_on", _("valid through"), sort=True),
        Column("revoked_at"),
    ],
    steps=[
        Step(
            "revoke",
            _("Revoke"),
            actions.revoke_key,
            when=lambda key: key.revoked_at is None,
            hint=_("What the station sends with it is refused from now on."),
            grave=True,
        )
    ],
    links=[Link(_("Issue a key"), "issue")],
    export=False,
    imports=False,
    empty=_("No station has a key. Stations that speak to a broker need none."),
)
