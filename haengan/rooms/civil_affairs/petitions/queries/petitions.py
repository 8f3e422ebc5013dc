"""Petitions as lists, desks, look-ups and figures ask for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused
from haengan.kernel.dispatch.models import Delivery
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import queries as places
from haengan.kernel.tables import receipts
from haengan.kernel.tables.models import new_key
from haengan.rooms.civil_affairs.petitions.models.course import (
    Appeal,
    Consultation,
    Extension,
    Notice,
    Rating,
    Reminder,
    Supplement,
    Transfer,
)
from haengan.rooms.civil_affairs.petitions.models.filed import Joining, Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Outage, Service
from haengan.rooms.civil_affairs.petitions.queries import terms
from haengan.rooms.civil_affairs.petitions.queries.clocks import counted
from haengan.rooms.civil_affairs.petitions.rules.states import GROUP, IN_HAND, OPEN, State

WRONG_CODE = gettext_lazy("That is not the code, or it is no longer valid.")
KEEP = "civil_affairs.petitions.receive"
TOLD = ("progress", "extended", "supplement", "moved")
"""Notices that say how far it has come."""
LIMIT, CHOICES = 1_000, 100
MONTH = 30
OPEN_STATES = [state.value for state in OPEN]


def listed() -> QuerySet[Petition]:
    return Petition.objects.select_related("service", "unit", "handler", "district")


def services() -> QuerySet[Service]:
    return Service.objects.select_related("unit")


def offered(today: date) -> QuerySet[Service]:
    """What a citizen may choose today."""
    stands = Q(until_on__isnull=True) | Q(until_on__gt=today)
    return services().filter(stands, from_on__lte=today).order_by("group_ko", "name_ko", "pk")


def grouped(today: date, text: str = "") -> list[tuple[str, list[Service]]]:
    """What a citizen may choose, by group, in the order in which the city entered them; `text` narrows it by name and keywords.
    Each says how long it may take (`term`)."""
    ko = (get_language() or "ko").startswith("ko")
    rows = offered(today).order_by("pk")
    if text:
        words = Q(name_ko__icontains=text) | Q(name_en__icontains=text) | Q(keywords__icontains=text)
        rows = rows.filter(words | Q(group_ko__icontains=text) | Q(about_ko__icontains=text))
    found: dict[str, list[Service]] = {}
    for one in rows:
        one.term = terms.told(one, today)  # type: ignore[attr-defined]  # for the page
        found.setdefault(one.group_ko if ko else one.group_en or one.group_ko, []).append(one)
    return list(found.items())


def outage_now() -> Outage | None:
    """What is posted for everyone while it lasts (영 제6조의2)."""
    return Outage.objects.filter(until_at=None).order_by("-since_at").first()


SENT_BEFORE = "This was sent already, with other words. To file what stands here as another petition, send it again."


def trapped() -> Refused:
    """A field that no person sees was filled in."""
    return Refused(
        _("A field that is not shown was filled in, as programs do."),
        remedy=_("Switch off what fills in forms by itself and send it again, or call us."),
    )


def must_work() -> Refused:
    """From where many came, the next one is taken when the browser has worked for it."""
    return Refused(
        _("Many petitions have come from here, so your browser must work a moment for the next one."),
        remedy=_("Let this page work and send it again; without scripts, come to the counter or call us."),
    )


def service_for_any(today: date) -> Service:
    """Other petitions of no special matter, which ask for nothing: for words that come from elsewhere; refused where the city
    offers none."""
    asks_nothing = Q(questions={}) & ~Q(place="required")
    found = offered(today).filter(asks_nothing, kind="other").order_by("period", "pk").first()
    if found is None:
        raise Refused(
            _("The city offers no kind of petition for what fits no other kind."),
            remedy=_("Enter one at the petition desk: an other petition without required place and questions."),
        )
    return found


def inside(lon: float, lat: float, day: date) -> bool:
    """Whether the position lies in a district; anywhere where no boundaries were entered."""
    bounded = places.districts(day).filter(polygon__isnull=False).exists()
    return not bounded or places.district_at(lon, lat, day) is not None


def open_now() -> QuerySet[Petition]:
    return listed().filter(state__in=OPEN_STATES)


def handed_in(number: str, code: str) -> Petition | None:
    """A petition for whoever knows its look-up code."""
    return receipts.of(Petition, number, code).select_related("service", "unit", "handler").first()


def desk(day: date) -> Unit | None:
    """The division that receives petitions: the first whose posts carry the duty and are held."""
    return next((held.post.unit for held in access.holders(KEEP, day)), None)


def of_resident(key: str) -> QuerySet[Petition]:
    """A signed-in resident's own, the newest first."""
    return listed().filter(resident__key=key).order_by("-filed_at", "-pk")


def by_key(key: str) -> Petition | None:
    return listed().filter(key=key).first()


def unused_key() -> str:
    """Looks like any other and opens nothing."""
    return new_key()


def published() -> QuerySet[Petition]:
    """What everyone may read; what the petitioner took back is no longer shown."""
    shown = Petition.objects.filter(published_on__isnull=False, service__public=True)
    return shown.exclude(state=State.WITHDRAWN).select_related("service", "unit", "district")


def of_one(petition: Petition) -> QuerySet[Petition]:
    """All by the same contact, the oldest first; nothing where it has none."""
    same = counted().filter(contact_index=petition.contact_index) if petition.contact_index else Petition.objects.none()
    return same.order_by("filed_at", "pk")


