"""Named reads of calls, applications, appointments and opinions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from haengan.kernel.access import queries as access
from haengan.kernel.figures.rules import Period
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables import receipts
from haengan.kernel.tables.queries import how_many, on_day
from haengan.kernel.tables.sealed import opened
from haengan.lib.documents.model import Document, Language
from haengan.rooms.autonomy.honorary_mayors import rules
from haengan.rooms.autonomy.honorary_mayors.engine.papers import writing
from haengan.rooms.autonomy.honorary_mayors.models import Application, Appointment, Call, Opinion, Stop
from haengan.rooms.autonomy.honorary_mayors.rules import ApplicationState, AppointmentState, OpinionState

KEEP = "autonomy.honorary_mayors.keep"
CHOSEN = [ApplicationState.SELECTED.value]


def calls_listed() -> QuerySet[Call]:
    """With how many places, applicants and selected."""
    places = Call.objects.filter(pk=OuterRef("pk")).annotate(n=Coalesce(Sum("quotas__people"), 0))
    return Call.objects.annotate(
        places=Coalesce(Subquery(places.values("n"), output_field=IntegerField()), 0),
        applied=how_many(Application.objects.exclude(state=ApplicationState.WITHDRAWN.value), "call"),
        chosen=how_many(Application.objects.filter(state__in=CHOSEN), "call"),
    )


def open_calls(today: date) -> QuerySet[Call]:
    """Published and open for applications on that day."""
    return calls_listed().filter(on_day(today), published_on__isnull=False)


def applications_listed() -> QuerySet[Application]:
    return Application.objects.select_related("call")


def appointments_listed() -> QuerySet[Appointment]:
    return Appointment.objects.select_related("application")


def opinions_listed() -> QuerySet[Opinion]:
    return Opinion.objects.select_related("appointment", "unit")


def applied() -> QuerySet[Application]:
    return Application.objects.all()


def appointed() -> QuerySet[Appointment]:
    """Everyone appointed but by mistake; ending early takes nothing back."""
    return Appointment.objects.exclude(state=AppointmentState.RETRACTED.value)


def voiced() -> QuerySet[Opinion]:
    return Opinion.objects.exclude(state=OpinionState.RETRACTED.value).exclude(
        appointment__state=AppointmentState.RETRACTED.value
    )


def appointed_in(period: Period) -> QuerySet[Appointment]:
    days = {"appointed_on__gte": period.from_on, "appointed_on__lt": period.until_on}
    return appointed().filter(**days).order_by("appointed_on", "pk")


def selected(call: Call, group: str) -> int:
    """How many of a group are selected in a call."""
    return call.applications.filter(group=group, state__in=CHOSEN).count()


def quota(call: Call, group: str) -> int | None:
    """None where the call sets none for that group."""
    return call.quotas.filter(group=group).values_list("people", flat=True).first()


def served_before(application: Application) -> list[date]:
    """When the same person was appointed before."""
    if not application.identity_index:
        return []
    identity = opened(application, "identity")
    return list(appointed().filter(identity_index__holds=identity).values_list("appointed_on", flat=True))


def applied_already(call: Call, identity: str) -> bool:
    """Whether this person has a living application in the call."""
    same = call.applications.filter(identity_index__holds=identity)
    return same.exclude(state=ApplicationState.WITHDRAWN.value).exists()


def last_number(year: int) -> int:
    numbers = Appointment.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    return max((int(number.partition("-")[2]) for number in numbers), default=0)


def publicly_voiced() -> QuerySet[Opinion]:
    """What has a summary for the public, newest first."""
    return voiced().exclude(gist="").select_related("appointment").order_by("-given_on", "-pk")


def handed_in(number: str, code: str) -> Application | None:
    """An application for whoever knows its look-up code."""
    return receipts.of(Application, number, code).select_related("call").first()


def desk(day: date) -> Unit | None:
    """The division that keeps honorary mayors on a day."""
    return next((held.post.unit for held in access.holders(KEEP, day)), None)


def to_destroy(today: date) -> QuerySet[Application]:
    """Those not selected whose call closed so long ago that nobody needs their data any more."""
    before = today - timedelta(days=norms.value("honorary_mayors.application.kept", on=today))
    return Application.objects.exclude(state=ApplicationState.SELECTED.value).filter(
        call__until_on__lte=before, destroyed_on__isnull=True
    )


def stops_of(appointment: Appointment) -> QuerySet[Stop]:
    return Stop.objects.filter(appointment=appointment, taken_off="")


def letter(appointment: Appointment, *, language: Language, today: date) -> Document:
    """The letter of appointment, dated with the day of appointment."""
    return writing.letter(
        number=appointment.number,
        name=appointment.name,
        city=city(language, appointment.appointed_on),
        appointed_on=appointment.appointed_on,
        serves_on=appointment.serves_on,
        language=language,
    )


def programme(appointment: Appointment, *, language: Language, today: date) -> Document:
    """The day hour by hour, for the honorary mayor and those who accompany."""
    return writing.programme(
        name=appointment.name,
        city=city(language, today),
        serves_on=appointment.serves_on,
        stops=[_stop(row) for row in stops_of(appointment)],
        dated=today,
        language=language,
    )


def city(language: Language, day: date) -> str:
    """What the city is called on its papers."""
    roots = organisation.tree(day)
    if not roots:
        return "-"
    version = roots[0].version
    return version.name_ko if language == "ko" else version.name_en or version.name_ko


def group_names(codes: Iterable[str], language: Language) -> str:
    """All groups of a person, in the order of the list."""
    chosen = set(codes)
    return ", ".join(names[language != "ko"] for code, names in rules.GROUPS.items() if code in chosen)


def _stop(row: Stop) -> writing.Stop:
    return writing.Stop(row.starts, row.ends, row.place, row.what, row.accompanied_by)
