"""The register of entered totals."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haengan.kernel.figures import actions
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.models import Entered
from haengan.kernel.registers.declare import Column, Filter, Register
from haengan.kernel.search.declare import B, C, Searchable
from haengan.office.figures.forms import EnteredForm, figure_choices


def shown_amount(entered: Entered) -> int | Decimal:
    """In the unit that the form asks for; what is kept is in whole base units."""
    figure = figures.get(entered.figure)
    shown = figure.shown_unit.shown(entered.amount) if figure else Decimal(entered.amount)
    return int(shown) if shown == shown.to_integral_value() else shown


ENTERED = Register(
    name="figures.entered",
    model=Entered,
    title=_("Entered figures"),
    one=_("entered figure"),
    query=lambda: Entered.objects.select_related("retraction"),
    columns=[
        Column("figure", value=lambda e: e.names()[0], link=True, sort=True),
        Column("slice", value=lambda e: e.names()[1]),
        Column("member", value=lambda e: e.names()[2]),
        Column("from_on", _("Period"), kind="period", until="until_on", sort=True),
        Column("amount", kind="number", value=shown_amount),
        Column(
            "unit",
            pgettext_lazy("of a figure", "unit"),
            value=lambda e: figures[e.figure].unit if e.figure in figures else "",
        ),
        Column("approximate", default=False),
        Column("document"),
        Column("place", default=False),
        Column("author", default=False),
        Column("entered_on", default=False),
        Column("retraction", _("taken back"), value=lambda e: getattr(e, "retraction", None) and e.retraction.reason),
    ],
    filters=[Filter("figure", kind="choice", choices=figure_choices), Filter("from_on", kind="year")],
    search=["figure", "document"],
    on="from_on",
    form=EnteredForm,
    add=actions.enter,
    retract=actions.retract,
    namespace="office_figures",
)

Searchable(Entered, fields={"document": B, "place": C}, on="from_on", url=lambda key: ENTERED.url("detail", key))
