"""Asking for what is missing, once and again, and returning what never came (법 제22조, 영 제24조·제25조)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.tables import receipts
from haengan.rooms.civil_affairs.petitions.actions import clocking, noticing, receiving
from haengan.rooms.civil_affairs.petitions.engine.clock import duties
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Refusal
from haengan.rooms.civil_affairs.petitions.models.course import Amendment, Pause, Supplement
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks, masked, petitions
from haengan.rooms.civil_affairs.petitions.rules import cleaning
from haengan.rooms.civil_affairs.petitions.rules.states import OPEN, State

CAME_BACK = 2
"""영 제25조제2항."""


@act("civil_affairs.petitions.supplement.ask")
def ask(*, key: str, revision: int, what: str, days: int, now: datetime, actor: Actor) -> Petition:
    """The clock stands from today until it comes (행정절차법 시행령 제11조제1호)."""
    petition = clocking.taken(actor, key, revision, (State.RECEIVED,))
    _asked(petition, what, days, again=False, now=now, actor=actor)
    return petition


@act("civil_affairs.petitions.supplement.again")
def ask_again(*, key: str, revision: int, days: int, now: datetime, actor: Actor, what: str = "") -> Petition:
    """It did not come in time: once more, within ten days at most (영 제24조제3항)."""
    petition = clocking.taken(actor, key, revision, (State.SUPPLEMENT,))
    waits = _waits(petition)
    today = timezone.localdate(now)
    if waits.due_on >= today:
        raise Refused(
            _("There is time until %(day)s.") % {"day": waits.due_on}, remedy=_("Wait until that day is over.")
        )
    if waits.again:
        raise Refused(
            _("The second demand was not met either."), remedy=_("Return the petition, or deal with it as it is.")
        )
    _over(waits, now)
    _asked(petition, what or waits.what, days, again=True, now=now, actor=actor)
    return petition


@act("civil_affairs.petitions.supplement.postpone")
def postpone(*, key: str, revision: int, until_on: date, now: datetime, actor: Actor) -> Petition:
    """The petitioner asks for more time and says until when; twice at most (영 제24조제2항)."""
    petition = clocking.taken(actor, key, revision, (State.SUPPLEMENT,))
    return _postponed(petition, until_on, timezone.localdate(now))


@act("civil_affairs.petitions.supplement.postpone_own", by=("anyone", "resident"))
def postpone_own(*, number: str, code: str, until_on: date, now: datetime, actor: Actor) -> Petition:
    """The same, asked by the petitioner with number and code."""
    petition = _own(number, code)
    return _postponed(petition, until_on, timezone.localdate(now))


@act("civil_affairs.petitions.supplement.came_back")
def came_back(*, key: str, revision: int, actor: Actor) -> Petition:
    """The demand could not be delivered; after two times the petition may be closed (영 제25조제2항)."""
    petition = clocking.taken(actor, key, revision, (State.SUPPLEMENT,))
    waits = _waits(petition)
    waits.came_back += 1
    waits.save()
    petition.save()
    return petition


@act("civil_affairs.petitions.supplement.supply")
def supply(*, key: str, revision: int, text: str, now: datetime, actor: Actor) -> Petition:
    """It came; the clock goes on tomorrow."""
    return _supplied(clocking.taken(actor, key, revision, (State.SUPPLEMENT,)), text, now)


@act("civil_affairs.petitions.supplement.supply_own", by=("anyone", "resident"))
def supply_own(*, number: str, code: str, text: str, now: datetime, actor: Actor) -> Petition:
    """The petitioner sends it with number and code."""
    return _supplied(_own(number, code), text, now)


@act("civil_affairs.petitions.supplement.return")
def give_back(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Petition:
    """Not supplied within the terms: the petition is returned with the reason (영 제25조제1항)."""
    petition = clocking.taken(actor, key, revision, (State.SUPPLEMENT,))
    waits = _waits(petition)
    if waits.due_on >= timezone.localdate(now):
        raise Refused(
            _("There is time until %(day)s.") % {"day": waits.due_on}, remedy=_("Wait until that day is over.")
        )
    return receiving.end(petition, State.RETURNED, "returned", reason, now=now, actor=actor)


@act("civil_affairs.petitions.amend_own", by=("anyone", "resident"))
def amend_own(*, number: str, code: str, text: str, now: datetime, actor: Actor) -> Petition:
    """The petitioner adds or changes something unasked, until it has ended (법 제22조제2항)."""
    petition = rows.take(receipts.of(Petition, number, code), receipts.key_of(Petition, number, code))
    clean = masked.of_residents(cleaning.lines(text))
    if petition.state not in OPEN:
        raise Refused(_("It has ended already."), remedy=_("File a new petition."))
    if not clean or len(clean) > cleaning.TEXT:
        raise Refused(_("Write what you add or change."), field="text")
    Amendment.objects.create(petition=petition, author=actor.title, text=clean, amended_at=now)
    petition.save()
    return petition


def _asked(petition: Petition, what: str, days: int, *, again: bool, now: datetime, actor: Actor) -> None:
    if not what.strip():
        raise Refused(_("Say what is missing."), field="what")
    today = timezone.localdate(now)
    try:
        by = (duties.supplement_again if again else duties.supplemented_by)(today, days, clocks.calendar())
    except Refusal as refusal:
        raise clocking.refused(refusal, "days") from refusal
    if not 1 <= days <= 365 or by.moment is None:
        raise Refused(_("Give the petitioner between 1 and 365 days."), field="days")
    pause = Pause.objects.create(petition=petition, author=actor.title, cause="supplement", since_at=now)
    made = Supplement.objects.create(
        petition=petition,
        author=actor.title,
        pause=pause,
        what=what.strip(),
        asked_at=now,
        due_on=by.moment.date(),
        again=again,
    )
    petition.state = State.SUPPLEMENT.value
    clocking.saved(petition)
    until = f"{made.due_on.year}. {made.due_on.month}. {made.due_on.day}." if petition.language == "ko" else made.due_on
    noticing.tell(petition, "supplement", now=now, actor=actor, needed=what.strip(), supply_by=until)


def _postponed(petition: Petition, until_on: date, today: date) -> Petition:
    waits = _waits(petition)
    if waits.again or not duties.may_postpone(waits.postponed, today):
        raise Refused(_("The time to supplement can be put off twice only (Decree, Article 24(2))."), field="until_on")
    if waits.due_on < today:
        raise Refused(_("That term is over."), remedy=_("Send what is missing at once, or file anew."))
    if not waits.due_on < until_on <= today.replace(year=today.year + 1):
        raise Refused(_("Choose a day after %(day)s.") % {"day": waits.due_on}, field="until_on")
    waits.due_on, waits.postponed = until_on, waits.postponed + 1
    waits.save()
    return clocking.saved(petition)


def _supplied(petition: Petition, text: str, now: datetime) -> Petition:
    waits = _waits(petition)
    clean = cleaning.lines(text)
    if not clean:
        raise Refused(_("Write what you supply."), field="text")
    if len(clean) > cleaning.TEXT:
        raise Refused(_("The text is too long."), field="text", remedy=_("Attach the rest as a file."))
    waits.supplied_at, waits.text = now, clean
    _over(waits, now)
    petition.state = State.RECEIVED.value
    return clocking.saved(petition)


def _over(waits: Supplement, now: datetime) -> None:
    pause = waits.pause
    pause.until_at = max(now, pause.since_at)
    pause.save()
    waits.save()


def _waits(petition: Petition) -> Supplement:
    found = petitions.supplement_of(petition)
    if found is None:
        raise Refused(_("No supplement is waited for."))
    return found


def _own(number: str, code: str) -> Petition:
    petition = rows.take(receipts.of(Petition, number, code), receipts.key_of(Petition, number, code))
    if petition.state != State.SUPPLEMENT:
        raise Refused(_("Nothing is to be supplied now."), remedy=_("Look at where your petition stands."))
    return petition
