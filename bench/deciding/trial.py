"""`trial.py prepare | alone SECONDS | through SECONDS`, each ending in one line of JSON.

A city of 500 gauges, 400 of them levels and 100 rain, each speaking twice a second at a moment of its own, with 500 rules:
two levels with end conditions on two gauges, durations, rates, 1, 3 and 24-hour accumulations, at least 2 of 3, and in
each tenth a forecast. `through` brings what has come since the last batch, as the MQTT door does; a reading's lag is
from when it was due until the transaction with its decisions is committed.
"""

import json
import math
import sys
import time
from datetime import date, timedelta

if __name__ == "__main__":
    import django

    django.setup()

from django.core.management import call_command
from django.utils import timezone

from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import actions as places
from haengan.kernel.readings import actions as readings
from haengan.kernel.readings import taking
from haengan.kernel.readings.taking import Given
from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.actions.remembering import Memory
from haengan.rooms.safety.warnings.engine.decision.buffers import Buffer
from haengan.rooms.safety.warnings.engine.decision.parsing import read
from haengan.rooms.safety.warnings.engine.decision.timelines import Stretch, Succession
from haengan.rooms.safety.warnings.queries import watched as queries

GAUGES, RULES, RAIN, RATE = 500, 500, 100, 1_000
WARM = 5
"""Seconds that are not counted: at the first readings of all gauges hundreds of rules decide at once."""
FOUNDED = date(2020, 1, 1)
NAMES = [f"R{n}" if n < RAIN else f"W{n}" for n in range(GAUGES)]


def level(name, value, sign=">="):
    return {"level": {"series": name, "is": sign, "value": value}}


def conditions(number):
    """Of a rule: by turns what such rules ask."""
    river = [f"W{RAIN + (number * 3 + k) % (GAUGES - RAIN)}" for k in range(3)]
    rain = f"R{number % RAIN}"
    first = {"any": [level(river[0], 2.0), {"rate": {"series": river[1], "value": 1.5, "minutes": 10}}]}
    second = [
        {"hold": {"minutes": 5, "of": level(river[0], 2.5)}},
        {"at_least": {"count": 2, "of": [level(name, 2.4) for name in river]}},
        {"all": [level(river[0], 2.3), {"sum": {"series": rain, "value": 60, "hours": 3}}]},
        {
            "any": [
                {"sum": {"series": rain, "value": 30, "hours": 1}},
                {"sum": {"series": rain, "value": 150, "hours": 24}},
            ]
        },
        {"forecast": {"series": river[0], "value": 3, "within": 30, "window": 20, "probability": 0.7}},
    ][number % 5 if number % 10 != 9 else 0]
    until = {"all": [level(river[0], 1.8, "<="), level(river[1], 2.2, "<=")]}
    return {"levels": {"caution": {"when": first, "until": until, "least": 1}, "alert": {"when": second}}}


def source():
    return {name: {"silent": 10, "rhythm": 1, "unit": ""} for name in NAMES}


def value(place, second):
    """A river that rises and falls within minutes, each with a phase of its own; rain of tenths of a millimetre."""
    if place < RAIN:
        return 0.1 if (second * 7 + place) % 97 < 3 else 0.0
    return round(1.6 + 0.6 * math.sin(second / 90 + place) + 0.05 * math.sin(second * 3 + place), 3)


