"""The register of events."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, B, C, Searchable
from haengan.lib.documents.model import Document, Language
from haengan.rooms.support.events import actions, forms, queries
from haengan.rooms.support.events.engine.papers import sheets
from haengan.rooms.support.events.models import Event
from haengan.rooms.support.events.rules import State


def _told(event: Event, language: Language, today: date) -> sheets.Told:
    host = organisation.unit_on(event.host, today) if event.host else None
    named = "" if host is None else host.name_ko if language == "ko" else host.name_en or host.name_ko
    return sheets.Told(
        name=event.name(language),
        when=event.when(language),
        hours=event.hours(),
        place=event.place(language),
        host=named,
        theme=event.theme(language),
        contents=event.contents(language),
    )


def programme(event: Event, *, language: Language, today: date) -> Document:
    """The order of the event, to be handed out."""
    points = [
        sheets.Point(
            f"{row.starts:%H:%M}" + (f" ~ {row.ends:%H:%M}" if row.ends else ""), row.title(language), row.person
        )
        for row in event.programme.all()
    ]
    city = queries.city_name(language, today)
    return sheets.programme(_told(event, language, today), points, city=city, dated=today, language=language)


def invitations(event: Event, *, language: Language, today: date) -> Document:
    """Who is invited, to be ticked off at the door."""
    guests = [sheets.Guests(row.name(language), row.invited) for row in event.invitations.all()]
    city = queries.city_name(language, today)
    return sheets.invitations(_told(event, language, today), guests, city=city, dated=today, language=language)


def _planned(event: Event) -> bool:
    return event.state == State.PLANNED


def _standing(event: Event) -> bool:
    return event.state in (State.PLANNED, State.HELD)


EVENTS = Register(
    name="support.events",
    model=Event,
    title=_("Events"),
    query=queries.listed,
    columns=[
        Column("name", _("Event"), link=True),
        Column("kind", sort=True),
        Column("theme", _("Theme (shown)")),
        Column("when", _("When")),
        Column("hours", _("Hours")),
        Column("place", _("Where")),
        Column("present", sort=True, unit=_("people")),
        Column("approximate", default=False),
        Column("invited", _("Invited"), kind="number", unit=_("people"), sort=True, default=False),
        Column("state", sort=True),
        Column("before_on", _("Held before on"), kind="date", default=False),
        Column("from_on", _("Period"), until="until_on", sort=True, default=False),
        Column("series", default=False),
        Column("name_ko", default=False),
        Column("name_en", default=False),
        Column("theme_ko", default=False),
        Column("theme_en", default=False),
        Column("place_ko", default=False),
        Column("place_en", default=False),
        Column("content_ko", default=False),
        Column("content_en", default=False),
        Column("host", default=False),
        Column("public", default=False),
        Column("budget", kind="money", unit=_("won"), default=False),
        Column("spent", kind="money", unit=_("won"), default=False),
        Column("note", default=False),
    ],
    filters=[
        "kind",
        "state",
        Filter("from_on", kind="year"),
        Filter("from_on", _("Period"), kind="period"),
        Filter("series", kind="text"),
    ],
    search=["name_ko", "name_en", "theme_ko", "theme_en", "place_ko", "content_ko", "series"],
    on="from_on",
    form=forms.EventForm,
    add=actions.enter,
    change=actions.correct,
    retract=actions.retract,
    steps=[
        Step("hold", _("It took place"), actions.hold, forms.HoldForm, when=_planned),
        Step("programme", _("Programme"), actions.order, forms.ProgrammeForm, when=_standing),
        Step("invitations", _("Invited groups"), actions.invite, forms.InvitationsForm, when=_standing),
        Step("postpone", _("Put off"), actions.postpone, forms.PostponeForm, when=_planned, grave=True),
        Step("cancel", _("Cancel"), actions.cancel, when=_planned, grave=True),
    ],
    panels=[
        Panel(
            _("Programme"),
            lambda event: event.programme.all(),
            [Column("starts", _("Starts")), Column("ends", _("to")), Column("title", _("Point")), "person"],
        ),
        Panel(_("Invited groups"), lambda event: event.invitations.all(), [Column("name", _("Group")), "invited"]),
        Panel(_("Decisions"), lambda event: event.decisions.all(), ["decided_on", "kind", "planned_on", "reason"]),
    ],
    papers=[
        Paper("programme", _("Programme sheet"), programme, when=_standing),
        Paper("invitations", _("List of invited groups"), invitations, when=_standing),
    ],
    links=[Link(_("Calendar (iCalendar)"), "calendar")],
    natural=("series", "from_on"),
    one=_("event"),
)

FOUND = Searchable(
    Event,
    fields={"name_ko": A, "name_en": A, "theme_ko": B, "content_ko": C, "note": C},
    on="from_on",
    url=lambda key: EVENTS.url("detail", key),
    standing=lambda event: event.state != State.RETRACTED,
)

Searchable(
    Event,
    fields={"name_ko": A, "name_en": A, "theme_ko": B, "theme_en": B, "place_ko": C, "content_ko": C, "content_en": C},
    on="from_on",
    url=lambda key: reverse("support_events:one", args=[key]),
    published=queries.shown,
)
