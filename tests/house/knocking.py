"""Knocks at every door: each address of both applications, method by method, as each member of the cast, with real records."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import IntegrityError, transaction
from django.http.response import HttpResponseBase
from django.template.backends import django
from django.test import Client, override_settings
from django.urls import NoReverseMatch, clear_url_caches

from haengan.kernel.access import actions as access
from haengan.kernel.access import declare as duties
from haengan.kernel.organisation import queries as organised
from haengan.kernel.people import actions as people
from haengan.kernel.registers import declare as registers
from tests import cast
from tests.house import addresses, filling

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NOBODYS_METHOD = "TRACE"
"""No door takes it: its refusal names the methods that the door does take."""
SAFE = {"GET", "HEAD", "OPTIONS"}
OUTSIDER, RESIDENT, CLERK, DIRECTOR = "outsider", "resident", "clerk", "director"
DIVISION = {"kim": "support", "lee": "autonomy", "park": "safety", "choi": "civil_affairs", "jung": "digital"}
OFFICE = (OUTSIDER, RESIDENT, CLERK, *DIVISION, DIRECTOR)
FEW = (OUTSIDER, CLERK)
"""Whoever must be refused at every door but those in urls.txt: asked in every run. The others are asked where there is time."""
PUBLIC_SETTINGS = ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIGHT = {
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
    "DEMO": True,
}
"""No brakes: they are tested where they are built."""

RECORDS = {
    "/office/people/": "kernel_people.Official",
    "/office/organisation/units/": "kernel_organisation.Unit",
    "/office/organisation/restructurings/": "kernel_organisation.Restructuring",
    "/office/places/districts/": "kernel_places.District",
    "/office/places/sites/": "kernel_places.Site",
    "/office/equipment/": "kernel_equipment.Equipment",
    "/office/followups/": "kernel_followups.Followup",
    "/office/duties/posts/": "kernel_organisation.Post",
}
"""Whose key stands in addresses that no register makes, by how they begin."""


@dataclass(frozen=True)
class Door:
    """`shown` is the address as a person reads it, `path` as it is asked."""

    name: str
    shown: str
    path: str


def doors(application: str) -> list[Door]:
    """Every address once, with the key of a real record where one is known for it."""
    lists = dict(_mounted(application))
    kept = _Records()
    found: dict[str, Door] = {}
    for register in lists.values():
        kept.key(register.model)
    apps.get_model("kernel_approvals.Paper").objects.update(kind="report.freeze")
    for address in addresses.of(application):
        found.setdefault(_shown(address), Door(address.name, _shown(address), _asked(address, lists, kept)))
    return sorted(found.values(), key=lambda door: door.shown)


def shown(application: str) -> set[str]:
    return {_shown(address) for address in addresses.of(application)}


def _shown(address: addresses.Address) -> str:
    return address.path.replace(addresses.NOBODYS["record"], "{key}").replace("made-up", "{key}")


def _mounted(application: str) -> Iterator[tuple[str, Any]]:
    """Registers by the address of their lists; playthings of the tests have none."""
    for register in registers.registry.values():
        with suppress(NoReverseMatch):
            if register.application == application:
                yield _apart(register.url("list")), register


class _Records:
    """One row of each model that an address needs, made when it is first asked for."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def key(self, model: Any) -> str:
        label = model._meta.label_lower
        if label not in self.keys:
            self.keys[label] = self._made(model)
        return self.keys[label]

    def _made(self, model: Any) -> str:
        """Nothing where the database asks for more than a filled row can know."""
        with suppress(IntegrityError), transaction.atomic():
            found = model._default_manager.order_by("pk").first() or filling.row(model)
            return str(getattr(found, "key", ""))
        return ""


def _apart(url: str) -> str:
    """`/autonomy/exchanges/cities/`, whether asked as a page or of the API."""
    return url.removeprefix("/api/v1").removeprefix("/office")


def _asked(address: addresses.Address, lists: dict[str, Any], kept: _Records) -> str:
    """The address with a real record's key as the first of its parts."""
    model = next((apps.get_model(label) for begin, label in RECORDS.items() if address.path.startswith(begin)), None)
    parts = _apart(address.path).split("/")
    above = ("/".join(parts[:n]) + "/" for n in range(len(parts), 1, -1))
    register = next((lists[begin] for begin in above if begin in lists), None)
    if "/import/" in address.path:
        model = apps.get_model("kernel_registers.Import")
    elif model is None and register is not None:
        model = register.model
    key = kept.key(model) if model is not None else ""
    made_up = next((one for one in ("made-up", addresses.NOBODYS["record"]) if one in address.path), "")
    return address.path.replace(made_up, key, 1) if key and made_up else address.path


