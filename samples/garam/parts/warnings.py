"""Gauges, sirens, boards and alarms of Garam, its flood area, thresholds, a standing order and village heads. All invented.

What begins with DRILL belongs to exercises alone: gauges, terminals and thresholds of their own, so that a storm that is only
played never touches what the city lives by.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import plans, terminals
from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation import queries as organised
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official
from haengan.kernel.places import actions as places
from haengan.kernel.readings import actions as readings
from haengan.kernel.readings import taking
from haengan.kernel.readings.taking import Given
from haengan.rooms.safety.warnings.actions import areas, orders, ruling
from haengan.rooms.safety.warnings.actions.remembering import Memory
from haengan.rooms.safety.warnings.engine.storm import weather
from samples.loading import HOUSE

INSTALLED = date(2024, 3, 4)
RAIN, RIVER = 6, 4
KINDS = {"siren": "siren", "board": "board", "alarm": "alarm_terminal"}
LIVE = {"siren": 10, "board": 6, "alarm": 8}
DRILL = {"siren": 4, "board": 4, "alarm": 4}
CALM, CRESTS = 2.0, 3.4
STORM = datetime(2025, 7, 17, 17, tzinfo=UTC)
DRY = 13 * 60
"""Minutes after the storm, until nothing is over a threshold."""
SOURCE = "지어낸 기준(시연용)"
SPARE = 60
"""Residents for each building that is counted."""
STANDING = {
    "headline": {"ko": "{place} 홍수 위험", "en": "Flood danger: {place}"},
    "short": {
        "ko": "{time} {place} 하천 수위가 위험합니다. 지금 높은 곳으로 대피하십시오.",
        "en": "{time}: the river is dangerously high in {place}. Move to high ground now.",
    },
    "instruction": {"ko": "지금 높은 곳으로 대피하십시오.", "en": "Move to high ground now."},
    "speech": {"ko": "{place} 하천 수위가 위험합니다. 지금 높은 곳으로 대피하십시오."},
    "text": {"ko": "{place} 하천 위험 즉시 대피"},
}


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float = 1.0) -> None:
    """`actor` drafts, the head of the safety division approves and signs."""
    now, began = (datetime.combine(day, time(9), timezone.get_current_timezone()) for day in (today, INSTALLED))
    keys.make()
    keys.make_cap(now=timezone.now())
    head, chosen = city.officials["safety"], list(city.districts.values())
    unit = Unit.objects.get(key=city.units["안전총괄과"])
    _gauges(city, unit)
    _terminals(city, unit, chosen)
    _rules(actor, head, chosen, began)
    _area(city)
    _plan(head, today)
    _order(actor, head, chosen[:3], today, now)
    _heads(city, chosen)
    _counted(rng, city, today)
    _last_summer()


def _gauges(city: Any, unit: Unit) -> None:
    """For the city, then for exercises: rain in tipping steps, river heights with the limits of what is believed."""
    for drill in (False, True):
        first, rain, river = ("DRILL-", 2, 3) if drill else ("", RAIN, RIVER)
        for number in range(1, rain + 1):
            told = {"measures": "rainfall", "how": "increment", "unit": "mm", "low": 0.0, "high": 30.0}
            _series(city, unit, f"{first}RAIN-{number}", f"우량 {number}", f"Rain {number}", drill=drill, **told)
        for number in range(1, river + 1):
            told = {"measures": "water_level", "how": "level", "unit": "m", "low": -1.0, "high": 12.0}
            told |= {} if drill else {"step": 1.0, "stuck_minutes": 720}
            _series(city, unit, f"{first}RIVER-{number}", f"수위 {number}", f"River {number}", drill=drill, **told)


def _series(city: Any, charge: Unit, number: str, ko: str, en: str, *, drill: bool, **told: Any) -> None:
    site = city.sites[(sum(map(ord, number)) * 7) % len(city.sites)]
    gauge = _installed("gauge", number, site, charge)
    prefix = ("훈련용 ", "Exercise: ") if drill else ("가람천 ", "Garam stream: ")
    readings.open_series(
        equipment=gauge,
        number=number,
        name_ko=prefix[0] + ko,
        name_en=prefix[1] + en,
        from_on=INSTALLED,
        rhythm_seconds=60 if drill else 600,
        silent_minutes=30 if drill else 60,
        neighbourhood="garam-drill" if drill else "garam",
        invented=True,
        actor=HOUSE,
        **told,
    )


def _installed(kind: str, number: str, site: Any, unit: Unit) -> Any:
    return equipment.install(
        kind=kind,
        number=number,
        model="시연용",
        installed_on=INSTALLED,
        site=site,
        unit=unit,
        invented=True,
        actor=HOUSE,
    )


def _terminals(city: Any, unit: Unit, districts: list[Any]) -> None:
    """Live ones on poles of the city; those for exercises stand nowhere: `haengan storm` plays them and brings their keys."""
    for kind, count in LIVE.items():
        for place in range(count):
            number = f"{kind}-{place + 1:03d}"
            district = districts[place % len(districts)]
            site = city.sites[place * len(city.sites) // count]
            told = {
                "equipment": _installed(KINDS[kind], number, site, unit),
                "groups": "city" if place % 2 else "city river",
            }
            terminals.enter(number=number, kind=kind, district=district, from_on=INSTALLED, actor=HOUSE, **told)
    for kind, count in DRILL.items():
        for place in range(count):
            number = f"drill-{kind}" + (f"-{place + 1}" if place else "")
            told = {"world": "drill", "district": districts[place % 3], "groups": "drill"}
            terminals.enter(number=number, kind=kind, from_on=INSTALLED, actor=HOUSE, **told)


def _rules(author: Official, head: Official, districts: list[Any], now: datetime) -> None:
    by = (author, head, now)
    for place in (1, 2):
        names = (f"가람천 수위 {place}", f"Garam stream {place}")
        _rule(by, f"F-{place}", names, districts[place - 1 : place], _risen(f"RIVER-{place}"), local=ALONE)
    _rule(by, "R-1", ("가람시 호우", "Heavy rain in Garam"), [], _rained("RAIN-1", "RAIN-2"), cause="heavy_rain")
    first = _risen("DRILL-RIVER-1")
    _rule(by, "DRILL-F-1", ("훈련 하천 수위 1", "Exercise river 1"), districts[:1], first, world="drill")
    above = [_above(f"DRILL-RIVER-{number}", CALM + 0.6) for number in (1, 2, 3)]
    second = {"when": {"at_least": {"count": 2, "of": above}}, "until": _below("DRILL-RIVER-2", CALM)}
    names = ("훈련 하천 수위 2", "Exercise river 2")
    _rule(by, "DRILL-F-2", names, districts[1:3], {"levels": {"alert": second}}, world="drill")


ALONE = {
    "level": "severe",
    "speech": {
        "ko": "가람천이 넘칠 수 있습니다. 지금 높은 곳으로 대피하십시오.",
        "en": "The Garam may overflow. Move to high ground now.",
    },
    "text": {"ko": "가람천 범람 위험 즉시 대피"},
}


def _above(number: str, value: float) -> dict[str, Any]:
    return {"level": {"series": number, "is": ">=", "value": value}}


def _risen(number: str) -> dict[str, Any]:
    """Each level ends a little below where it begins, so that waves do not ring twice."""
    below = _below(number, CALM - 0.3)
    return {
        "levels": {
            "caution": {"when": _above(number, CALM), "until": below},
            "severe": {"when": _above(number, CRESTS), "until": _below(number, CRESTS - 0.3)},
        }
    }


def _below(number: str, value: float) -> dict[str, Any]:
    return {"level": {"series": number, "is": "<=", "value": value}}


def _rained(*numbers: str) -> dict[str, Any]:
    short = [{"sum": {"series": number, "is": ">=", "value": 60, "hours": 3}} for number in numbers]
    long = [{"sum": {"series": number, "is": ">=", "value": 110, "hours": 12}} for number in numbers]
    return {"levels": {"caution": {"when": {"any": short}}, "alert": {"when": {"any": long}}}}


def _rule(
    by: tuple[Official, Official, datetime],
    number: str,
    names: tuple[str, str],
    districts: list[Any],
    conditions: dict[str, Any],
    *,
    cause: str = "flood",
    world: str = "live",
    local: dict[str, Any] | None = None,
) -> None:
    author, head, now = by
    told = {"name_ko": names[0], "name_en": names[1], "cause": cause, "world": world}
    rule = ruling.enter(number=number, districts=districts, actor=author, **told)
    drafted = ruling.draft(
        rule=rule,
        conditions=conditions,
        grounds="시연용 가상 기준",
        source=SOURCE,
        now=now,
        actor=author,
        local=local,
    )
    ruling.approve(key=drafted.key, revision=drafted.revision, now=now + timedelta(hours=1), actor=head)


def _area(city: Any) -> None:
    """Low ground along the invented stream: a rectangle around one of the sites."""
    site = city.sites[0]
    west, east, south, north = site.lon - 0.006, site.lon + 0.006, site.lat - 0.004, site.lat + 0.004
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    areas.draw(
        number="GA-01",
        name_ko="가람천 저지대(가상)",
        name_en="Low ground along the Garam (invented)",
        cause="flood",
        source=SOURCE,
        invented=True,
        outline={"type": "Polygon", "coordinates": [ring]},
        actor=HOUSE,
    )


def _plan(head: Official, today: date) -> None:
    """Whoever leads the safety division is told by mail at once, and again after ten minutes."""
    people.add_contact(person=head, kind="email", value="safety@garam.example", from_on=INSTALLED, actor=HOUSE)
    plan = plans.draw(name="상황실 보고(시연)", actor=HOUSE)
    post = organised.posts_of(head, today)[0].post
    for after in (0, 600):
        plan.refresh_from_db()
        plans.add(plan.key, revision=plan.revision, post=post, channel="mail", after=after, today=today, actor=HOUSE)


def _order(author: Official, head: Official, districts: list[Any], today: date, now: datetime) -> None:
    made = orders.write(
        number="SO-1",
        cause="flood",
        level="severe",
        districts=[one.key for one in districts],
        ways={"speech", "text"},
        told={"subscribers", "heads"},
        wording=STANDING,
        minutes=180,
        from_on=today,
        until_on=today + timedelta(days=365),
        actor=author,
    )
    orders.sign(key=made.key, revision=made.revision, now=now, actor=head)


def _heads(city: Any, districts: list[Any]) -> None:
    for district, resident in zip(districts, city.residents, strict=False):
        areas.name(resident=resident, district=district, from_on=INSTALLED, actor=HOUSE)


def _last_summer() -> None:
    """A storm of the year before, every ten minutes, as the gauges told it and the rules judged it; it is long over."""
    blown = weather.storm(17, minutes=12 * 60, total=115.0)
    told = {f"RAIN-{place}": blown.fallen(place) for place in range(1, RAIN + 1)}
    told |= {f"RIVER-{place}": blown.heights(place, low=0.6, peak=3.9 - 0.4 * place) for place in range(1, RIVER + 1)}
    memory = Memory()
    memory.build(STORM)
    taking.observers.append(memory.observe)
    try:
        for minute in range(0, blown.minutes + DRY, 10):
            at = STORM + timedelta(minutes=minute)
            given = [Given(number, at, _said(number, values, minute)) for number, values in told.items()]
            taking.take(given, door="file", now=at)
    finally:
        taking.observers.remove(memory.observe)


def _said(number: str, values: list[float], minute: int) -> float:
    """Rain is what fell since the reading before, a height what it is, or was last."""
    fell = sum(values[max(0, minute - 9) : minute + 1])
    return fell if number.startswith("RAIN") else values[min(minute, len(values) - 1)]


def _counted(rng: Random, city: Any, today: date) -> None:
    """Residents by building, without names: some around each site."""
    named = {district.key: name for name, district in city.districts.items()}
    lines = ["lat,lon,district,residents,older,foreign"]
    for site in city.sites:
        name = next((one for one in named.values() if site.name_ko.startswith(one)), "")
        for _ in range(8):
            lat, lon = site.lat + rng.uniform(-1, 1) * 1e-3, site.lon + rng.uniform(-1, 1) * 1e-3
            people_there = rng.randrange(SPARE)
            lines.append(f"{lat:.6f},{lon:.6f},{name},{people_there},{people_there // 6},{people_there // 30}")
    places.count(lines=lines, counted_on=today, source=SOURCE, today=today, invented=True, actor=HOUSE)
