"""Citizens who file at once over HTTP, each from an address of its own: form, filing, code, receipt; with how long each took."""
# ruff: noqa: E402  # Django is set up before its models are imported

from __future__ import annotations

import http.client
import json
import random
import re
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import django

django.setup()

from django.db import connection
from django.utils import timezone

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.dispatch import codes
from haengan.kernel.people.models import Official
from haengan.rooms.civil_affairs.petitions.actions import publishing, receiving
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.states import State

AT = "/civil-affairs/petitions"
SAID = (
    "지하차도가 물에 잠겼어요",
    "금촌지하차도 침수",
    "지하차도에 물이 찼습니다",
    "차가 물에 갇혔어요 지하차도",
    "지하차도 침수 빨리 막아 주세요",
)
THREADS = 24
HOUSE = System("flood")


@dataclass
class Told:
    """What happened, under one lock."""

    spent: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    hinted: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Citizen:
    """One browser: its cookies, its address, what it waited."""

    def __init__(self, base: str, number: int, told: Told) -> None:
        parts = urlsplit(base)
        self.link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.number, self.told = number, told
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        head = {
            "X-Forwarded-For": self.address,
            "Accept-Language": "ko",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        body = urlencode(form) if form else None
        if body:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.link.request(method, path, body, head)
        answer = self.link.getresponse()
        text = answer.read().decode("utf8", "replace")
        with self.told.lock:
            self.told.spent.append((time.perf_counter() - began) * 1000)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _sign, value = cookie.partition("=")
            self.cookies[name] = value.partition(";")[0]
        return answer.status, answer.headers.get("Location", ""), text

    def live(self, dice: random.Random) -> None:
        status, _to, page = self.ask("GET", f"{AT}/file/lamp/")
        token = re.search(r'name="once" value="([^"]+)"', page)
        csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if status != 200 or not token or not csrf:
            raise ValueError(f"the form answers {status}")
        said = dice.choice(SAID)
        known = {"csrfmiddlewaretoken": csrf[1]}
        _status, _to, found = self.ask(
            "POST", f"{AT}/alike/", {**known, "service": "lamp", "title": said, "text": said}
        )
        hinted = bool(json.loads(found)["found"])
        told = {
            **known,
            "once": token[1],
            "title": said,
            "text": f"{said} {self.number}",
            "name": "홍길동",
            "reply": "sms",
            "public": "on",
            "agreed": "on",
        }
        contact = f"010{self.number:08d}"
        status, to, _page = self.ask("POST", f"{AT}/file/lamp/", {**told, "contact": contact})
        if status != 302 or not to.endswith("/confirm/"):
            raise ValueError(f"filing answers {status}")
        petition = Petition.objects.select_related("subscription").get(contact_index__holds=contact)
        status, to, _page = self.ask("POST", to, {**known, "code": codes.code_of(petition.subscription)})
        if status != 302 or not to.endswith("/receipt/"):
            raise ValueError(f"the code answers {status}")
        with self.told.lock:
            self.told.confirmed.append(petition.key)
            self.told.hinted += hinted


def flood(count: str, seconds: str, base: str) -> dict[str, object]:
    """So many citizens within so many seconds, while an official receives and shows what comes."""
    told, began, pace = Told(), time.monotonic(), float(seconds) / int(count)
    numbers, lock = iter(range(1, int(count) + 1)), threading.Lock()

    def one() -> None:
        while True:
            with lock:
                number = next(numbers, 0)
            if not number:
                connection.close()
                return
            time.sleep(max(0.0, began + number * pace - time.monotonic()))
            try:
                Citizen(base, number, told).live(random.Random(number))
            except (OSError, ValueError, http.client.HTTPException, Petition.DoesNotExist) as wrong:
                with told.lock:
                    told.faults.append(f"{number}: {wrong}")

    over = threading.Event()
    desk = threading.Thread(target=_desk, args=(over,))
    people = [threading.Thread(target=one) for _each in range(THREADS)]
    for thread in (desk, *people):
        thread.start()
    for thread in people:
        thread.join()
    over.set()
    desk.join()
    kept = set(Petition.objects.exclude(state=State.UNCONFIRMED).values_list("key", flat=True))
    return {
        "filed": len(told.confirmed),
        "lost": len(set(told.confirmed) - kept),
        "received": Petition.objects.filter(received_at__isnull=False).count(),
        "hinted": told.hinted,
        "faults": told.faults[:10],
        "p50": round(statistics.median(told.spent), 1),
        "p99": round(statistics.quantiles(told.spent, n=100)[98], 1),
        "seconds": round(time.monotonic() - began),
    }


def _desk(over: threading.Event) -> None:
    """Receives what has arrived, and shows the first ones to everyone."""
    while not over.wait(0.5):
        for petition in Petition.objects.filter(state=State.ARRIVED).order_by("pk")[:5]:
            now = timezone.now()
            try:
                receiving.receive(key=petition.key, revision=petition.revision, now=now, actor=HOUSE)
                if Petition.objects.filter(published_on__isnull=False).count() < 5:
                    _shown(petition.key)
            except Refused:
                continue
    connection.close()


def _shown(key: str) -> None:
    petition = Petition.objects.get(key=key)
    told = {"public_title": petition.title, "public_text": petition.title, "now": timezone.now()}
    publishing.publish(key=key, revision=petition.revision, **told, actor=Official.objects.get(number="1002"))


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
