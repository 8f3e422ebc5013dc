"""The registers of exchange: cities, agreements, exchanges, and the lines behind the figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, B, C, Searchable
from haengan.lib.documents.model import Document, Language
from haengan.rooms.autonomy.exchanges import queries, rules
from haengan.rooms.autonomy.exchanges.actions import cities as city_acts
from haengan.rooms.autonomy.exchanges.actions import exchanges as acts
from haengan.rooms.autonomy.exchanges.engine.papers import sheets
from haengan.rooms.autonomy.exchanges.engine.wording import lines as wording
from haengan.rooms.autonomy.exchanges.forms import cities, exchanges
from haengan.rooms.autonomy.exchanges.models import Agreement, Exchange, ExchangeLine, SisterCity
from haengan.rooms.autonomy.exchanges.rules import State

WORDS = {
    "city": ("상대 도시", "City"),
    "time": ("시기", "When"),
    "mode": ("방식", "Manner"),
    "state": ("상태", "State"),
}

COUNTED = ("delegates_out", "delegates_in", "others", "gift", "approximate")


def _counts(code: str) -> Any:
    return lambda exchange: exchange.counts(code)


def sheet(exchange: Exchange, *, language: Language, today: date) -> Document:
    """One exchange on paper."""
    number = 0 if language == "ko" else 1
    newest = exchange.results.first()
    city = exchange.city
    names = (city.name_ko, city.country_ko) if language == "ko" else (city.name_en, city.country_en)
    told = sheets.Sheet(
        title=f"{names[0]} {wording.plain(exchange.subject(language))}",
        facts=[
            (WORDS["city"][number], " · ".join(names)),
            (WORDS["time"][number], f"{exchange.from_on.year}. {exchange.time(language)}"),
            (WORDS["mode"][number], rules.MODES[exchange.mode][number]),
            (WORDS["state"][number], rules.STATES[exchange.state][number]),
        ],
        lines=[(line.content(language), line.kinds_shown(language)) for line in exchange.lines.all()],
        result=newest.text if newest else "",
        decisions=[
            (
                one.decided_on.isoformat(),
                " ".join(part for part in (rules.DECISIONS[one.kind][number], one.reason) if part),
            )
            for one in exchange.decisions.all()
        ],
    )
    return sheets.sheet(told, city=queries.city_name(language, today), dated=today, language=language)


def _planned(exchange: Exchange) -> bool:
    return exchange.state == State.PLANNED


def _held(exchange: Exchange) -> bool:
    return exchange.state == State.HELD


def _in_force(agreement: Agreement) -> bool:
    return agreement.until_on is None


CITIES = Register(
    name="autonomy.exchanges.cities",
    model=SisterCity,
    title=_("Sister cities"),
    query=queries.cities_listed,
    columns=[
        Column("name_ko", link=True, sort=True),
        Column("name_en", sort=True),
        Column("country_ko", sort=True),
        Column("country_en", default=False),
        Column("country"),
        Column("partnership", sort=True),
        Column("held", _("Exchanges held"), kind="number", sort=True),
        Column("last_on", _("Last exchange"), kind="date", sort=True),
        Column("note", default=False),
    ],
    filters=["partnership", Filter("country", _("Country code"), kind="text")],
    sorts=["position"],
    search=["name_ko", "name_en", "country_ko", "country_en"],
    form=cities.CityForm,
    add=city_acts.add_city,
    change=city_acts.correct_city,
    panels=[
        Panel(
            _("Agreements"),
            lambda city: city.agreements.select_related("city"),
            ["kind", "signed_on", "until_on", "council_on"],
        ),
        Panel(
            _("Exchanges"),
            lambda city: queries.listed().filter(city=city).order_by("-from_on", "-pk"),
            [
                Column("content", _("What was exchanged"), kind="long"),
                Column("time", _("Time of the exchange")),
                "state",
            ],
        ),
    ],
    natural=("name_ko",),
    one=_("sister city"),
)

AGREEMENTS = Register(
    name="autonomy.exchanges.agreements",
    model=Agreement,
    title=_("Exchange agreements"),
    query=queries.agreements_listed,
    columns=[
        Column("city", link=True),
        Column("city__name_ko", _("City (Korean)"), default=False),
        Column("city__name_en", _("City (English)"), default=False),
        Column("kind"),
        Column("signed_on", sort=True),
        Column("until_on", sort=True),
        Column("council_on"),
        Column("text", default=False),
        Column("end_reason", default=False),
    ],
    filters=["city", "kind", Filter("signed_on", kind="year")],
    search=["city__name_ko", "city__name_en", "text"],
    on="signed_on",
    form=cities.AgreementForm,
    add=city_acts.sign,
    change=city_acts.correct_agreement,
    steps=[Step("end", _("End the agreement"), city_acts.end_agreement, cities.EndForm, when=_in_force, grave=True)],
    natural=("city", "kind", "signed_on"),
    one=_("agreement"),
)

LINES = Register(
    name="autonomy.exchanges.lines",
    model=ExchangeLine,
    title=_("Lines of exchanges"),
    query=queries.lines_listed,
    columns=[
        Column("content", _("What was exchanged"), link=True, kind="long"),
        Column("exchange"),
        Column("kinds"),
        Column("delegates_out", unit=_("people")),
        Column("delegates_in", unit=_("people")),
        Column("others", unit=_("people")),
        Column("gift", default=False),
        Column("currency", default=False),
        Column("approximate", default=False),
        Column("exchange__from_on", _("First day"), kind="date", sort=True),
    ],
    filters=["kinds", Filter("exchange__city", _("City"), kind="thing"), Filter("exchange__from_on", kind="year")],
    on="exchange__from_on",
)

EXCHANGES = Register(
    name="autonomy.exchanges",
    model=Exchange,
    title=_("Exchanges"),
    query=queries.listed,
    columns=[
        Column("content", _("What was exchanged"), kind="long", link=True),
        Column("land", _("Country"), value=lambda exchange: exchange.city.country_name),
        Column("city"),
        Column("city__name_ko", _("City (Korean)"), default=False),
        Column("city__name_en", _("City (English)"), default=False),
        Column("time", _("Time of the exchange")),
        Column("from_on", _("Period"), until="until_on", sort=True, default=False),
        Column("precision", default=False),
        Column("months", default=False),
        Column("mode"),
        Column("line_kinds", _("Remarks (kind of exchange)"), field="line_kinds", kind="long"),
        Column("delegates_out", _("Sent out"), value=_counts("out"), field="delegates_out"),
        Column("delegates_in", _("Received"), value=_counts("in"), field="delegates_in"),
        Column("others", _("Others present"), value=_counts("others"), field="others", default=False),
        Column("gift", _("Amount given"), value=_counts("gift"), field="gift", default=False),
        Column("state"),
        Column("subject_ko", default=False),
        Column("subject_en", default=False),
        Column("report_due_on", default=False, sort=True),
        Column("budget", kind="money", unit=_("won"), default=False),
        Column("spent", kind="money", unit=_("won"), default=False),
        Column("note", default=False),
    ],
    filters=[
        Filter("city", kind="thing"),
        "kinds",
        "mode",
        "state",
        Filter("from_on", kind="year"),
        Filter("from_on", _("Period"), kind="period"),
        Filter("report_due_on", _("Report due"), kind="date"),
    ],
    search=["subject_ko", "subject_en", "city__name_ko", "city__name_en", "note"],
    on="from_on",
    form=exchanges.ExchangeForm,
    add=acts.enter,
    change=acts.correct,
    retract=acts.retract,
    steps=[
        Step("hold", _("Carried out"), acts.hold, exchanges.HoldForm, when=_planned),
        Step("cancel", _("Cancel"), acts.cancel, when=_planned, grave=True),
        Step("report", _("Hand in the report"), acts.report, exchanges.ResultForm, when=_held),
    ],
    panels=[
        Panel(
            _("Lines"),
            lambda exchange: exchange.lines.select_related("exchange__city"),
            [Column("content", _("What was exchanged")), "kinds", *COUNTED],
        ),
        Panel(_("Decisions"), lambda exchange: exchange.decisions.all(), ["decided_on", "kind", "reason"]),
        Panel(
            _("Reports handed in"),
            lambda exchange: exchange.results.all(),
            ["submitted_on", Column("text", kind="long")],
        ),
    ],
    papers=[Paper("sheet", _("Sheet of the exchange"), sheet)],
    links=[Link(_("The year's list as a document"), "years")],
    one=_("exchange"),
)

FOUND = Searchable(
    Exchange,
    fields={"subject_ko": A, "subject_en": B, "note": C},
    on="from_on",
    url=lambda key: EXCHANGES.url("detail", key),
    standing=lambda exchange: exchange.state != State.RETRACTED,
)

Searchable(
    SisterCity,
    fields={"name_ko": A, "name_en": A, "country_ko": B, "country_en": B, "note": C},
    url=lambda key: CITIES.url("detail", key),
)
Searchable(
    Agreement, fields={"text": B, "end_reason": C}, on="signed_on", url=lambda key: AGREEMENTS.url("detail", key)
)