def prepare():
    """The house with its gauges and approved rules."""
    from tests.cast import HOUSE, founded

    call_command("migrate", verbosity=0)
    city = founded()
    site = places.open_site(name_ko="측정소", lon=126.8, lat=37.7, from_on=FOUNDED, actor=HOUSE)
    unit = Unit.objects.get(key=city.units["safety"])
    gauge = equipment.install(kind="gauge", site=site, unit=unit, installed_on=FOUNDED, number="G-1", actor=HOUSE)
    for place, name in enumerate(NAMES):
        how = ("rainfall", "increment", "mm") if place < RAIN else ("water_level", "level", "m")
        told = dict(zip(("measures", "how", "unit"), how, strict=True))
        more = {"rhythm_seconds": 1, "silent_minutes": 10, "name_ko": name, **told}
        readings.open_series(equipment=gauge, number=name, from_on=FOUNDED, actor=HOUSE, **more)
    first, second = officials()
    for number in range(RULES):
        now = timezone.now()
        rule = ruling.enter(number=f"B-{number}", name_ko="규칙", cause="flood", actor=HOUSE)
        told = {"grounds": "-", "source": "-", "now": now, "author": first, "actor": HOUSE}
        made = ruling.draft(rule=rule, conditions=conditions(number), **told)
        ruling.approve(key=made.key, revision=made.revision, now=now, approver=second, actor=HOUSE)
    return {"rules": RULES}


def officials():
    from haengan.kernel.people import actions as people
    from tests.cast import HOUSE

    return [
        people.register(
            number=f"B{n}", name_ko=f"가{n}", name_en="", grade="7", from_on=FOUNDED, actor=HOUSE, invented=True
        )
        for n in range(2)
    ]


def alone(seconds):
    """Seconds of such readings through the engine as fast as it can: microseconds each, and the share of a core."""
    buffers = {name: Buffer() for name in NAMES}
    made = [(read({**conditions(n), "series": only(conditions(n))})) for n in range(RULES)]
    rules = [Succession([Stretch(0, one)], buffers) for one in made]
    touches = {name: [r for r, one in zip(rules, made, strict=True) if name in one.series] for name in NAMES}
    took, changes = [], 0
    for tick in range(int(float(seconds) * 2)):
        for place, name in enumerate(NAMES):
            at = tick * 500 + place
            began = time.perf_counter()
            buffers[name].put(at, value(place, tick / 2), True)
            for rule in touches[name]:
                changes += len(rule.fold(at, touched=at).added)
            took.append(time.perf_counter() - began)
    mean = sum(took) / len(took)
    return {"us": round(1e6 * mean, 1), "core": round(100 * mean * RATE, 1), **quantiles(took), "changes": changes}


def only(told):
    used = {part for part in json.dumps(told).split('"') if part in set(NAMES)}
    return {name: one for name, one in source().items() if name in used}


def through(seconds):
    """A thousand readings a second for so long, through `taking.take`, with the rules in its transaction."""
    memory = Memory()
    memory.build(timezone.now())
    taking.observers.append(memory.observe)
    start = time.time() + 0.5
    origin = timezone.now() + timedelta(seconds=start - time.time())
    lags, done, beaten, most = [], 0, 0.0, int((WARM + float(seconds)) * RATE)
    while done < most:
        now = time.time()
        due = min(most, int((now - start) * RATE)) if now > start else 0
        if due > done:
            batch = range(done, due)
            given = [
                Given(NAMES[n % GAUGES], origin + timedelta(milliseconds=n), value(n % GAUGES, n / RATE)) for n in batch
            ]
            taken = taking.take(given, door="mqtt", now=timezone.now())
            if taken.failed or taken.refused:
                raise SystemExit(f"not taken: {taken.failed} {taken.refused[:1]}")
            ended = time.time()
            lags += [ended - (start + n / RATE) for n in batch]
            done = due
        if time.time() - beaten > 0.25:
            beaten = time.time()
            memory.beat(timezone.now())
        time.sleep(0.001)
    rate = round(done / (time.time() - start))
    return {
        "rate": rate,
        "seconds": float(seconds),
        **quantiles(lags[WARM * RATE :]),
        "first": quantiles(lags[: WARM * RATE])["most"],
        "decisions": queries.decisions_listed().count(),
    }


def quantiles(seconds):
    ordered = sorted(seconds)
    return {
        name: round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3)
        for name, share in (("p50", 0.5), ("p99", 0.99), ("most", 1.0))
    }


if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    sys.stdout.write(json.dumps({"prepare": prepare, "alone": alone, "through": through}[verb](*words)) + "\n")
