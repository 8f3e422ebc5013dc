"""One measurement in a process of its own: `fill ROWS`, `pages TIMES`, `requests PAIRS`."""
# ruff: noqa: E402  # Django is set up before its models are imported

from __future__ import annotations

import json
import random
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import System
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official
from haengan.kernel.registers import asking, intake, listing, paging, paths, permission
from haengan.rooms.autonomy.townhalls import rules
from haengan.rooms.autonomy.townhalls.models import Townhall
from haengan.rooms.autonomy.townhalls.register import TOWNHALLS
from tests import cast

HOUSE = System("bench")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECONDS = 1.0
SIGNS = "'bbbbbbbbbbbbbbbb' || replace(replace(CAST(n AS text), '0', 'x'), '1', 'y')"
KEY = {"sqlite": f"substr({SIGNS}, -16)", "postgresql": f"right({SIGNS}, 16)"}
DAY = {
    "sqlite": "date('2000-01-01', '+' || ((n * 7919) %% 9000) || ' days')",
    "postgresql": "date '2000-01-01' + CAST((n * 7919) %% 9000 AS integer)",
}


def fill(rows: str) -> int:
    """So many town halls over 25 years, in every sector and kind; one in a thousand is retracted."""
    sectors, day = list(rules.SECTORS), DAY[connection.vendor]
    which = " ".join(f"WHEN {place} THEN '{code}'" for place, code in enumerate(sectors))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE s (n) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM s WHERE n < {int(rows)})
            INSERT INTO autonomy_townhalls_townhall (key, revision, subject, kind, sector, organisation, meets_on, starts,
            place, host, state, summary, invented)
            SELECT {KEY[connection.vendor]}, 0, '제' || ((n * 31) %% 4000) || '회 이동시장실', CASE WHEN n %% 5 = 0 THEN 'demand' ELSE 'regular' END,
            CASE n %% {len(sectors)} {which} END, '', {day}, '14:00', '시민회관', 'mayor',
            CASE WHEN n %% 1000 = 0 THEN 'retracted' WHEN n %% 3 = 0 THEN 'planned' ELSE 'held' END, '', {"false" if connection.vendor == "postgresql" else 0}
            FROM s""",  # our own codes and a number
            (),
        )
        cursor.execute(
            "ANALYZE" if connection.vendor == "sqlite" else "VACUUM (ANALYZE)"
        )  # as it does by itself, in time
    return 0


def pages(times: str) -> dict[str, float]:
    """Milliseconds of the slowest of a hundred, for each sort, each filter, and each filter with each sort."""
    client = _client()
    said = {}
    for what, query in _questions():
        said[what] = _slowest(client, query, int(times))
    return said


def _questions() -> Iterator[tuple[str, str]]:
    sorts = [f"{sign}{name}" for name in TOWNHALLS.sortable for sign in ("", "-")]
    for sort in sorts:
        yield f"sort {sort}", f"sort={sort}"
    for question in TOWNHALLS.asked:
        for value in _values(question):
            yield f"filter {value}", value
            for sort in sorts:
                if sort != TOWNHALLS.first_sort:
                    yield f"filter {value}, sort {sort}", f"{value}&sort={sort}"


def _values(question: Any) -> list[str]:
    """A usual answer, and where the filter is for one of several the rarest."""
    names = [name for name, _schema in asking.parameters(TOWNHALLS, question)]
    if question.kind == "year":
        return [f"{names[0]}=2013"]
    if len(names) == 2:
        return [f"{names[0]}=2013-03-01&{names[1]}=2013-04-30"]
    codes = list(paths.choices_at(Townhall, question.path))
    return [f"{names[0]}={code}" for code in (codes[0], codes[-1])[: len(codes)]] if codes else []


def _slowest(client: Client, query: str, times: int) -> float:
    """The 99th percentile of requests from random places of the list to the next and the previous page, in milliseconds."""
    from django.http import QueryDict

    asked = listing.ask(TOWNHALLS, QueryDict(query), actor=HOUSE)
    rows, about = listing.rows(asked), f"{TOWNHALLS.name}:{asked.sort}"
    dice, places = random.Random(1), rows.order_by().values_list("pk", flat=True)[:20_000]
    marks = dice.choices(list(places), k=times) if places else []
    spent = []
    for pk in marks:
        record = rows.get(pk=pk)
        cursor = paging._sealed(record, asked.order, dice.choice(["next", "previous"]), about)
        began = time.perf_counter()
        answer = client.get(TOWNHALLS.url("list"), {**QueryDict(query).dict(), "cursor": cursor})
        spent.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{query}: {answer.status_code}")
    return statistics.quantiles(spent, n=100, method="inclusive")[98] if len(spent) > 1 else 0.0


def requests(pairs: str) -> list[float]:
    """Requests a second of the first page: with access and journal, and without."""
    client = _client()
    done, spent = [0, 0], [0.0, 0.0]
    for number in range(int(pairs)):
        for which in (0, 1) if number % 2 else (1, 0):
            with _bare() if which else _whole():
                began = time.perf_counter()
                while time.perf_counter() - began < SECONDS:
                    client.get(TOWNHALLS.url("list"))
                    done[which] += 1
                spent[which] += time.perf_counter() - began
    return [done[which] / spent[which] for which in (0, 1)]


@contextmanager
def _whole() -> Iterator[None]:
    yield


@contextmanager
def _bare() -> Iterator[None]:
    """The page as it would be if anyone might see all and nothing were written down."""
    instead: list[tuple[Any, str, Callable[..., Any]]] = [
        (access, "scoped", lambda actor, model, to="view": model._default_manager.all()),
        (access, "visible_models", lambda actor, models: list(models)),
        (permission, "refusal_of", lambda actor, action, name_givers=True: None),
        (permission, "reveals", lambda actor, register: False),
        (intake, "read_personal", lambda *given, **named: None),
    ]
    patches = [mock.patch.object(module, name, other) for module, name, other in instead]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def _client() -> Client:
    """The official who keeps town halls, past the second factor."""
    settings.ALLOWED_HOSTS, settings.DEMO = ["*"], True
    official = Official.objects.get(number="1002")
    if official.account is None:
        account = people.open_account(login="1002", password=secrets.token_urlsafe(), actor=cast.HOUSE)
        official = people.link(key=official.key, revision=official.revision, account=account, actor=cast.HOUSE)
    client = Client()
    client.force_login(official.account, backend=BACKEND)
    for _ in range(5):
        answer = client.get(TOWNHALLS.url("list"))
    if answer.status_code != 200:
        sys.exit(f"the list answers {answer.status_code} {answer.headers.get('Location', '')}")
    return client


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
