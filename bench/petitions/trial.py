"""One measurement in a process of its own: `offer`, `file CLIENTS SECONDS`, `fill ROWS`, `pages TIMES`."""
# ruff: noqa: E402  # Django is set up before its models are imported

from __future__ import annotations

import json
import multiprocessing
import random
import secrets
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from haengan.kernel.access import actions as access
from haengan.kernel.acts.running import System
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official
from haengan.kernel.people.rules import Anyone
from haengan.kernel.registers import asking, listing, paging, paths
from haengan.rooms.civil_affairs.petitions.actions import filing, kinds
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Service
from haengan.rooms.civil_affairs.petitions.register.filed import PETITIONS
from haengan.rooms.civil_affairs.petitions.rules import states
from tests import cast

HOUSE = System("bench")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DUTY = "civil_affairs.petitions.receive"
WORDS = (
    "가로등 꺼짐 중앙로 쓰레기 무단투기 공사 소음 지하차도 침수 주차 버스 정류장 보도블록 파손 공원 화장실 악취".split()
)
AT = "/civil-affairs/petitions"


def offer() -> int:
    for code, kind, period in (("lamp", "other", "5d"), ("question", "inquiry", ""), ("idea", "suggestion", "")):
        kinds.offer(
            code=code,
            name_ko=code,
            name_en=code,
            kind=kind,
            period=period,
            public=True,
            from_on=date(2020, 1, 1),
            actor=HOUSE,
        )
    return 0


def official() -> int:
    _client()
    return 0


def file(clients: str, seconds: str) -> float:
    """Petitions filed a second by as many processes, each by a stranger who is sent a code."""
    connection.close()
    with multiprocessing.get_context("fork").Pool(int(clients)) as pool:
        done = pool.starmap(_filed, [(number, float(seconds)) for number in range(int(clients))])
    return sum(done) / float(seconds)


def _filed(number: int, seconds: float) -> int:
    connection.close()
    service, dice, done = Service.objects.get(code="lamp"), random.Random(number), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        given = filing.Given(
            title=" ".join(dice.choices(WORDS, k=3)),
            text=" ".join(dice.choices(WORDS, k=30)),
            name="홍길동",
            contact=f"010-{dice.randrange(10_000):04d}-{dice.randrange(10_000):04d}",
            reply="sms",
        )
        filing.file(service=service, given=given, now=timezone.now(), actor=Anyone())
        done += 1
    return done


def fill(rows: str) -> int:
    """So many petitions over ten years, of every kind, state and division, by one statement."""
    services = list(Service.objects.order_by("pk").values_list("pk", flat=True))
    units = [one.unit_id for one in organisation.units(timezone.localdate()) if one.kind == "division"]
    handlers = list(Official.objects.order_by("pk").values_list("pk", flat=True))
    codes = list(states.STATES)
    pg = connection.vendor == "postgresql"
    moment = (
        "timestamptz '2016-03-01 09:00+09' + (n * 31557) %% 330000000 * interval '1 second'"
        if pg
        else ("datetime('2016-03-01 00:00:00', '+' || ((n * 31557) %% 330000000) || ' seconds')")
    )
    day = f"CAST(({moment}) AS date)" if pg else f"date({moment})"
    no = "false" if pg else "0"
    key = (
        "lpad(translate(CAST(n AS text), '01', 'xy'), 16, 'b')"
        if pg
        else ("substr('bbbbbbbbbbbbbbbb' || replace(replace(CAST(n AS text), '0', 'x'), '1', 'y'), -16)")
    )
    state = f"CASE WHEN n %% 50 < 40 THEN 'answered' ELSE {_pick([repr(code) for code in codes if code not in ('answered', 'merged')])} END"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE s (n) AS (SELECT CAST(10000000 AS bigint) UNION ALL SELECT n + 1 FROM s WHERE n < {10_000_000 + int(rows)})
            INSERT INTO civil_affairs_petitions_petition (id, key, revision, number, code, code_index, service_id, kind, period, channel, title, text, told,
            name, organisation, contact_index, reply_by, language, people, address, filed_at, received_at, received_on, state, unit_id,
            due_at, due_on, late_from_on, next_at, answered_at, answered_on, in_time, outcome, closing, end_reason, agency, submission, audited,
            passes, lost_minutes, handler_id, origin_type, origin_key, origin_title, public_wished, public_title, public_text, invented)
            SELECT n, {key}, 0, '2016-' || n, {"''::bytea" if pg else "x''"}, '', {_pick(services)}, {_pick([repr(k) for k in list(states.KINDS)[:5]])}, '',
            {_pick([repr(c) for c in states.CHANNELS])}, '민원 ' || ((n * 31) %% 5000), '가로등이 꺼졌습니다 ' || n, '{{}}',
            '홍길동', '', '', 'sms', 'ko', 1, '', {moment}, {moment}, {day}, {state}, {_pick(units)},
            {moment}, {day}, {day}, {moment}, {moment}, {day}, {"true" if pg else 1}, 'done', '', '', '', 1, {no},
            (n %% 4), 0, {_pick([*handlers, "NULL"])}, '', '', '', {no}, '', '', {no} FROM s""",
            (),
        )
        cursor.execute("ANALYZE")
    return 0


def _pick(values: list[Any]) -> str:
    """One of them by turns, as SQL."""
    rows = " ".join(f"WHEN {place} THEN {value}" for place, value in enumerate(values))
    return f"CASE n %% {len(values)} {rows} END"


def pages(times: str) -> dict[str, float]:
    """Milliseconds of the slowest of a hundred: the desk's lanes, and the list by every sort and filter at random depths."""
    client, said = _client(), {}
    for lane in ("receive", "assign", "division", "late", "supplement"):
        said[f"desk, {lane}"] = _asked(client, [f"{AT}/desk/?lane={lane}"] * int(times))
    for what, query in _questions():
        said[what] = _asked(client, list(_deep(query, int(times))))
    return said


