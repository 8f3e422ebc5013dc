"""The whole API of an application: routers of the rooms, who asks, how often, and every error as problem details."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import BaseThrottle

from haengan.kernel.access import rates, upkeep
from haengan.kernel.registers import problems
from haengan.kernel.registers.models import Token

SAFE = {"GET", "HEAD", "OPTIONS"}
A_MINUTE = {"office": 600, "public": 120}
NEEDED: dict[str, dict[str, Any]] = {
    "Idempotency-Key": {"minLength": 1, "maxLength": 80, "pattern": r"^[!-~]{1,80}$"},
    "If-Match": {"pattern": r'^"[0-9]{1,9}"$'},
}
"""Headers that our handlers ask for themselves, to say what to do where they are missing."""
ALWAYS = (404, 422, 429)
"""Any operation may answer so: no such thing, a value that does not fit, too many requests."""
PROBLEM = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
Passes = Callable[[HttpRequest], bool]


class BearerToken(HttpBearer):
    """A program with an official's token."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        digest = hashlib.sha256(token.encode(errors="replace")).hexdigest()
        known = Token.objects.select_related("official").filter(digest=digest, revoked_at=None).first()
        if known is None or known.until_on <= timezone.localdate():
            return None
        if known.scope == "read" and request.method not in SAFE:
            raise HttpError(403, _("This token may only read. Issue one that may write."))
        request.actor = known.official  # type: ignore[attr-defined]  # as the site sets it
        return known.official


class Session(APIKeyCookie):
    """The signed-in official's own browser; what is not safe needs the page's token against forgery."""

    def __init__(self, passes: Passes) -> None:
        self.param_name = settings.SESSION_COOKIE_NAME
        self.passes = passes
        super().__init__()

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        actor = getattr(request, "actor", None)
        if actor is None or actor.kind != "official":
            return None
        if not self.passes(request):
            raise HttpError(403, _("Set up your second factor first."))
        return actor


class Throttle(BaseThrottle):
    """So many requests a minute for each official, or for each address where nobody is signed in, over all processes.

    Each process takes a handful at a time from the common count, so that most requests write nothing.
    """

    HANDFUL = 20
    PURSES = 10_000
    MINUTE = timedelta(minutes=1)

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.purses: dict[tuple[str, int], int] = {}
        self.guard = Lock()

    def allow_request(self, request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        who = rates.hashed(getattr(actor, "key", "") or rates.address(request))
        window, until = rates.window_at(timezone.now(), self.MINUTE)
        with self.guard:
            left = self.purses.get((who, window))
        if left is None or left == 1:
            left = self._taken(who, window, until) + (left or 0)
        with self.guard:
            if len(self.purses) >= self.PURSES:
                self.purses.clear()
            self.purses[who, window] = max(left - 1, 0)
        return left > 0

    def wait(self) -> float:
        now = timezone.now()
        return (rates.window_at(now, self.MINUTE)[1] - now).total_seconds()

    def _taken(self, who: str, window: int, until: datetime) -> int:
        """What is left of the handful below the limit."""
        now_taken = upkeep.count(door="api", who=who, window=window, until=until, times=self.HANDFUL)
        return max(0, self.HANDFUL - max(0, now_taken - self.limit))


class API(NinjaAPI):
    """Documents problems under their own media type, and the headers without which a request is refused."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.described: dict[tuple[str | None, str], Any] = {}

    def get_openapi_schema(self, **given: Any) -> Any:
        """Worked out once in a process for each language: its operations do not change while it runs."""
        asked = (get_language(), repr(sorted(given.items())))
        if asked not in self.described:
            self.described[asked] = self._described(**given)
        return self.described[asked]

    def _described(self, **given: Any) -> Any:
        schema = super().get_openapi_schema(**given)
        for operation in _operations(schema):
            for code in ALWAYS:
                operation["responses"].setdefault(code, {"description": HTTPStatus(code).phrase, "content": PROBLEM})
            for parameter in operation.get("parameters", ()):
                if parameter["name"] in NEEDED:
                    parameter.update(required=True, schema={**parameter["schema"], **NEEDED[parameter["name"]]})
                    parameter["schema"].pop("default", None)
            for response in operation["responses"].values():
                content = response.get("content", {})
                told = content.get("application/json", {}).get("schema", {})
                if told.get("$ref", "").endswith("/Problem") or told.get("title") == "Problem":
                    response["content"] = PROBLEM
        schema["components"]["schemas"].setdefault("FieldProblem", problems.FieldProblem.model_json_schema())
        schema["components"]["schemas"].setdefault("Problem", _problem_schema())
        return schema


def build(
    application: str, routers: Mapping[str, Router], *, passes: Passes = lambda request: True, namespace: str = ""
) -> API:
    """The API of "office" or "public". `routers` by prefix ("/autonomy/exchanges"); `passes` tells whether a signed-in
    session may work (its second factor)."""
    office = application == "office"
    api = API(
        title="Haengan",
        version="1",
        description="Records of the Administration and Safety Bureau, each behind the duties of the official who asks."
        if office
        else "What the Administration and Safety Bureau publishes.",
        auth=[BearerToken(), Session(passes)] if office else None,
        throttle=[Throttle(A_MINUTE[application])],
        docs_url=None,
        urls_namespace=namespace or f"api-{application}",
    )
    problems.register(api)
    for prefix, router in routers.items():
        api.add_router(prefix, router)
    return api


def urls(api: NinjaAPI) -> tuple[list[URLPattern | URLResolver], str, str]:
    """The API's addresses, none of which redirects to a sign-in page, and a problem for any other address below."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            described = pattern.name == "openapi-json"
            pattern.callback = _answering(
                require_safe(_guarded(api, pattern.callback)) if described else pattern.callback
            )
    return [*patterns, path("<path:rest>", _answering(_nowhere))], app_name, namespace


def _answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        told = problems.answer(request, 405, "method", _("This address does not take that method"))
        told.headers["Allow"] = response.headers.get("Allow", "")
        return told

    answered.login_required = False  # type: ignore[attr-defined]  # read by Django's LoginRequiredMiddleware
    answered.csrf_exempt = True  # type: ignore[attr-defined]  # sessions are checked by `Session`
    return answered


def _guarded(api: NinjaAPI, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The description itself, for whoever may use the API."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            known = not api.auth or any(authenticate(request) for authenticate in api.auth)  # type: ignore[union-attr]
        except HttpError as wrong:
            return api.on_exception(request, wrong)
        return view(request, *args, **kwargs) if known else api.on_exception(request, AuthenticationError())

    return guarded


def _nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    response: HttpResponse = problems.HANDLERS[Http404](request, None)
    return response


def _operations(schema: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    return (operation for methods in schema["paths"].values() for operation in methods.values())


def _problem_schema() -> dict[str, Any]:
    schema = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return schema
