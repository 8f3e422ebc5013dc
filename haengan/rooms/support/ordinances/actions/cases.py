"""The steps of a case, each a dated record that meets some deadlines and opens others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.rooms.support.ordinances import queries
from haengan.rooms.support.ordinances.actions import deadlines
from haengan.rooms.support.ordinances.engine.clocks import terms
from haengan.rooms.support.ordinances.models import Case, CaseStep, LocalLaw
from haengan.rooms.support.ordinances.rules import FINAL, Step, following

DESK = ("official", "system")
ONE_DAY = timedelta(days=1)


@act("support.ordinances.draft", by=DESK)
def draft(*, opened_on: date, today: date, actor: Actor, invented: bool = False, **given: Any) -> Case:
    case = Case(opened_on=opened_on, step=Step.OPENED.value, step_on=opened_on, invented=invented, **given)
    if opened_on > today:
        raise Refused(_("A case is entered from the day of its draft on. Check the day."), field="opened_on")
    _named(case)
    case.save()
    CaseStep.objects.create(case=case, kind=Step.OPENED.value, on=opened_on)
    deadlines.of_rule(case, today=today, actor=actor)
    return case


@act("support.ordinances.correct", by=DESK)
def correct(*, key: str, revision: int, today: date, actor: Actor, reason: str = "", **given: Any) -> Case:
    case = access.take(actor, Case, key, revision)
    if case.step == Step.PROMULGATED:
        raise Refused(_("It is promulgated. A printing error is corrected at its promulgation."))
    if given.get("kind", case.kind) != case.kind and case.step != Step.OPENED:
        raise Refused(_("Steps were taken under that kind of law. Withdraw the case and draft it anew."), field="kind")
    for name, value in given.items():
        setattr(case, name, value)
    _named(case)
    first = case.steps.exclude(kind=Step.OPENED.value).order_by("on").first()
    if first is not None and case.opened_on > first.on:
        raise Refused(_("It cannot be drafted after its first step. Check the day."), field="opened_on")
    for opening in case.steps.filter(kind=Step.OPENED.value).exclude(on=case.opened_on):
        opening.on = case.opened_on
        opening.save()
    if case.step == Step.OPENED:
        case.step_on = case.opened_on
    case.save()
    deadlines.of_rule(case, today=today, actor=actor)
    return case


@act("support.ordinances.announce", by=DESK)
def announce(
    *,
    key: str,
    revision: int,
    today: date,
    actor: Actor,
    on: date | None = None,
    opinions_until_on: date | None = None,
    shortened: str = "",
    note: str = "",
) -> Case:
    """In the gazette, for 20 days or more (행정절차법 제41조~제43조). `opinions_until_on` is exclusive; `shortened` tells
    the special reason for a shorter term."""
    case, day = access.take(actor, Case, key, revision), on or today
    known = queries.terms(day)
    until = opinions_until_on or terms.announcement(day, terms=known).due_on + ONE_DAY
    if until <= day:
        raise Refused(_("Opinions end before the announcement begins. Check both days."), field="opinions_until_on")
    if not terms.long_enough(day, until - ONE_DAY, terms=known) and not shortened.strip():
        raise Refused(
            _("A draft is announced for %(days)s days or more; until %(day)s at least.")
            % {"days": known.announcement, "day": day + timedelta(days=known.announcement)},
            field="opinions_until_on",
            remedy=_("Choose a later day, or tell the special reason for a shorter term."),
        )
    case.announced_on, case.opinions_until_on = case.announced_on or day, until
    return step(case, Step.ANNOUNCED, day, today=today, actor=actor, note="; ".join(filter(None, (note, shortened))))


@act("support.ordinances.review", by=DESK)
def review(
    *,
    key: str,
    revision: int,
    today: date,
    actor: Actor,
    on: date | None = None,
    unannounced: str = "",
    note: str = "",
) -> Case:
    """The review committee agrees (지방자치법 시행령 제28조). Without an announcement its reason is told (행정절차법 제41조제1항)."""
    case, day = access.take(actor, Case, key, revision), on or today
    if case.announced_on is None and case.kind != "directive" and not unannounced.strip():
        raise Refused(
            _("This draft was not announced."),
            field="unannounced",
            remedy=_(
                "Announce it, or tell which exception of article 41 of the Administrative Procedures Act applies."
            ),
        )
    if case.opinions_until_on is not None and day < case.opinions_until_on:
        raise Refused(
            _("Opinions can be sent through %(day)s. The committee decides after that.")
            % {"day": case.opinions_until_on - ONE_DAY},
            field="on",
        )
    case.unannounced = unannounced.strip() if case.announced_on is None else ""
    return step(case, Step.REVIEWED, day, today=today, actor=actor, note=note)


def _plain(name: str, kind: Step, doc: str) -> Any:
    """An act that only takes a step: on a day, today unless said otherwise, with a note."""

    def take(*, key: str, revision: int, today: date, actor: Actor, on: date | None = None, note: str = "") -> Case:
        case = access.take(actor, Case, key, revision)
        return step(case, kind, on or today, today=today, actor=actor, note=note)

    take.__doc__ = doc
    take.__name__ = take.__qualname__ = name
    return act(f"support.ordinances.{name}", by=DESK)(take)


submit = _plain("submit", Step.SUBMITTED, "Before the council.")
passed = _plain("passed", Step.PASSED, "The council passed it; its chair sends it within 5 days.")
receive = _plain(
    "receive", Step.RECEIVED, "Received from the council: 20 days for promulgation or a demand to reconsider."
)
object_to = _plain("object_to", Step.OBJECTED, "Sent back with reasons (지방자치법 제32조제3항).")
passed_again = _plain("passed_again", Step.PASSED_AGAIN, "By two thirds of those present: it is settled (제32조제4항).")
receive_again = _plain(
    "receive_again", Step.RECEIVED_AGAIN, "5 days for the mayor, then the chair promulgates (제32조제6항)."
)
reject = _plain("reject", Step.REJECTED, "Voted down, or lapsed with the council's term.")


@act("support.ordinances.confirm", by=DESK)
def confirm(*, key: str, revision: int, today: date, actor: Actor) -> Case:
    """Settled, because the term passed without promulgation or demand (제32조제5항)."""
    case = access.take(actor, Case, key, revision)
    day = terms.confirmed_on(case.step_on, terms=queries.terms(case.step_on))
    if case.step == Step.RECEIVED and day > today:
        raise Refused(_("The term for promulgation runs through %(day)s.") % {"day": day - ONE_DAY})
    return step(case, Step.CONFIRMED, day, today=today, actor=actor)


@act("support.ordinances.withdraw", by=DESK)
def withdraw(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Case:
    case = access.take(actor, Case, key, revision)
    return step(case, Step.WITHDRAWN, today, today=today, actor=actor, note=reason)


@act("support.ordinances.report", by=DESK)
def report(*, key: str, revision: int, today: date, actor: Actor, on: date | None = None) -> Case:
    """Reported to the governor with the whole text (지방자치법 제35조)."""
    case = access.take(actor, Case, key, revision)
    deadlines.meet(case, on or today, "report", actor=actor, today=today)
    case.save()
    return case


@act("support.ordinances.notify", by=DESK)
def notify(*, key: str, revision: int, today: date, actor: Actor, on: date | None = None) -> Case:
    """The chair of the council was told of the promulgation (지방자치법 제32조제7항)."""
    case = access.take(actor, Case, key, revision)
    deadlines.meet(case, on or today, "notify", actor=actor, today=today)
    case.save()
    return case


def step(case: Case, kind: Step, on: date, *, today: date, actor: Actor, note: str = "") -> Case:
    """Take a step inside the act that asked for it: what it meets is closed, what it makes due is opened."""
    if kind not in following(case.kind, case.step, proposer=case.proposer):
        raise Refused(
            _("It stands at “%(step)s”; this step cannot follow.") % {"step": case.get_step_display()},
            remedy=_("Open its page anew and look at its steps."),
        )
    if not case.step_on <= on <= today:
        raise Refused(
            _("A step lies between the one before (%(day)s) and today. Check the day.") % {"day": case.step_on},
            field="on",
        )
    case.step, case.step_on = kind.value, on
    case.save()
    CaseStep.objects.create(case=case, kind=kind.value, on=on, note=note[:500])
    deadlines.after(case, on, dropped=kind in FINAL - {Step.PROMULGATED}, today=today, actor=actor)
    return case


def _named(case: Case) -> None:
    """An amendment or repeal names its law; what is enacted has a name that no law bears."""
    if case.deed == "enactment":
        case.law = None
        if not case.name.strip():
            raise Refused(_("Give the law its name."), field="name")
        if LocalLaw.objects.filter(name=case.name.strip()).exists():
            raise Refused(_("There is a law of that name already. Amend it, or choose another name."), field="name")
        return
    if case.law is None:
        raise Refused(_("Choose the law that is amended or repealed."), field="law")
    if case.law.repealed_on is not None:
        raise Refused(_("That law has been repealed. Enact it anew."), field="law")
    if case.law.kind != case.kind:
        raise Refused(_("The law is of another kind. Check the kind."), field="kind")
    case.name = case.name.strip() or case.law.name
    if case.name != case.law.name and LocalLaw.objects.filter(name=case.name).exists():
        raise Refused(_("There is a law of that name already. Amend it, or choose another name."), field="name")
