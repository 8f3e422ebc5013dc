"""What goes by the clock: lapse, remind, tell progress, follow letters that were sent, reckon anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import System
from haengan.kernel.jobs.declare import job
from haengan.kernel.norms import queries as norms
from haengan.rooms.civil_affairs.petitions.actions import (
    answering,
    asking,
    confirming,
    days,
    examining,
    receiving,
    sending,
)
from haengan.rooms.civil_affairs.petitions.intake import filing as intake
from haengan.rooms.civil_affairs.petitions.intake import mailed
from haengan.rooms.civil_affairs.petitions.queries import answers, clocks, looks, petitions

LAPSE = "civil_affairs.petitions.lapse"
RECEIVE = "civil_affairs.petitions.receive_late"
UNDELIVERED = "civil_affairs.petitions.undelivered"
REMIND = "civil_affairs.petitions.remind"
PROGRESS = "civil_affairs.petitions.progress"
SENT = "civil_affairs.petitions.sent"
LOOKS = "civil_affairs.petitions.looks"
SLICE, MAILS = 200, 50
LOOKED = 40
"""Pictures a turn: a look takes seconds."""


@job(LAPSE, title=_("Put aside petitions that nobody confirmed"), every=timedelta(hours=1))
def lapse() -> None:
    now = timezone.now()
    hours = norms.value("petitions.confirm.hours", on=timezone.localdate(now))
    keys = list(clocks.unconfirmed_before(now - timedelta(hours=hours)).values_list("key", flat=True)[:SLICE])
    if keys:
        confirming.lapse(keys=keys, now=now, actor=System(LAPSE))


@job(RECEIVE, title=_("Receive petitions whose term to be received is over"), every=timedelta(minutes=5))
def receive() -> None:
    """The clock of what nobody received in time begins at the last moment that the law gave (영 제6조제8항)."""
    now = timezone.now()
    for petition in petitions.to_receive(now)[:SLICE]:
        receiving.receive(
            key=petition.key,
            revision=petition.revision,
            received_at=petition.accept_due_at,
            now=now,
            actor=System(RECEIVE),
        )


@job(UNDELIVERED, title=_("Follow notices that reached nobody"), every=timedelta(minutes=30))
def undelivered() -> None:
    keys = list(petitions.undelivered().values_list("key", flat=True)[:SLICE])
    if keys:
        examining.follow_undelivered(keys=keys, now=timezone.now(), actor=System(UNDELIVERED))


@job(REMIND, title=_("Remind divisions of late petitions"), every=timedelta(minutes=10))
def remind() -> None:
    """On working days, in office hours: a reminder is the first working day's after a missed moment."""
    now = timezone.localtime()
    if clocks.at_work(now) and petitions.to_remind(now).exists():
        examining.remind(now=now, actor=System(REMIND), limit=SLICE)


@job(PROGRESS, title=_("Tell petitioners after thirty days how far it has come"), every=timedelta(hours=1))
def progress() -> None:
    now = timezone.localtime()
    if clocks.at_work(now):
        for key in petitions.progress_owed(now)[:SLICE]:
            examining.progress(key=key, revision=None, now=now, actor=System(PROGRESS))


@job(SENT, title=_("Follow answers whose letter was sent"), every=timedelta(minutes=5))
def sent() -> None:
    keys = list(answers.sent_elsewhere().values_list("key", flat=True)[:SLICE])
    if keys:
        answering.settle_sent(keys=keys, now=timezone.now(), actor=System(SENT))


@job(mailed.MAIL, title=_("Take in petitions that came by mail"), every=timedelta(minutes=1))
def mail() -> None:
    """What fails is left where it lies and tried again; the others behind it are taken in all the same."""
    if not settings.PETITION_MAIL:
        return
    failed: Exception | None = None
    for path in mailed.waiting(Path(settings.PETITION_MAIL), MAILS):
        try:
            mailed.taken_in(path, now=timezone.now())
        except Exception as wrong:  # told by the job below, once the others are in
            failed = wrong
    if failed is not None:
        raise failed


@job(sending.SEND, title=_("Send a petition to another city's Open311 server"))
def forward(key: str) -> None:
    intake.forwarded(key, now=timezone.now(), actor=System(sending.SEND))


@job(asking.LOOK, title=_("Look for faces and number plates in photos of a petition"), priority=-5)
def look(petition: str) -> None:
    intake.looked(petition, now=timezone.now(), actor=System(asking.LOOK))


@job(LOOKS, title=_("Look at photos of petitions that still wait"), every=timedelta(minutes=10), priority=-10)
def look_at_the_rest() -> None:
    """What was lost, what failed before, and what officials attached."""
    now, actor = timezone.now(), System(LOOKS)
    for key in looks.newest_unseen()[:SLICE]:
        intake.looked(key, now=now, actor=actor)
    for one in looks.due(now)[:LOOKED]:
        intake.look_at(one, now=now, actor=actor)


@job(asking.RECKON, title=_("Reckon open petitions anew"))
def reckon(reason: str, outage: str = "", after: int = 0) -> None:
    """One slice an act; each begins where the one before ended, and any of them may be repeated."""
    last = after
    while True:
        last = days.reckon_slice(
            after=last, reason=reason, outage=outage, now=timezone.now(), actor=System(asking.RECKON)
        )
        if not last:
            return
