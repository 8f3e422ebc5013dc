"""A small city of four districts on a grid, with people, terminals and the house's keys."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import terminals
from haengan.kernel.dispatch.models import Terminal
from haengan.kernel.equipment import actions as equipment
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places import actions as places
from haengan.kernel.places.actions import Named
from haengan.lib.crypto import signing
from haengan.rooms.safety.warnings.actions import approving, drafting
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.rules import warned as rules
from tests.cast import FOUNDED, HOUSE

SIDE = 0.02
WEST, SOUTH = 126.70, 37.70
NAMES = ("강변동", "언덕동", "시장동", "들녘면")
WORDS = {
    "headline": {"ko": "강변동 홍수 경보", "en": "Flood warning for Gangbyeon-dong"},
    "short": {
        "ko": "오늘 14시 강변동 하천이 넘칠 우려가 있으니 지금 높은 곳으로 대피하십시오.",
        "en": "Today 14:00: the river may overflow in Gangbyeon-dong. Move to high ground now.",
    },
    "instruction": {"ko": "높은 곳으로 대피하십시오.", "en": "Move to high ground."},
    "speech": {"ko": "강변동 주민은 지금 높은 곳으로 대피하십시오."},
    "text": {"ko": "강변동 홍수 경보 즉시 대피"},
}
CORRECTION = {
    "headline": {"ko": "강변동 홍수 경보 해제"},
    "short": {"ko": "강변동 홍수 경보를 해제합니다."},
    "instruction": {"ko": "평소대로 지내셔도 됩니다."},
    "speech": {"ko": "강변동 홍수 경보를 해제합니다."},
}


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DISPATCH_KEYS = tmp_path / "keys"
    settings.CAP_SENDER = "warn.city.example"
    keys.make()
    keys.make_cap(now=timezone.now())


@pytest.fixture
def now():
    return timezone.now()


def square(column, row):
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    ring = [[west, south], [west + SIDE, south], [west + SIDE, south + SIDE], [west, south + SIDE], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def districts(city):
    """Four squares of two kilometres, side by side from west to east."""
    return [
        places.open_district(
            named=Named("myeon" if name.endswith("면") else "dong", name, "", square(place, 0), f"41480{place:05d}"),
            from_on=FOUNDED,
            actor=HOUSE,
        )
        for place, name in enumerate(NAMES)
    ]


@pytest.fixture
def people(districts, now):
    """Ten buildings of 30 residents in the middle of each district, three of them 65 or older."""
    lines = ["lat,lon,district,residents,older,foreign"]
    for place, name in enumerate(NAMES):
        for step in range(10):
            lat, lon = SOUTH + SIDE / 2 + step * 1e-4, WEST + (place + 0.5) * SIDE
            lines.append(f"{lat},{lon},{name},30,3,1")
    today = timezone.localdate(now)
    return places.count(lines=lines, counted_on=today, source="test", today=today, actor=HOUSE)


@pytest.fixture
def terminal(districts):
    """``terminal("siren-1", district=0)``."""

    def enter(number, kind="siren", world="live", district=0, **told):
        secret = signing.new_key()
        made = terminals.enter(
            number=number,
            kind=kind,
            world=world,
            district=districts[district],
            from_on=FOUNDED,
            public_key=signing.public(secret),
            actor=HOUSE,
            **told,
        )
        made.secret = secret
        return made

    return enter


@pytest.fixture
def drafter(kim, give):
    give(kim, "safety.warnings.draft")
    return kim


@pytest.fixture
def approver(lee, give):
    give(lee, "safety.warnings.approve")
    return lee


@pytest.fixture
def draft(drafter, districts, terminal, now):
    """A flood warning for the first district by one siren, ready to be handed in; what is given stands instead."""

    def make(actor=None, **told):
        if not Terminal.objects.filter(number="siren-1").exists():
            terminal("siren-1")
        usual = {
            "cause": "flood",
            "level": "alert",
            "area": {"districts": [districts[0].key]},
            "wording": WORDS,
            "correction": CORRECTION,
            "ways": {"speech"},
            "expires_at": now + timedelta(hours=3),
        }
        return drafting.draft(actor=actor or drafter, now=now, **{**usual, **told})

    return make


@pytest.fixture
def submit(drafter, now):
    def hand_in(warning):
        return drafting.submit(key=warning.key, revision=warning.revision, now=now, actor=drafter)

    return hand_in


@pytest.fixture
def approve(approver, now):
    """What the page asks for is typed, unless something else is."""

    def send(warning, typed=None, when=None):
        if typed is None:
            typed = rules.confirmations(warning.world, queries.preview(warning, when or now).told)[0]
        return approving.approve(
            key=warning.key, revision=warning.revision, confirmed=typed, now=when or now, actor=approver
        )

    return send


@pytest.fixture
def in_force(draft, submit, approve):
    return lambda **told: approve(submit(draft(**told)))


@pytest.fixture
def placed(city, districts):
    """Equipment on a site of its own."""

    def put(number, lat, lon):
        site = places.open_site(name_ko=number, lat=lat, lon=lon, from_on=FOUNDED, actor=HOUSE)
        unit = Unit.objects.get(key=city.units["safety"])
        return equipment.install(kind="siren", number=number, installed_on=FOUNDED, site=site, unit=unit, actor=HOUSE)

    return put