class Visitor:
    """One member of the cast at one application, with the cookies of a sign-in where there was one."""

    def __init__(self, handler: WSGIHandler, account: Any = None) -> None:
        self.handler, self.cookies = handler, SimpleCookie()
        if account is not None:
            client = Client()
            client.force_login(account, backend=BACKEND)
            self.cookies = client.cookies

    def knock(self, method: str, path: str) -> str:
        """The status that the whole application answers ("in": go and sign in), everything it did taken back."""
        response = self._answer(method, path)
        away = response.status_code == 302 and response.headers["Location"].startswith("/account/login/")
        return "in" if away else str(response.status_code)

    def taken(self, path: str) -> Sequence[str]:
        """The methods that a door says it takes; all where it does not say. HEAD is GET without a body."""
        response = self._answer(NOBODYS_METHOD, path)
        told = response.headers.get("Allow", "") if response.status_code == 405 else ""
        return [method for method in METHODS if method != "HEAD" and method in told.split(", ")] or METHODS

    def _answer(self, method: str, path: str) -> HttpResponseBase:
        if method in SAFE:
            return self._asked(method, path)
        with transaction.atomic():
            response = self._asked(method, path)
            transaction.set_rollback(True)
        return response

    def _asked(self, method: str, path: str) -> HttpResponseBase:
        api = path.startswith("/api/")
        body = b"{}" if api and method not in SAFE else b""
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "203.0.113.9",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_COOKIE": "; ".join(f"{m.key}={m.value}" for m in self.cookies.values()),
            "CONTENT_TYPE": "application/json" if api else "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
            "wsgi.errors": io.StringIO(),
        }
        request = WSGIRequest(environ)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as Django's own test client
        response = self.handler.get_response(request)
        response.close()
        return response


@contextmanager
def unwritten() -> Iterator[None]:
    """Pages are decided upon, not written: whether a door opens is asked here, what stands behind it elsewhere."""
    whole = django.Template.render
    django.Template.render = lambda self, context=None, request=None: ""  # type: ignore[method-assign]
    try:
        yield
    finally:
        django.Template.render = whole  # type: ignore[method-assign]


@contextmanager
def application(name: str, *, written: bool = False) -> Iterator[WSGIHandler]:
    """The application as a city runs it, but for the brakes; pages are drawn only where `written`."""
    theirs = import_module(f"haengan.site.settings.{name}")
    own = {setting: getattr(theirs, setting) for setting in PUBLIC_SETTINGS}
    with override_settings(**{**own, **LIGHT}):
        clear_url_caches()
        logging.disable()
        try:
            with nullcontext() if written else unwritten():
                yield WSGIHandler()
        finally:
            logging.disable(logging.NOTSET)
    clear_url_caches()


def accounts() -> dict[str, Any]:
    """The cast with accounts; each official holds every duty of the own division, the director every duty there is."""
    city = cast.founded()
    every = [name for name, duty in duties.duties.items() if not duty.everyone]
    given = {member: [d for d in every if d.startswith(f"{division}.")] for member, division in DIVISION.items()}
    found: dict[str, Any] = {OUTSIDER: None, RESIDENT: _account("resident")}
    people.register_resident(
        name_ko="홍길동", registered_on=cast.FOUNDED, account=found[RESIDENT], actor=cast.HOUSE, invented=True
    )
    posts = {**DIVISION, CLERK: "clerk", DIRECTOR: "bureau"}
    for number, (member, post) in enumerate(posts.items(), 1001):
        official = cast.employed(city, post, number=str(number), name_ko=member, name_en=member)
        found[member] = _account(member)
        people.link(key=official.key, revision=official.revision, account=found[member], actor=cast.HOUSE)
        held = organised.posts_of(official, cast.FOUNDED)[0]
        carried = given.get(member, every if member == DIRECTOR else [])
        access.give(post=held.post.key, duties=carried, from_on=cast.FOUNDED, actor=cast.HOUSE)
    return found


def _account(login: str) -> Any:
    return people.open_account(login=login, password="a-long-enough-secret", actor=cast.HOUSE)


Answers = dict[str, dict[str, str]]
"""What a door answers, by method and by member of the cast."""


def walked(name: str, part: int, parts: int, *, members: Sequence[str] = OFFICE) -> dict[Door, Answers]:
    """What each door of one part of an application answers to these members of the cast.

    A method that a door says it does not take is not tried.
    """
    with application(name) as handler:
        handler.load_middleware()
        signed = accounts() if name == "office" else {OUTSIDER: None}
        visitors = {member: Visitor(handler, signed[member]) for member in OFFICE if member in signed}
        asked = {member: one for member, one in visitors.items() if member in members}
        every = list(visitors.values())[-1]
        found = {}
        for door in doors(name)[part::parts]:
            methods = every.taken(door.path)
            found[door] = {
                method: {who: one.knock(method, door.path) for who, one in asked.items()} for method in methods
            }
        return found
