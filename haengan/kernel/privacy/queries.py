"""Named reads: what is due for destruction, what became of a record's data, who read personal data in a month, and what
people demand of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone, translation

from haengan.kernel.access import queries as access
from haengan.kernel.journal import queries as journal
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Suspension
from haengan.kernel.privacy import finding, rules
from haengan.kernel.privacy.declare import Retention, holdings, retentions
from haengan.kernel.privacy.engine import papers
from haengan.kernel.privacy.models import Demand, Destruction, Listed, Review
from haengan.kernel.privacy.rules import State
from haengan.kernel.tables import receipts
from haengan.lib.documents.model import Document, Language

READS = ("people.sealed.read", "registers.personal.read", "journal.contents.read")


@dataclass(frozen=True)
class Due:
    retention: Retention
    count: int
    basis: str


def due(today: date) -> list[Due]:
    """Everything declared, with how many records are due."""
    return [
        Due(one, one.due(today).count(), basis(one, today)) for one in sorted(retentions.values(), key=lambda r: r.name)
    ]


def basis(retention: Retention, on: date) -> str:
    """The norm in its own words, with the value that stands."""
    norm = norms.entry(retention.norm, on=on)
    return f"{norm.title('ko')} {norm.shown('ko')}, {norm.article}".strip(", ")


def destructions() -> QuerySet[Destruction]:
    return Destruction.objects.select_related("drawn_by", "decided_by")


def deliberated(made: Destruction) -> bool:
    """Whether a council deliberates on what is listed."""
    known = retentions.get(made.retention)
    return bool(known and known.council)


def fate(keys: Iterable[str]) -> dict[str, tuple[date, str]]:
    """For records whose personal data were destroyed: when, and under which norm."""
    rows = Listed.objects.filter(thing_key__in=list(keys), emptied=True, destruction__decided_on__isnull=False)
    return {
        key: (on, basis)
        for key, on, basis in rows.values_list("thing_key", "destruction__decided_on", "destruction__basis")
        if on
    }


@dataclass(frozen=True)
class Reader:
    """A month's readings of one person for one purpose. `times` are openings, `things` the records opened."""

    title: str
    purpose: str
    act: str
    times: int
    things: int
    late: int
    many: bool

    @property
    def strange(self) -> bool:
        return self.many or self.late > 0


def readers(month: date) -> list[Reader]:
    """By person and purpose, those with most records first. One query; none for a month before the norms begin."""
    day = month.replace(day=1)
    try:
        many = int(norms.value("privacy.readings.many", on=day))
        opens, closes = (int(norms.value(f"privacy.readings.{name}", on=day)) for name in ("from_hour", "until_hour"))
    except norms.NotThen:
        return []
    outside = Q(at__hour__lt=opens) | Q(at__hour__gte=closes) | Q(at__week_day__in=[1, 7])
    rows = journal.within(*_span(day), acts=READS).values("actor_title", "reason", "act")
    counted = rows.annotate(times=Count("number"), things=Sum("count"), late=Count("number", filter=outside))
    return [
        Reader(
            row["actor_title"],
            row["reason"],
            row["act"],
            row["times"],
            row["things"],
            row["late"],
            row["things"] >= many,
        )
        for row in counted.order_by("-things", "actor_title", "reason", "act")
    ]


def readings(month: date) -> int:
    return journal.within(*_span(month.replace(day=1)), acts=READS).count()


def reviews() -> QuerySet[Review]:
    return Review.objects.select_related("reviewer")


def unreviewed(today: date, *, months: int = 12) -> Sequence[date]:
    """Months that are over and were never reviewed, newest first, as far as there were readings."""
    found, month = [], _before(today.replace(day=1))
    done = set(Review.objects.values_list("month", flat=True))
    for _month in range(months):
        if month not in done and readings(month):
            found.append(month)
        month = _before(month)
    return found


def _span(month: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    return tuple(datetime.combine(day, time.min, zone) for day in (month, _after(month)))  # type: ignore[return-value]  # two


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def desk(day: date) -> Unit | None:
    """The unit that answers people on a day: the first whose posts carry the duty and are held."""
    return next((held.post.unit for held in access.holders("house.privacy.answer", day)), None)


def demands() -> QuerySet[Demand]:
    return Demand.objects.all()


def decided() -> QuerySet[Demand]:
    """Answered or refused; withdrawn ones need no answer."""
    return Demand.objects.filter(state__in=[State.ANSWERED.value, State.REFUSED.value])


def decided_in_time() -> QuerySet[Demand]:
    return decided().filter(decided_on__lte=F("due_on"))


def holdings_named() -> list[tuple[str, str]]:
    """Where data of people are held: label and name."""
    return [(label, str(apps.get_model(label)._meta.verbose_name)) for label in sorted(holdings)]


def demands_to_destroy(today: date) -> QuerySet[Demand]:
    before = today - timedelta(days=int(norms.value("privacy.demand.kept", on=today)))
    return Demand.objects.filter(decided_on__lt=before, destroyed_on__isnull=True)


def letter(demand: Demand, *, language: Language, today: date) -> Document:
    """The notice that the person is sent; which one follows from kind and state. Whoever asks for it leaves a line."""
    return papers.notice(
        papers.Notice(
            letter=_letter(demand),
            number=demand.number,
            name=demand.name,
            kind=demand.kind,
            received_on=demand.received_on,
            due_on=demand.due_on,
            reason=demand.reply or demand.postponed_for,
            ground=rules.GROUNDS[demand.ground][language != "ko"] if demand.ground else "",
            wants=frozenset(demand.wants) or frozenset(rules.WANTS),
            parts=finding.parts(demand),
            gathered_on=demand.gathered_on,
            deeds=_deeds(demand, language),
        ),
        city=_city(today, language),
        draft=demand.state == State.GATHERED,
        dated=demand.decided_on or demand.postponed_on or today,
        language=language,
    )


def _deeds(demand: Demand, language: Language) -> list[str]:
    """What was done, by kind of data and item; how many records. Never a value."""
    counted: dict[tuple[str, str, str], int] = {}
    for deed in demand.deeds.all():
        at = (deed.thing_type, deed.field, deed.what)
        counted[at] = counted.get(at, 0) + 1
    with translation.override(language):
        return [papers.deed(*_named(*at), count=count, language=language) for at, count in counted.items()]


def _named(label: str, field: str, what: str) -> tuple[str, str, str]:
    model = finding.model_of(label)
    item = str(model._meta.get_field(field).verbose_name) if field else ""  # type: ignore[union-attr]  # a column
    return str(model._meta.verbose_name), item, what


def retentions_named() -> list[tuple[str, str]]:
    return [(one.name, one.title) for one in sorted(retentions.values(), key=lambda one: one.name)]


def handed_in(number: str, code: str) -> Demand | None:
    """The demand with this number, for whoever knows its code."""
    return receipts.of(Demand, number, code).filter(destroyed_on__isnull=True).first()


def suspended_by(demand: Demand) -> int:
    """How many records stand still by it now."""
    return Suspension.objects.filter(demand=demand.number, until_on__isnull=True).count()


def _letter(demand: Demand) -> str:
    if demand.state == State.REFUSED:
        return "refused"
    if demand.kind == rules.SUSPENSION:
        return "suspended"
    if demand.kind != rules.ACCESS:
        return "result"
    return "postponed" if demand.postponed_on and demand.state == State.RECEIVED else "access"


def _city(today: date, language: Language) -> str:
    roots = organisation.tree(today)
    version = roots[0].version if roots else None
    return (version.name_ko if language == "ko" else version.name_en or version.name_ko) if version else "-"