def mergeable(petition: Petition) -> QuerySet[Petition]:
    """Open ones of the same kind from about the same time: the newest few, for an official to choose among."""
    near = petition.filed_at - timedelta(days=MONTH), petition.filed_at + timedelta(days=MONTH)
    same = Petition.objects.filter(service=petition.service_id, state__in=[State.ARRIVED, State.RECEIVED])
    return _few(same.filter(filed_at__range=near).exclude(pk=petition.pk))


def for_committee() -> QuerySet[Petition]:
    """What the committee may deliberate on: open ones of many, repeated or passed about, and appealed refusals."""
    open_ones = Q(state__in=OPEN_STATES) & (Q(people__gte=GROUP) | Q(repeats__isnull=False) | Q(passes__gte=2))
    old = Q(state__in=OPEN_STATES, received_on__lt=timezone.localdate() - timedelta(days=MONTH))
    return _few(Petition.objects.filter(open_ones | old | Q(appeals__decided_on=None, appeals__isnull=False)))


def _few(found: QuerySet[Petition]) -> QuerySet[Petition]:
    """The newest, as many as can be chosen among; still to be filtered."""
    newest = list(found.order_by("-pk").values_list("pk", flat=True)[:CHOICES])
    return Petition.objects.filter(pk__in=newest).order_by("-pk")


def late(now: datetime) -> QuerySet[Petition]:
    """In hand and past their moment."""
    return open_now().filter(state__in=[*IN_HAND, State.DECIDED], due_at__lt=now).exclude(state=State.SUPPLEMENT)


def to_receive(now: datetime) -> QuerySet[Petition]:
    """Arrived, and the term to receive them is over."""
    return Petition.objects.filter(state=State.ARRIVED, accept_due_at__lt=now).order_by("accept_due_at", "pk")


def undelivered() -> QuerySet[Notice]:
    """Notices whose delivery was given up, not followed yet."""
    given_up = Delivery.objects.filter(message__key=OuterRef("message"), state__in=["failed", "expired"])
    reached = Delivery.objects.filter(message__key=OuterRef("message")).exclude(state__in=["failed", "expired"])
    rows = Notice.objects.exclude(message="").filter(failed_on=None)
    return rows.filter(Exists(given_up), ~Exists(reached)).order_by("pk")


def to_remind(now: datetime) -> QuerySet[Petition]:
    """Late, with a division, and without a reminder for this due moment."""
    reminded = Reminder.objects.filter(was_due_at=F("petition__due_at")).values("petition")
    return late(now).filter(unit__isnull=False).exclude(pk__in=reminded).order_by("due_at", "pk")


def progress_owed(now: datetime) -> list[str]:
    """Keys of open petitions whose thirty days, or each thirty more, have passed without word (영 제23조)."""
    today = timezone.localdate(now)
    days = norms.value("petitions.clock.progress", on=today)
    told = Notice.objects.filter(petition=OuterRef("pk"), what__in=TOLD).order_by("-told_on").values("told_on")[:1]
    rows = (
        open_now()
        .filter(state__in=IN_HAND, received_on__lt=today - timedelta(days=days))
        .annotate(word_on=Coalesce(Subquery(told), F("received_on")))
        .filter(word_on__lt=today - timedelta(days=days))
        .order_by("pk")
    )
    return list(rows.values_list("key", flat=True)[:LIMIT])


def supplement_of(petition: Petition) -> Supplement | None:
    """The one that is waited for."""
    found = Supplement.objects.filter(petition=petition, supplied_at=None, pause__until_at=None)
    return found.select_related("pause").order_by("-pk").first()


def last_transfer(petition: Petition) -> Transfer | None:
    return Transfer.objects.filter(petition=petition).order_by("-at", "-pk").first()


def unanswered_consultations(petition: Petition) -> QuerySet[Consultation]:
    return Consultation.objects.filter(petition=petition, replied_at=None).select_related("unit")


def last_told(petition: Petition, what: str) -> Notice | None:
    return Notice.objects.filter(petition=petition, what=what).order_by("-told_at").first()


# what figures count


def received() -> QuerySet[Petition]:
    return counted().filter(received_on__isnull=False)


def ended() -> QuerySet[Petition]:
    return received().filter(ended_on__isnull=False)


def answered() -> QuerySet[Petition]:
    return Petition.objects.filter(state=State.ANSWERED)


def answered_in_time() -> QuerySet[Petition]:
    return answered().filter(in_time=True)


def of_many() -> QuerySet[Petition]:
    return received().filter(people__gte=GROUP)


def passed() -> QuerySet[Transfer]:
    """From one division to another: 핑퐁."""
    return Transfer.objects.filter(from_unit__isnull=False, to_unit__isnull=False)


def rated() -> QuerySet[Rating]:
    return Rating.objects.all()


def appealed() -> QuerySet[Appeal]:
    return Appeal.objects.all()


def reminded() -> QuerySet[Reminder]:
    return Reminder.objects.all()


def joined() -> QuerySet[Joining]:
    return Joining.objects.filter(subscription__confirmed_at__isnull=False, subscription__ended_at=None)


def extended() -> QuerySet[Extension]:
    return Extension.objects.all()


def services_named(keys: Any) -> dict[str, tuple[str, str]]:
    rows = Service.objects.filter(key__in=list(keys))
    return {row.key: (row.name_ko, row.name_en) for row in rows}


def units_named(keys: Any) -> dict[str, tuple[str, str]]:
    """Unit key to its names today or when it last had one."""
    found: dict[str, tuple[str, str]] = {}
    for unit in Unit.objects.filter(key__in=list(keys)).prefetch_related("versions"):
        versions = sorted(unit.versions.all(), key=lambda one: one.from_on)
        if versions:
            found[unit.key] = (versions[-1].name_ko, versions[-1].name_en or versions[-1].name_ko)
    return found
