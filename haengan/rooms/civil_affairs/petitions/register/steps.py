"""What may be done with a petition from its page, and when each act has its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.declare import Step
from haengan.rooms.civil_affairs.petitions.actions import (
    after,
    answering,
    clocking,
    confirming,
    consulting,
    doors,
    ending,
    examining,
    filing,
    publishing,
    receiving,
    routing,
    supplementing,
)
from haengan.rooms.civil_affairs.petitions.forms import doors as door_forms
from haengan.rooms.civil_affairs.petitions.forms import mending
from haengan.rooms.civil_affairs.petitions.forms import office as forms
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import seen
from haengan.rooms.civil_affairs.petitions.rules.states import IN_HAND, OPEN, State


def only(*states: str) -> Callable[[Any], bool]:
    """A step that has its place in these states only."""
    return lambda record: record.state in states


def unassigned(record: Petition) -> bool:
    return record.state == State.RECEIVED and record.unit_id is None


def assigned(record: Petition) -> bool:
    return record.state == State.RECEIVED and record.unit_id is not None


def refused(record: Petition) -> bool:
    return record.state == State.ANSWERED and record.outcome in ("refused", "partly") and record.kind == "statutory"


HAND = only(*IN_HAND)
STEPS = [
    Step("receive", _("Receive it"), receiving.receive, forms.ReceiveForm, when=only(State.ARRIVED)),
    Step(
        "vouch",
        _("The petitioner is known"),
        confirming.vouch,
        when=only(State.UNCONFIRMED, State.LAPSED),
        hint=_("Only after you have spoken with the petitioner; say how."),
    ),
    Step("assign", _("Assign a division"), routing.assign, forms.UnitForm, when=unassigned),
    Step("take_on", _("Take it on"), routing.take_on, forms.TakeOnForm, when=assigned),
    Step(
        "draft",
        _("Draft the answer"),
        answering.draft_answer,
        forms.AnswerForm,
        when=assigned,
        hint=_("It goes through approval, is numbered, sealed and sent as a letter."),
    ),
    Step("tell", _("Answer at once"), answering.tell, forms.TellForm, when=assigned),
    Step("send", _("Send the answer"), answering.send, when=only(State.DECIDED)),
    Step("supplement", _("Ask for a supplement"), supplementing.ask, forms.SupplementForm, when=only(State.RECEIVED)),
    Step("supply", _("Enter what was supplied"), supplementing.supply, forms.SupplyForm, when=only(State.SUPPLEMENT)),
    Step(
        "postpone",
        _("Give more time to supplement"),
        supplementing.postpone,
        forms.PostponeForm,
        when=only(State.SUPPLEMENT),
    ),
    Step("again", _("Ask once more"), supplementing.ask_again, forms.AgainForm, when=only(State.SUPPLEMENT)),
    Step("came_back", _("The demand came back"), supplementing.came_back, when=only(State.SUPPLEMENT)),
    Step("return", _("Send it back for good"), supplementing.give_back, when=only(State.SUPPLEMENT), grave=True),
    Step("consult", _("Consult another division"), consulting.consult, forms.ConsultForm, when=assigned),
    Step("transfer", _("Pass it on"), routing.transfer, forms.TransferForm, when=assigned),
    Step("correct_routing", _("Settle who is in charge"), routing.correct_routing, forms.UnitForm, when=assigned),
    Step(
        "forward",
        _("Pass on by Open311"),
        doors.forward,
        door_forms.ForwardForm,
        when=seen.may_forward,
    ),
    Step(
        "pass_on",
        _("Pass to another agency"),
        routing.pass_on,
        forms.PassOnForm,
        when=only(State.ARRIVED, State.RECEIVED),
    ),
    Step("extend", _("Extend the period"), clocking.extend, forms.ExtendForm, when=only(State.RECEIVED)),
    Step("pause", _("Stop the clock"), clocking.pause, forms.PauseForm, when=only(State.RECEIVED)),
    Step("resume", _("Let the clock run"), clocking.resume, forms.ResumeForm, when=seen.stands_still),
    Step("progress", _("Tell how far it has come"), examining.progress, mending.ProgressForm, when=HAND),
    Step(
        "classify", _("Change its kind"), receiving.classify, mending.ClassifyForm, when=only(State.ARRIVED, *IN_HAND)
    ),
    Step("correct", _("Mend a slip"), receiving.correct, mending.CorrectForm, when=only(*OPEN)),
    Step("sign", _("Enter signers"), receiving.sign, mending.SignForm, when=HAND),
    Step("link", _("Name what it repeats"), filing.link, mending.LinkForm, when=only(*OPEN)),
    Step(
        "merge", _("Merge others into it"), receiving.merge, mending.MergeForm, when=only(State.ARRIVED, State.RECEIVED)
    ),
    Step("audit", _("Send to the audit division"), examining.audit, when=lambda p: HAND(p) and p.kind == "grievance"),
    Step(
        "publish",
        _("Show to everyone"),
        publishing.publish,
        mending.PublishForm,
        when=seen.may_publish,
        hint=_(
            "Numbers, mail addresses and plates are masked, and the petitioner's name; names of other people are for you to take out. Photos are shown with it once each has been reviewed."
        ),
    ),
    Step("hide", _("Hide from everyone"), publishing.hide, when=lambda p: p.published_on is not None),
    Step("appeal", _("Enter an appeal"), after.appeal, mending.AppealForm, when=refused),
    Step("refuse", _("Refuse to receive it"), receiving.refuse, forms.RefuseForm, when=only(State.ARRIVED), grave=True),
    Step(
        "exempt",
        _("Close without dealing with it"),
        answering.exempt,
        forms.ExemptForm,
        when=only(State.ARRIVED, *IN_HAND),
        grave=True,
    ),
    Step("close_repeated", _("Close as repeated"), ending.close_repeated, when=seen.repeats, grave=True),
    Step(
        "close_unreachable",
        _("Close as not to be reached"),
        ending.close_unreachable,
        when=only(State.SUPPLEMENT),
        grave=True,
    ),
    Step(
        "close_uncollected",
        _("Close as not collected"),
        ending.close_uncollected,
        when=lambda p: p.state == State.DECIDED and p.kind == "statutory",
        grave=True,
    ),
    Step("withdraw", _("Withdrawn by the petitioner"), ending.withdraw, when=only(*OPEN), grave=True),
]
