"""Petitions on the shared pages: the list that is the desk, one petition with all its acts, its papers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.privacy.declare import Retention
from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register
from haengan.kernel.search.declare import A, B, C, Searchable
from haengan.kernel.tables.sealed import opened
from haengan.rooms.civil_affairs.petitions.actions import (
    examining,
    forgetting,
    taking,
)
from haengan.rooms.civil_affairs.petitions.forms.counter import FileForm
from haengan.rooms.civil_affairs.petitions.models.course import Answer
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import looks, papers, petitions, retained, seen
from haengan.rooms.civil_affairs.petitions.register import steps

RECEIVE = "civil_affairs.petitions.receive"


def contact(record: Petition) -> str:
    return opened(record, "contact") if record.contact else ""


def residence(record: Petition) -> str:
    return opened(record, "residence") if record.residence else ""


PETITIONS = Register(
    name="civil_affairs.petitions",
    model=Petition,
    title=_("Petitions"),
    one=_("petition"),
    query=petitions.listed,
    columns=[
        Column("number", link=True, sort=True),
        "title",
        Column("service", kind="thing"),
        "state",
        Column("unit"),
        Column("next_at", sort=True),
        Column("due_at", sort=True, default=False),
        Column("received_at", sort=True, default=False),
        Column("filed_at", sort=True),
        Column("kind", default=False),
        Column("channel", default=False),
        Column("handler", default=False),
        Column("district", default=False),
        Column("address", default=False),
        Column("text", kind="long", default=False),
        Column("name", personal="c", default=False),
        Column("contact", value=contact, personal="b", default=False),
        Column("residence", value=residence, personal="b", default=False),
        Column("organisation", default=False),
        Column("people", default=False),
        Column("outcome", default=False),
        Column("answered_at", sort=True, default=False),
        Column("in_time", default=False),
        Column("ended_on", default=False),
        Column("closing", default=False),
        Column("end_reason", default=False),
        Column("agency", default=False),
        Column("passes", default=False, sort=True),
        Column("lost_minutes", default=False),
        Column("submission", default=False),
        Column("rating", default=False),
        Column("reply_by", default=False),
        Column("origin_title", default=False),
        Column("published_on", default=False),
        Column("public_title", default=False),
    ],
    filters=[
        *("state", "kind", "service", "unit", "handler", "channel", "district", "outcome"),
        Filter("received_on", kind="year"),
        Filter("received_on", kind="period"),
        "due_on",
    ],
    search=["=number", "title", "text"],
    on="filed_at",
    form=FileForm,
    add=taking.take_down,
    prefilled=("service", "q"),
    form_template="petitions/take_down.html",
    attach=examining.progress,
    steps=steps.STEPS,
    panels=[
        Panel(
            _("Answers given"),
            lambda p: p.answers.order_by("-pk"),
            ["outcome", "text", "means", "drafted_at", "decided_at", "sent_at"],
            quiet=True,
        ),
        Panel(
            _("Transfers"),
            lambda p: p.transfers.select_related("from_unit", "to_unit"),
            [
                "at",
                "from_unit",
                "to_unit",
                "agency",
                Column("cause", label=_("Sort of transfer")),
                "reason",
                "held_minutes",
            ],
            quiet=True,
        ),
        Panel(
            _("Supplements"),
            lambda p: p.supplements.all(),
            [Column("asked_at", label=_("Demanded at")), "what", "due_on", "again", "postponed", "supplied_at", "text"],
            quiet=True,
        ),
        Panel(
            _("Photos for the public"), looks.of_petition, ["place", "state", "looked_at", "reviewed_by"], quiet=True
        ),
        Panel(_("Amendments"), lambda p: p.amendments.all(), ["amended_at", "text"], quiet=True),
        Panel(
            _("Times that do not count"),
            lambda p: p.pauses.all(),
            ["cause", "since_at", "until_at", "note"],
            quiet=True,
        ),
        Panel(
            _("Extensions"),
            lambda p: p.extensions.all(),
            ["at", "reason", "explanation", "was_due_at", "due_at"],
            quiet=True,
        ),
        Panel(
            _("Consultations"),
            lambda p: p.consultations.select_related("unit"),
            ["unit", "question", "reply_on", "replied_at", "opinion"],
            quiet=True,
        ),
        Panel(_("Notices"), lambda p: p.notices.all(), ["told_at", "what", "means", "text"], quiet=True),
        Panel(_("Who signed"), lambda p: p.signers.all(), [Column("name", personal="c"), "represents"], quiet=True),
        Panel(_("Merged petitions"), lambda p: p.merged.all(), ["number", "title", "people"], quiet=True),
        Panel(_("Appeals"), lambda p: p.appeals.all(), ["appealed_on", "due_on", "decided_on", "upheld"], quiet=True),
        Panel(_("Ratings"), lambda p: p.ratings.all(), ["rated_on", "stars", "comment"], quiet=True),
    ],
    papers=[
        Paper(
            "receipt",
            _("Receipt of the petition"),
            papers.receipt,
            when=lambda p: p.received_at is not None,
            personal=True,
        ),
        Paper("proof", _("Proof of the due moment"), papers.proof, when=lambda p: p.received_at is not None),
        Paper("reminder", _("Reminder of a late petition"), papers.reminder, when=seen.was_reminded),
    ],
    links=[
        Link(_("Desk"), "desk"),
        Link(_("Division heads"), "heads"),
        Link(_("Changes of law"), "law"),
    ],
    personal_duty=RECEIVE,
    imports=False,
    detail_template="petitions/detail.html",
    about=seen.about,
    empty=_("Nobody has filed a petition yet."),
)
Searchable(
    Petition,
    fields={"number": A, "title": A, "text": C, "address": B},
    on="received_on",
    url=lambda key: PETITIONS.url("detail", key),
    standing=lambda row: row.state not in ("unconfirmed", "lapsed"),
)
Searchable(
    Answer,
    fields={"text": B},
    url=lambda key: PETITIONS.url("detail", key),
    of="petition",
)
Searchable(
    Petition,
    fields={"public_title": A, "public_text": B},
    on="published_on",
    url=seen.public_url,
    published=petitions.published,
)
Retention(
    "civil_affairs.petitions.petition",
    ko="민원인 정보",
    en="Who petitioned",
    model=Petition,
    due=retained.due,
    norm="petitions.kept",
    empties={
        "name": "-",
        "organisation": "",
        "told": {},
        "title": "-",
        "text": "-",
        "address": "",
        "lon": None,
        "lat": None,
    },
    on="destroyed_on",
    then=forgetting.empty_course,
    council=True,
)
