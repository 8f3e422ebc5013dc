"""What the shared pages need to know of town halls, requests and opinions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haengan.kernel.offers import asking
from haengan.kernel.offers.agreements import OPEN_PETITION
from haengan.kernel.privacy.declare import Retention
from haengan.kernel.registers.declare import Column, Filter, Link, Panel, Paper, Register, Step
from haengan.kernel.search.declare import A, B, C, Searchable
from haengan.kernel.tables.sealed import opened
from haengan.rooms.autonomy.townhalls import forms, queries
from haengan.rooms.autonomy.townhalls.actions import opinions, requests, townhalls
from haengan.rooms.autonomy.townhalls.models import Opinion, Request, Townhall
from haengan.rooms.autonomy.townhalls.rules import OpinionState, RequestState, State

KEEP = "autonomy.townhalls.keep"


def contact(record: Any) -> str:
    return opened(record, "contact") if record.contact else ""


def only(*states: str) -> Any:
    """A step that has its place in these states only."""
    return lambda record: record.state in states


def for_petition(opinion: Opinion) -> Any:
    """Open, not here (handed over already, retracted), or why not yet."""
    if opinion.petition or opinion.state == OpinionState.RETRACTED:
        return False
    return asking.possible(OPEN_PETITION) or _("No system of this city takes petitions yet.")


TOWNHALLS = Register(
    name="autonomy.townhalls",
    model=Townhall,
    title=_("Town halls"),
    one=_("town hall"),
    query=queries.listed,
    columns=[
        Column("meets_on", sort=True),
        Column("subject", link=True, sort=True),
        "sector",
        "kind",
        "state",
        Column("place"),
        Column("came", _("came"), kind="number"),
        Column("said", _("opinions"), kind="number"),
        Column("answered", _("answered"), kind="number"),
        Column("starts", default=False),
        Column("ends", default=False),
        Column("organisation", default=False),
        Column("district", default=False),
        Column("site", default=False),
        Column("host", default=False),
        Column("published_on", default=False),
        Column("summary", default=False),
    ],
    filters=["sector", "kind", "state", "district", Filter("meets_on", kind="year"), "meets_on"],
    search=["subject", "organisation", "place", "summary"],
    on="meets_on",
    form=forms.TownhallForm,
    add=townhalls.schedule,
    change=townhalls.correct,
    retract=townhalls.retract,
    steps=[
        Step("hold", _("Enter the result"), townhalls.hold, forms.HoldForm, when=only(State.PLANNED, State.HELD)),
        Step("note", _("Enter an opinion"), opinions.note_here, forms.OpinionHereForm, when=only(State.HELD)),
        Step(
            "publish",
            _("Show to citizens"),
            townhalls.publish,
            when=lambda t: not t.published_on and t.state != State.RETRACTED,
        ),
        Step("hide", _("Hide from citizens"), townhalls.hide, when=lambda t: bool(t.published_on)),
        Step("postpone", _("Put it off"), townhalls.postpone, forms.PostponeForm, when=only(State.PLANNED)),
        Step("cancel", _("Cancel it"), townhalls.cancel, when=only(State.PLANNED), grave=True),
    ],
    panels=[
        Panel(_("Opinions"), queries.opinions_of, ["number", "field", "text", "unit", "due_on", "state", "outcome"]),
        Panel(_("Attendance"), queries.came_to, ["group", "people"]),
        Panel(_("Moves"), lambda t: t.moves.all(), ["kind", "decided_on", "planned_on", "meets_on", "reason"]),
        Panel(_("Requests"), lambda t: t.requests.all(), ["number", "subject", "organisation", "state"]),
    ],
    papers=[Paper("sheet", _("Opinions and answers"), queries.sheet, when=only(State.HELD))],
    links=[Link(_("Calendar"), "calendar")],
    natural=("meets_on", "subject"),
)
REQUESTS = Register(
    name="autonomy.townhalls.requests",
    model=Request,
    title=_("Requests"),
    one=_("request for a town hall"),
    query=queries.requests_listed,
    columns=[
        Column("number", link=True, sort=True),
        Column("received_on", sort=True),
        "subject",
        "sector",
        "organisation",
        Column("wished_from_on", _("wished days"), until="wished_until_on", sort=True),
        Column("due_on", sort=True),
        "state",
        Column("townhall", default=False),
        Column("name", personal="c", default=False),
        Column("contact", value=contact, personal="b", default=False),
        Column("channel", default=False),
        Column("hours", default=False),
        Column("place", default=False),
        Column("people", default=False),
        Column("decided_on", default=False),
        Column("reply", default=False),
        Column("agreed_on", default=False),
        Column("destroyed_on", default=False),
    ],
    filters=["state", "sector", "channel", Filter("received_on", kind="year"), "due_on"],
    search=["=number", "subject", "organisation"],
    on="received_on",
    form=forms.RequestForm,
    add=requests.receive,
    change=requests.amend,
    steps=[
        Step(
            "accept", _("Plan a town hall for it"), requests.accept, forms.AcceptForm, when=only(RequestState.RECEIVED)
        ),
        Step(
            "join", _("Meet it by one that is planned"), requests.join, forms.JoinForm, when=only(RequestState.RECEIVED)
        ),
        Step(
            "decline",
            _("Decline"),
            requests.decline,
            when=only(RequestState.RECEIVED),
            hint=_("The requester reads the reason."),
        ),
        Step(
            "withdraw", _("Withdrawn by the requester"), requests.withdraw, when=only(RequestState.RECEIVED), grave=True
        ),
    ],
    papers=[
        Paper(
            "letter",
            _("Letter to the requester"),
            queries.letter,
            when=only(RequestState.ACCEPTED, RequestState.DECLINED),
            personal=True,
        )
    ],
    personal_duty=KEEP,
)
OPINIONS = Register(
    name="autonomy.townhalls.opinions",
    model=Opinion,
    title=_("Opinions"),
    one=_("opinion"),
    query=queries.opinions_listed,
    columns=[
        Column("said_on", sort=True),
        Column("townhall", link=True),
        Column("number"),
        "field",
        Column("text"),
        Column("unit"),
        Column("due_on", sort=True),
        "state",
        "outcome",
        Column("answered_on", default=False, sort=True),
        Column("group", default=False),
        Column("gist", default=False),
        Column("speaker", personal="c", default=False),
        Column("contact", value=contact, personal="b", default=False),
        Column("assigned_on", default=False),
    ],
    filters=["state", "outcome", "field", "unit", "townhall__sector", Filter("said_on", kind="year"), "due_on"],
    search=["text", "gist", "townhall__subject"],
    on="said_on",
    form=forms.OpinionForm,
    add=opinions.note,
    change=opinions.rectify,
    retract=opinions.strike,
    steps=[
        Step(
            "assign",
            _("Name the division that answers"),
            opinions.assign,
            forms.AssignForm,
            when=only(OpinionState.OPEN, OpinionState.ASSIGNED),
        ),
        Step("answer", _("Answer"), opinions.answer, forms.AnswerForm, when=only(OpinionState.ASSIGNED)),
        Step("follow", _("What became of it"), opinions.follow, forms.AnswerForm, when=only(OpinionState.ANSWERED)),
        Step("petition", _("Hand over as a petition"), opinions.hand_over, when=for_petition),
    ],
    panels=[Panel(_("Answers"), queries.answers_of, ["answered_on", "outcome", "text", "planned_on"])],
    papers=[Paper("answer", _("Answer"), queries.answer_paper, when=only(OpinionState.ANSWERED), personal=True)],
    personal_duty=KEEP,
)

Searchable(
    Townhall,
    fields={"subject": A, "organisation": B, "place": C, "summary": C},
    on="meets_on",
    url=lambda key: TOWNHALLS.url("detail", key),
    standing=lambda row: row.state != State.RETRACTED,
)
Searchable(
    Request,
    fields={"number": A, "subject": A, "organisation": B, "details": C},
    on="received_on",
    url=lambda key: REQUESTS.url("detail", key),
)
Searchable(
    Opinion,
    fields={"text": A, "gist": B},
    on="said_on",
    url=lambda key: OPINIONS.url("detail", key),
    standing=lambda row: row.state != OpinionState.RETRACTED,
)

Searchable(
    Townhall,
    fields={"subject": A, "organisation": B, "place": C, "summary": C},
    on="meets_on",
    url=lambda key: reverse("autonomy_townhalls:one", args=[key]),
    published=queries.published,
)
Searchable(
    Opinion,
    fields={"gist": A},
    on="said_on",
    url=lambda key: reverse("autonomy_townhalls:one", args=[key]),
    of="townhall",
    published=queries.publicly_said_anywhere,
)

ASKED, SPOKE = {"name": "-", "organisation": "", "details": ""}, {"speaker": "-"}
for name, ko, en, model, due, empties in (
    ("request", "이동시장실 신청인 정보", "Who asked for a town hall", Request, queries.contacts_to_destroy, ASKED),
    ("opinion", "이동시장실 의견 발언자 정보", "Who spoke at town halls", Opinion, queries.speakers_to_destroy, SPOKE),
):
    norm, key = f"townhalls.{name}.kept", f"autonomy.townhalls.{name}s"
    Retention(key, ko=ko, en=en, model=model, due=due, norm=norm, empties=empties, on="destroyed_on")
