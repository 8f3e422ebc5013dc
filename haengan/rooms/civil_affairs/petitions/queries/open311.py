"""Petitions in the words of Open311: only kinds that are offered, only petitions that everyone may read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from haengan.rooms.civil_affairs.petitions.engine.open311 import words
from haengan.rooms.civil_affairs.petitions.engine.open311.words import Asked, Fault
from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import Kind, Question
from haengan.rooms.civil_affairs.petitions.models.course import Notice
from haengan.rooms.civil_affairs.petitions.models.doors import ApiClient
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import asked, looks, masked, petitions
from haengan.rooms.civil_affairs.petitions.rules.states import OPEN

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = datetime(2026, 11, 23, tzinfo=timezone.get_fixed_timezone(540))
TYPES = {
    Kind.TEXT: "string",
    Kind.LONG: "text",
    Kind.NUMBER: "number",
    Kind.DATE: "datetime",
    Kind.ONE_OF: "singlevaluelist",
    Kind.MANY_OF: "multivaluelist",
    Kind.FLAG: "singlevaluelist",
}
TOLD = (
    "received",
    "assigned",
    "supplement",
    "extended",
    "progress",
    "moved",
    "answered",
    "closed",
    "passed_on",
    "merged",
)
YES_NO = (("yes", "예", "Yes"), ("no", "아니요", "No"))


def refuse_elsewhere(jurisdiction: str) -> None:
    """Raises `Fault` (404) for another jurisdiction than this city's own, where it has named one."""
    own = settings.HAENGAN_JURISDICTION
    if own and jurisdiction and jurisdiction != own:
        raise Fault(404, f"jurisdiction_id {jurisdiction[:60]!r} is not here; here is {own}.")


def services(today: date) -> list[words.Service]:
    return [_service(one) for one in petitions.offered(today)]


def definition(code: str, today: date) -> words.Definition:
    """Raises `Fault` (404)."""
    service = offered(today).get(code)
    if service is None:
        raise Fault(404, f"service_code {code[:40]!r} was not found.")
    return words.Definition(code, attributes(service))


def offered(today: date) -> dict[str, Service]:
    return {one.code: one for one in petitions.offered(today)}


def attributes(service: Service) -> tuple[words.Attribute, ...]:
    ko = _korean()
    return tuple(
        words.Attribute(
            code=question.code,
            datatype=TYPES[question.kind],
            description=question.ko if ko else question.en,
            required=question.required and question.when is None,
            order=place,
            datatype_description=question.help_ko if ko else question.help_en,
            values=_values(question, ko),
        )
        for place, question in enumerate(asked.of(service), 1)
    )


def client(key: str, today: date) -> ApiClient:
    """By its key; raises `Fault`: 401 without one, 403 for one that is not let in."""
    if not key:
        raise Fault(401, "api_key is missing. Ask the city for one.")
    found = ApiClient.objects.filter(digest=hashlib.sha256(key.encode()).hexdigest()).first()
    if found is None or (found.ended_on is not None and found.ended_on <= today):
        raise Fault(403, "This api_key is not let in. Ask the city for one.")
    return found


def requests(told: Asked, now: datetime, base: str) -> list[words.Request]:
    """The newest first; without any filter of time those of the last ninety days. `base` begins addresses of photos."""
    rows = petitions.published()
    if told.ids:
        rows = rows.filter(number__in=told.ids)
    elif told.since is None and told.until is None:
        rows = rows.filter(filed_at__gte=now - timedelta(days=words.SPAN_DAYS))
    rows = _narrowed(rows, told)
    first = (told.page - 1) * told.page_size
    found = list(rows.order_by("-filed_at", "-pk")[first : first + told.page_size])
    photos = looks.shown_of(found)
    return [request(one, _media(photos.get(one.pk, []), base)) for one in found]


def one(number: str, base: str) -> words.Request:
    """Raises `Fault` (404) for what is not there or not public: the two look alike."""
    found = petitions.published().filter(number=number).first()
    if found is None:
        raise Fault(404, f"service_request_id {number[:40]!r} was not found.")
    return request(found, _media(looks.shown_of([found]).get(found.pk, []), base))


def token(key: str) -> str:
    """The number behind a token, empty until the petition has been received; raises `Fault` (404)."""
    found = Petition.objects.filter(key=key, filed__isnull=False).first()
    if found is None:
        raise Fault(404, f"token {key[:40]!r} was not found.")
    return found.number if found.received_at is not None else ""


