"""The GeoReport v2 server: read by everyone, filed into by programs with a key. No cookie, no session, no language but the
one that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from haengan.kernel.access import rates
from haengan.kernel.acts.running import Refused
from haengan.kernel.norms import queries as norms
from haengan.rooms.civil_affairs.petitions.actions import doors
from haengan.rooms.civil_affairs.petitions.engine.open311 import reading, writing
from haengan.rooms.civil_affairs.petitions.engine.open311.words import Fault
from haengan.rooms.civil_affairs.petitions.queries import open311 as queries

READS_AN_HOUR = 3_600


READ, FILE = ("GET", "HEAD"), ("GET", "HEAD", "POST")
View = Callable[..., bytes]


def answered(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """The format by the ending; faults in the same format, with their code as the status; readable and asked first (OPTIONS)
    from any site."""

    def around(view: View) -> Callable[..., HttpResponse]:
        def wrapped(request: HttpRequest, form: str, **told: str) -> HttpResponse:
            if request.method == "OPTIONS":
                return _open(HttpResponse(status=204), methods)
            status, body = _told(view, request, form, methods, told)
            return _open(HttpResponse(body, status=status, content_type=writing.TYPES[form]), methods)

        wrapped.answers_itself = True  # type: ignore[attr-defined]  # the site leaves what cannot be read to it
        return wrapped

    return around


def _told(
    view: View, request: HttpRequest, form: str, methods: tuple[str, ...], told: dict[str, str]
) -> tuple[int, bytes]:
    try:
        if request.method not in methods:
            raise Fault(405, f"{request.method} is not answered here. Use {' or '.join(methods)}.")
        rates.spend(request, "civil_affairs.petitions.open311", limit=READS_AN_HOUR, now=timezone.now())
        _refuse_nulls(request)
        queries.refuse_elsewhere(request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id") or "")
        return 201 if request.method == "POST" else 200, view(request, form, **told)
    except Faults as wrong:
        return wrong.rows[0].code, writing.faults(wrong.rows, form)
    except RequestDataTooBig:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        return 413, writing.faults(
            [Fault(413, f"The request is larger than {most} MB. Shorten the description.")], form
        )
    except Fault as fault:
        return fault.code, writing.faults([fault], form)
    except rates.TooOften as often:
        return 429, writing.faults([Fault(429, f"{often.message} {often.remedy}")], form)
    except Refused as refused:
        field = f"{refused.field}: " if refused.field else ""
        return 400, writing.faults([Fault(400, f"{field}{refused.message} {refused.remedy}".strip())], form)


def _refuse_nulls(request: HttpRequest) -> None:
    for given in (request.GET, request.POST):
        for name, values in given.lists():
            if any("\x00" in text for text in (name, *values)):
                shown = name.replace("\x00", "\N{SYMBOL FOR NULL}")
                raise Fault(400, f"{shown} holds a null character, which no text may. Leave that character out.")


def _open(answer: HttpResponse, methods: tuple[str, ...]) -> HttpResponse:
    """To pages of other sites (Fetch standard, CORS): there is no cookie and no session that they could misuse."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = answer["Allow"] = ", ".join((*methods, "OPTIONS"))
    answer["Access-Control-Allow-Headers"] = "Content-Type"
    return answer


class Faults(Exception):
    """Several at once."""

    def __init__(self, rows: list[Fault]) -> None:
        super().__init__(rows[0].description)
        self.rows = rows


@answered(*READ)
def discovery(request: HttpRequest, form: str) -> bytes:
    return writing.discovery(queries.discovery(request.build_absolute_uri("/")), form)


@answered(*READ)
def services(request: HttpRequest, form: str) -> bytes:
    return writing.services(queries.services(timezone.localdate()), form)


@answered(*READ)
def definition(request: HttpRequest, form: str, code: str) -> bytes:
    return writing.definition(queries.definition(code, timezone.localdate()), form)


@csrf_exempt
@answered(*FILE)
def requests(request: HttpRequest, form: str) -> bytes:
    now = timezone.now()
    if request.method == "POST":
        return writing.receipts([_filed(request)], form)
    return writing.requests(
        queries.requests(reading.asked(request.GET, now=now), now, request.build_absolute_uri("/")), form
    )


@answered(*READ)
def one(request: HttpRequest, form: str, number: str) -> bytes:
    return writing.requests([queries.one(number, request.build_absolute_uri("/"))], form)


@answered(*READ)
def token(request: HttpRequest, form: str, key: str) -> bytes:
    return writing.tokens([(key, queries.token(key))], form)


@answered(*READ)
def tokens(request: HttpRequest, form: str) -> bytes:
    """Several, by `token_id`."""
    asked = [part.strip() for part in request.GET.get("token_id", "").split(",") if part.strip()][:100]
    if not asked:
        raise Fault(400, "token_id is missing. Name the tokens, with commas between.")
    return writing.tokens([(key, queries.token(key)) for key in asked], form)


@csrf_exempt
@answered(*FILE)
def updates(request: HttpRequest, form: str) -> bytes:
    """The extension for updates: what happened to public petitions; a client adds to what it filed."""
    now = timezone.now()
    if request.method != "POST":
        return writing.updates(queries.updates(reading.asked(request.GET, now=now)), form)
    client = queries.client(request.POST.get("api_key", ""), timezone.localdate(now))
    number, text = request.POST.get("service_request_id", "").strip(), request.POST.get("description", "")
    made = doors.add_update(client=client, number=number, text=text, now=now, actor=doors.as_actor(client))
    return writing.updates([made], form)


def _filed(request: HttpRequest) -> Any:
    now = timezone.now()
    today = timezone.localdate(now)
    client = queries.client(request.POST.get("api_key", ""), today)
    limit = norms.value("petitions.filed.most_an_hour", on=today)
    rates.spend_on(client.key, "civil_affairs.petitions.open311.filed", limit=limit * 10, now=now)
    offered = queries.offered(today)
    filing, faults = reading.filing(request.POST, {code: queries.attributes(one) for code, one in offered.items()})
    if filing is None:
        raise Faults(faults)
    return doors.file(
        client=client, service=offered[filing.service_code], filing=filing, now=now, actor=doors.as_actor(client)
    )


FORM = r"\.(?P<form>xml|json)$"
AT = r"^open311/v2/"
ROUTES = [
    re_path(rf"^open311/discovery{FORM}", discovery, name="open311-discovery"),
    re_path(rf"{AT}discovery{FORM}", discovery, name="open311-discovery-v2"),
    re_path(rf"{AT}services{FORM}", services, name="open311-services"),
    re_path(rf"{AT}services/(?P<code>[\w-]{{1,40}}){FORM}", definition, name="open311-definition"),
    re_path(rf"{AT}requests{FORM}", requests, name="open311-requests"),
    re_path(rf"{AT}requests/(?P<number>[\w-]{{1,40}}){FORM}", one, name="open311-request"),
    re_path(rf"{AT}tokens{FORM}", tokens, name="open311-tokens"),
    re_path(rf"{AT}tokens/(?P<key>\w{{1,40}}){FORM}", token, name="open311-token"),
    re_path(rf"{AT}servicerequestupdates{FORM}", updates, name="open311-updates"),
]