def _questions() -> Iterator[tuple[str, str]]:
    for name in PETITIONS.sortable:
        for sign in ("", "-"):
            yield f"sort {sign}{name}", f"sort={sign}{name}"
    for question in PETITIONS.asked:
        names = [name for name, _schema in asking.parameters(PETITIONS, question)]
        codes = list(paths.choices_at(Petition, question.path))
        values = [f"{names[0]}=2023"] if question.kind == "year" else [f"{names[0]}={code}" for code in codes[:1]]
        if len(names) == 2:
            values = [f"{names[0]}=2023-03-01&{names[1]}=2023-04-30"]
        for value in values:
            yield f"filter {value}", value


def _deep(query: str, times: int) -> Iterator[str]:
    """From random places of the list on."""
    from django.http import QueryDict

    asked = listing.ask(PETITIONS, QueryDict(query), actor=HOUSE)
    rows, about = listing.rows(asked), f"{PETITIONS.name}:{asked.sort}"
    places = list(rows.order_by().values_list("pk", flat=True)[:20_000])
    for pk in random.Random(1).choices(places, k=times) if places else []:
        cursor = paging._sealed(rows.get(pk=pk), asked.order, "next", about)
        more = QueryDict(query, mutable=True)
        more["cursor"] = cursor
        yield f"{PETITIONS.url('list')}?{more.urlencode()}"


def _asked(client: Client, addresses: list[str]) -> float:
    spent = []
    for address in addresses:
        began = time.perf_counter()
        answer = client.get(address)
        spent.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
    return statistics.quantiles(spent, n=100, method="inclusive")[98] if len(spent) > 1 else 0.0


def _client() -> Client:
    """An official who receives petitions, past the second factor."""
    settings.ALLOWED_HOSTS, settings.DEMO = ["*"], True
    official = Official.objects.get(number="1002")
    if official.account is None:
        account = people.open_account(login="1002", password=secrets.token_urlsafe(), actor=cast.HOUSE)
        official = people.link(key=official.key, revision=official.revision, account=account, actor=cast.HOUSE)
        held = organisation.posts_of(official, timezone.localdate())[0]
        access.give(post=held.post.key, duties=[*held.duties, DUTY], from_on=timezone.localdate(), actor=cast.HOUSE)
    client = Client()
    client.force_login(official.account, backend=BACKEND)
    for _ in range(3):
        client.get(PETITIONS.url("list"))
    return client


if __name__ == "__main__":
    found: Any = globals()[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(found))