def updates(told: Asked) -> list[words.Update]:
    """What petitioners of public petitions were told: the kind of notice, never its text."""
    rows = Notice.objects.filter(petition__in=petitions.published(), what__in=TOLD).select_related("petition")
    if told.since:
        rows = rows.filter(told_at__gte=told.since)
    if told.until:
        rows = rows.filter(told_at__lte=told.until)
    if told.ids:
        rows = rows.filter(petition__number__in=told.ids)
    return [
        words.Update(
            id=row.key,
            request_id=row.petition.number,
            status=_status(row.petition),
            at=timezone.localtime(row.told_at),
            description=str(row.get_what_display()),
        )
        for row in rows.order_by("-told_at", "-pk")[: told.page_size]
    ]


def request(petition: Petition, media: str = "") -> words.Request:
    """As everyone may read it: masked words, rounded place, the approved copy of a photo."""
    return words.Request(
        id=petition.number,
        status=_status(petition),
        status_notes=masked.certain(petition.end_reason) or str(petition.get_state_display()),
        service_code=petition.service.code,
        service_name=petition.service.name_ko if _korean() else petition.service.name_en,
        description=f"{petition.public_title}\n{petition.public_text}".strip(),
        agency=str(petition.unit or ""),
        requested_at=timezone.localtime(petition.filed_at),
        updated_at=timezone.localtime(petition.answered_at or petition.received_at or petition.filed_at),
        expected_at=timezone.localtime(petition.due_at) if petition.due_at else None,
        lat=petition.shown_lat,
        long=petition.shown_lon,
        media_url=media,
    )


def discovery(base: str) -> words.Discovery:
    contact = " ".join(part for part in (settings.HAENGAN_CONTACT["phone"], settings.HAENGAN_CONTACT["mail"]) if part)
    end = words.Endpoint(f"{base}open311/v2", SPECIFICATION, "production", CHANGED)
    return words.Discovery(CHANGED, contact, contact, (end,))


def told_of(filing: words.Filing, service: Service) -> Mapping[str, Any]:
    """Attributes as answers to the kind's questions; other codes are left out, as clients send them."""
    known = {question.code: question for question in asked.of(service)}
    return {
        code: values if known[code].kind is Kind.MANY_OF else ",".join(values)
        for code, values in filing.attributes.items()
        if code in known and values
    }


def _media(photos: Sequence[Look], base: str) -> str:
    """GeoReport names one: the first."""
    return base.rstrip("/") + looks.public_url(photos[0]) if photos else ""


def _narrowed(rows: QuerySet[Petition], told: Asked) -> QuerySet[Petition]:
    if told.services:
        rows = rows.filter(service__code__in=told.services)
    if told.since:
        rows = rows.filter(filed_at__gte=told.since)
    if told.until:
        rows = rows.filter(filed_at__lte=told.until)
    if told.updated_since:
        rows = rows.filter(Q(answered_at__gte=told.updated_since) | Q(received_at__gte=told.updated_since))
    if told.updated_until:
        rows = rows.filter(filed_at__lte=told.updated_until)
    if told.statuses == ("open",):
        rows = rows.filter(state__in=_open())
    elif told.statuses == ("closed",):
        rows = rows.exclude(state__in=_open())
    return rows


def _open() -> Sequence[str]:
    return [state.value for state in OPEN]


def _status(petition: Petition) -> str:
    return "open" if petition.state in OPEN else "closed"


def _service(one: Service) -> words.Service:
    ko = _korean()
    return words.Service(
        code=one.code,
        name=one.name_ko if ko else one.name_en,
        description=one.about_ko if ko else one.about_en,
        metadata=bool((one.questions or {}).get("questions")),
        kind="realtime" if one.kind == "other" else "batch",
        keywords=tuple(part.strip() for part in one.keywords.split(",") if part.strip()),
        group=one.group_ko if ko else one.group_en,
    )


def _values(question: Question, ko: bool) -> tuple[tuple[str, str], ...]:
    if question.kind is Kind.FLAG:
        return tuple((key, korean if ko else english) for key, korean, english in YES_NO)
    return tuple((one.value, one.ko if ko else one.en) for one in question.choices)


def _korean() -> bool:
    return (get_language() or "ko").startswith("ko")
