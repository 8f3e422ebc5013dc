"""Forecast and warning in Garam: gauges, sirens, boards, who lives where, rules, and last summer's storm. All invented.

The exercise has stations, terminals and rules of its own: what is practised touches nothing live.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from random import Random
from typing import Any

from haengan.kernel.dispatch.actions import plans, terminals
from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation.models import Appointment, Unit
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official
from haengan.kernel.places import actions as places
from haengan.kernel.places import queries as placed
from haengan.kernel.places.models import Site
from haengan.kernel.readings import actions as readings
from haengan.kernel.readings import taking
from haengan.kernel.readings.taking import Given
from haengan.rooms.safety.warnings.actions import areas, orders, ruling
from haengan.rooms.safety.warnings.actions.remembering import Memory
from haengan.rooms.safety.warnings.engine import storm
from haengan.rooms.safety.warnings.engine.storm import Gauge
from samples.loading import HOUSE

KEEPER = "safety-warnings"
INSTALLED = date(2024, 6, 1)
STREAM = ("큰골면", "물미면", "버들면", "여울동", "가람동")
"""The districts that the Garam stream passes, from its spring to its mouth."""
GAUGES = {
    "RG-01": ("큰골 강우량", "Keungol rain", "큰골면", Gauge("RG-01", 1.15)),
    "RG-02": ("느티 강우량", "Neuti rain", "느티면", Gauge("RG-02", 1.05)),
    "RG-03": ("물미 강우량", "Mulmi rain", "물미면", Gauge("RG-03", 0.95)),
    "RG-04": ("가람 강우량", "Garam rain", "가람동", Gauge("RG-04", 0.85)),
    "WL-01": ("가람천 큰골교 수위", "Garam stream at Keungol Bridge", "큰골면", Gauge("WL-01", reach=14, scale=0.34)),
    "WL-02": ("가람천 물미교 수위", "Garam stream at Mulmi Bridge", "물미면", Gauge("WL-02", reach=26, scale=0.42)),
    "WL-03": ("가람천 여울교 수위", "Garam stream at Yeoul Bridge", "여울동", Gauge("WL-03", reach=42, scale=0.5)),
    "WL-04": ("가람천 하구 수위", "Garam stream at its mouth", "가람동", Gauge("WL-04", reach=60, scale=0.55)),
}
EXERCISE = "X"
SIRENS = ("큰골면", "느티면", "물미면", "버들면", "돌다리면", "여울동", "가람동", "나래동")
BOARDS = ("여울동", "가람동", "하늘동")
ALARMS = ("한빛읍", "가온읍")
RESIDENTS = {"eup": 52_000, "myeon": 6_500, "dong": 21_000}
BUILDINGS = 60
RIVER = {
    "attention": (1.6, 1.4),
    "caution": (2.1, 1.8),
    "alert": (2.6, 2.3),
    "severe": (3.2, 2.8),
}
SOURCE = "가람시 지방하천 기본계획 (가상)"
GROUNDS = "2020년 8월 홍수 때 둑 여유고를 다시 잰 결과 (시연)"
STORM = datetime(2025, 7, 17, 17, tzinfo=UTC)
WORDS = {
    "headline": {"ko": "{districts} {cause} {level}", "en": "{cause_en}, {level_en}: {districts_en}"},
    "short": {
        "ko": "지금 {districts} 가람천 수위가 빠르게 오르고 있습니다. 하천변에서 나와 높은 곳으로 대피하세요.",
        "en": "The Garam stream is rising fast in {districts_en}. Leave the riverside for higher ground now.",
    },
    "instruction": {
        "ko": "하천변과 지하차도에서 나와 높은 곳으로 대피하세요.",
        "en": "Leave the riverside and underpasses.",
    },
    "speech": {"ko": "{districts} 주민 여러분, 가람천 물이 빠르게 불어나고 있습니다. 지금 높은 곳으로 대피하세요."},
    "text": {"ko": "{districts} {cause} {level} 대피하세요"},
}


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float) -> None:
    """`actor` keeps the system; the head of the division approves thresholds and signs the standing order."""
    unit = Unit.objects.get(key=city.units["안전총괄과"])
    head = city.officials["safety"]
    _count(rng, city, today, scale)
    sites = {name: _site(city, name) for name in city.districts}
    for prefix in ("", EXERCISE):
        _stations(sites, unit, prefix)
        _terminals(city, sites, unit, prefix)
        _rules(city, actor, head, prefix)
    _area(city, actor)
    _heads(rng, city, today)
    _plan(actor, today)
    _order(city, actor, today)
    _last_summer()


def _count(rng: Random, city: Any, today: date, scale: float) -> None:
    lines = ["lat,lon,district,residents,older,foreign"]
    for version in placed.districts(today):
        many = RESIDENTS[version.kind] // BUILDINGS
        for lon, lat in _points(rng, version, BUILDINGS):
            residents = rng.randint(many // 2, many + many // 2)
            older, foreign = int(residents * rng.uniform(0.12, 0.4)), int(residents * rng.uniform(0, 0.06))
            lines.append(f"{lat},{lon},{version.name_ko},{residents},{older},{foreign}")
    told = {"counted_on": date(today.year - 1, 12, 31), "source": "주민등록 인구통계 (가상의 도시)", "invented": True}
    places.count(lines=lines, today=today, actor=HOUSE, **told)


def _points(rng: Random, version: Any, count: int) -> list[tuple[float, float]]:
    """Points of the first cell of a district, away from its edges."""
    ring = version.polygon["coordinates"][0][0][:4]
    found = []
    for _number in range(count):
        u, v = rng.uniform(0.05, 0.95), rng.uniform(0.05, 0.95)
        weights = ((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v)
        lon, lat = (sum(w * corner[axis] for w, corner in zip(weights, ring, strict=True)) for axis in (0, 1))
        found.append((round(lon, 6), round(lat, 6)))
    return found


def _site(city: Any, name: str) -> Site:
    return next(site for site in city.sites if site.name_ko.startswith(f"{name} 행정복지센터"))


def _stations(sites: dict[str, Site], unit: Unit, prefix: str) -> None:
    for plain, (ko, en, district, gauge) in GAUGES.items():
        number, rain = prefix + plain, gauge.reach is None
        piece = equipment.install(
            kind="gauge",
            site=sites[district],
            unit=unit,
            installed_on=INSTALLED,
            number=f"E-{number}",
            spot=ko,
            invented=True,
            actor=HOUSE,
        )
        limits: dict[str, Any] = {"unit": "mm", "measures": "rainfall", "how": "increment", "low": 0.0, "high": 60.0}
        if not rain:
            limits = {
                "unit": "m",
                "measures": "water_level",
                "how": "level",
                "low": 0.0,
                "high": 8.0,
                "step": 0.5,
                "stuck_minutes": 720,
            }
        readings.open_series(
            equipment=piece,
            number=number,
            name_ko=f"훈련용 {ko}" if prefix else ko,
            name_en=f"Exercise: {en}" if prefix else en,
            from_on=INSTALLED,
            rhythm_seconds=60 if prefix else 600,
            silent_minutes=30,
            neighbourhood=f"{prefix}가람천 유역" if rain else "",
            invented=True,
            actor=HOUSE,
            **limits,
        )


def _terminals(city: Any, sites: dict[str, Site], unit: Unit, prefix: str) -> None:
    world = "drill" if prefix else "live"
    kinds = (("siren", "siren", SIRENS), ("board", "board", BOARDS), ("alarm", "alarm_terminal", ALARMS))
    for kind, of, names in kinds:
        for place, name in enumerate(names, 1):
            number = f"{prefix.lower()}{kind}-{place:02d}"
            piece = equipment.install(
                kind=of,
                site=sites[name],
                unit=unit,
                installed_on=INSTALLED,
                number=f"E-{number}",
                invented=True,
                actor=HOUSE,
            )
            terminals.enter(
                number=number,
                kind=kind,
                world=world,
                district=city.districts[name],
                from_on=INSTALLED,
                equipment=piece,
                actor=HOUSE,
            )


def _rules(city: Any, author: Official, approver: Official, prefix: str) -> None:
    world, mark, also = ("drill", "훈련 ", "Exercise: ") if prefix else ("live", "", "")
    river = {
        level: {
            "when": {"hold": {"minutes": 2, "of": {"level": {"series": f"{prefix}WL-03", "value": above}}}},
            "until": {"level": {"series": f"{prefix}WL-03", "is": "<=", "value": below}},
            "least": 20,
        }
        for level, (above, below) in RIVER.items()
    }
    river["caution"]["when"] = {
        "any": [
            river["caution"]["when"],
            {"forecast": {"series": f"{prefix}WL-03", "value": 2.6, "within": 30, "window": 30}},
        ]
    }
    rain = {
        "caution": {
            "when": {
                "at_least": {
                    "count": 2,
                    "of": [_sum(prefix, number, 3, 60.0) for number in ("RG-01", "RG-02", "RG-03")],
                }
            },
            "least": 60,
        },
        "alert": {
            "when": {
                "at_least": {
                    "count": 2,
                    "of": [_sum(prefix, number, 3, 90.0) for number in ("RG-01", "RG-02", "RG-03")],
                }
            },
            "least": 60,
        },
    }
    written = (
        ("FL-01", "가람천 여울교 홍수", "Flood of the Garam stream", "flood", ("여울동", "가람동", "버들면"), river),
        ("LS-01", "큰골·느티 산사태", "Landslides in Keungol and Neuti", "landslide", ("큰골면", "느티면"), rain),
    )
    at = datetime(2024, 6, 10, 1, tzinfo=UTC)
    for number, ko, en, cause, names, levels in written:
        rule = ruling.enter(
            number=prefix + number,
            name_ko=mark + ko,
            name_en=also + en,
            cause=cause,
            world=world,
            districts=[city.districts[name] for name in names],
            actor=author,
        )
        made = ruling.draft(
            rule=rule, conditions={"levels": levels}, grounds=GROUNDS, source=SOURCE, now=at, actor=author
        )
        ruling.approve(key=made.key, revision=made.revision, now=at, actor=approver)


def _sum(prefix: str, number: str, hours: int, value: float) -> dict[str, Any]:
    return {"sum": {"series": prefix + number, "hours": hours, "value": value}}


def _area(city: Any, actor: Official) -> None:
    """Two hundred metres of low ground on either side of the bridge."""
    site = _site(city, "여울동")
    wide, high = 0.006, 0.003
    west, south, east, north = site.lon - wide, site.lat - high, site.lon + wide, site.lat + high
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    areas.draw(
        number="FA-01",
        outline={"type": "Polygon", "coordinates": [ring]},
        name_ko="여울교 침수 구역",
        name_en="Flood area at Yeoul Bridge",
        cause="flood",
        source=SOURCE,
        invented=True,
        actor=actor,
    )


def _heads(rng: Random, city: Any, today: date) -> None:
    """One in each district along the stream; their numbers reach nobody."""
    for place, name in enumerate((*STREAM, "느티면", "돌다리면")):
        resident = city.residents[place]
        people.add_contact(
            person=resident,
            kind="mobile",
            value=f"010-0000-{rng.randrange(1000, 9999)}",
            from_on=INSTALLED,
            actor=HOUSE,
        )
        areas.name(resident=resident, district=city.districts[name], from_on=date(today.year - 1, 1, 1), actor=HOUSE)


def _plan(actor: Official, today: date) -> None:
    people.add_contact(person=actor, kind="mobile", value="010-0000-0001", from_on=INSTALLED, actor=HOUSE)
    plan = plans.draw(name="홍수 비상 연락", actor=HOUSE)
    post = Appointment.objects.filter(official=actor).latest("from_on").post
    plans.add(plan.key, revision=plan.revision, post=post, channel="sms", after=120, today=today, actor=HOUSE)


def _order(city: Any, actor: Official, today: date) -> None:
    """Written, and left for somebody to sign: the keys to sign with are made when the city sets up its brokers."""
    orders.write(
        number="SO-01",
        cause="flood",
        level="alert",
        districts=sorted(city.districts[name].key for name in ("여울동", "가람동")),
        ways=["speech", "text"],
        told=["subscribers", "heads"],
        wording=WORDS,
        minutes=120,
        from_on=today,
        until_on=today + timedelta(days=365),
        actor=actor,
    )


def _last_summer() -> None:
    """The storm of July as the gauges told it, every ten minutes, and what the rules made of it; it is long over."""
    gauges = [gauge for _ko, _en, _district, gauge in GAUGES.values()]
    said = storm.storm(gauges, seed=17, minutes=12 * 60, depth=115.0, every=10)
    memory = Memory()
    memory.build(STORM)
    taking.observers.append(memory.observe)
    try:
        for _minute, told in groupby(said, key=lambda one: one.minute):
            given = [Given(one.number, STORM + timedelta(minutes=one.minute), one.value) for one in told]
            taking.take(given, door="file", now=max(one.at for one in given))
    finally:
        taking.observers.remove(memory.observe)
