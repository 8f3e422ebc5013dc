"""A house in a process of its own: `house_process.py prepare FOLDER [RIVERS] | enter FOLDER | end | state | storm`. Each verb ends
in one line of JSON."""

import json
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":
    import django

    django.setup()

from django.core.management import call_command
from django.utils import timezone

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import terminals
from haengan.kernel.dispatch.models import Delivery, Pulse
from haengan.kernel.dispatch.soundings import Sounding
from haengan.kernel.equipment import actions as equipment
from haengan.kernel.jobs.leases import holder_of
from haengan.kernel.journal import verifying
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from haengan.kernel.places import actions as places
from haengan.kernel.places.actions import Named
from haengan.kernel.places.models import District
from haengan.kernel.readings import actions as readings
from haengan.kernel.readings.models import Reading
from haengan.rooms.safety.warnings.actions import orders, ruling
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import Rule, RuleVersion, Situation
from haengan.rooms.safety.warnings.queries import replaying, watched
from haengan.rooms.safety.warnings.rules.watched import LEASE_NAME, ms
from tests.cast import FOUNDED, HOUSE, employed, founded

SPOKEN = "강이 넘칩니다. 높은 곳으로 대피하십시오."
WORDS = {
    "headline": {"ko": "강변동 홍수 심각"},
    "short": {"ko": "오늘 14시 강변동 하천이 넘칠 우려가 있으니 지금 높은 곳으로 대피하십시오."},
    "instruction": {"ko": "높은 곳으로 대피하십시오."},
    "speech": {"ko": SPOKEN},
}


def prepare(folder, rivers="1"):
    """Rivers with a gauge each, rules that terminals may sound alone, and standing orders to send by them at once."""
    call_command("migrate", verbosity=0)
    keys.make()
    keys.make_cap(now=timezone.now())
    Path(folder, "keys.json").write_text(json.dumps(keys.publics()))
    city = founded()
    kim = employed(city, "support", number="1001", name_ko="김하늘", name_en="Kim Haneul")
    lee = employed(city, "autonomy", number="1002", name_ko="이가람", name_en="Lee Garam")
    for official in (kim, lee):
        _may(official)
    names = [*(f"강변{number}동" for number in range(1, int(rivers) + 1)), "언덕동"]
    districts = [_district(name, place) for place, name in enumerate(names)]
    for number, near in enumerate(districts[:-1], 1):
        _gauge(city, number)
        _ruled(kim, lee, near, number)
        _ordered(kim, lee, near, number)
    return {}


def _may(official):
    from haengan.kernel.access import actions as access
    from haengan.kernel.organisation import queries as organised

    duties = [f"safety.warnings.{name}" for name in ("rules.keep", "rules.approve", "orders")]
    held = organised.posts_of(official, FOUNDED)[0]
    access.give(post=held.post.key, duties=duties, from_on=FOUNDED, actor=HOUSE)


def _district(name, place):
    west, south = 126.7 + place * 0.02, 37.7
    ring = [[west, south], [west + 0.02, south], [west + 0.02, south + 0.02], [west, south + 0.02], [west, south]]
    outline = {"type": "Polygon", "coordinates": [ring]}
    return places.open_district(named=Named("dong", name, "", outline), from_on=FOUNDED, actor=HOUSE)


def _gauge(city, number):
    site = places.open_site(name_ko=f"가람교 {number}", lon=126.71, lat=37.71, from_on=FOUNDED, actor=HOUSE)
    unit = Unit.objects.get(key=city.units["safety"])
    told = {"site": site, "unit": unit, "installed_on": FOUNDED}
    gauge = equipment.install(kind="gauge", number=f"G-{number}", actor=HOUSE, **told)
    told = {"measures": "water_level", "how": "level", "unit": "m", "name_ko": "가람교 수위"}
    readings.open_series(
        equipment=gauge, number=f"W{number}", from_on=FOUNDED, rhythm_seconds=60, silent_minutes=30, actor=HOUSE, **told
    )


def _ruled(author, head, district, number):
    now = timezone.now()
    rule = ruling.enter(number=f"F-{number}", name_ko="가람교", cause="flood", districts=[district], actor=author)
    severe = {"levels": {"severe": {"when": {"level": {"series": f"W{number}", "value": 4.0}}}}}
    local = {"level": "severe", "speech": {"ko": SPOKEN}, "cut": 30}
    told = {"conditions": severe, "grounds": "시험", "source": "시험", "local": local}
    made = ruling.draft(rule=rule, now=now, actor=author, **told)
    ruling.approve(key=made.key, revision=made.revision, now=now, actor=head)


def _ordered(author, head, district, number):
    now = timezone.now()
    day = timezone.localdate(now)
    told = {"cause": "flood", "level": "severe", "districts": [district.key], "ways": {"speech"}, "told": set()}
    made = orders.write(
        number=f"S-{number}",
        from_on=day,
        until_on=day + timedelta(days=9),
        wording=WORDS,
        minutes=60,
        actor=author,
        **told,
    )
    orders.sign(key=made.key, revision=made.revision, now=now, actor=head)


def enter(folder):
    """The terminals whose public keys stand in the folder, in turn in each district that has a river."""
    near = list(District.objects.order_by("pk"))[:-1]
    for place, path in enumerate(sorted(Path(folder).glob("*.public"))):
        told = {"from_on": FOUNDED, "public_key": path.read_text(), "district": near[place % len(near)]}
        terminals.enter(number=path.stem, kind="siren", actor=HOUSE, **told)
    return {}


def end():
    rule = Rule.objects.get()
    author = Official.objects.get(number="1001")
    ruling.end(key=rule.key, revision=rule.revision, reason="끝", now=timezone.now(), actor=author)
    return {}


def state():
    aloud = Delivery.objects.exclude(message__ways="silent")
    deliveries = list(aloud.select_related("message").order_by("pk"))
    pulse = Pulse.objects.first()
    return {
        "rules": (pulse.about if pulse else {}).get("rules"),
        "alone": [(one.source, one.end) for one in Sounding.objects.order_by("pk")],
        "covered": sorted({one.message.local for one in deliveries}),
        "states": sorted(one.state for one in deliveries),
        "notes": [one.note for row in deliveries for one in row.evidence.filter(source="ack 800")],
        "situations": Situation.objects.count(),
    }


def storm():
    """Who decides; what was read, decided and sent, and whether the decisions are those that the readings ask for."""
    holder = holder_of(LEASE_NAME, timezone.now())
    aloud = Delivery.objects.exclude(message__ways="silent")
    end = timezone.now()
    same = all(_replayed(version, end) == _decided(version.rule) for version in RuleVersion.objects.all())
    return {
        "holder": int(holder.holder.rpartition(":")[2]) if holder else 0,
        "readings": Reading.objects.count(),
        "situations": sorted((one.rule.number, one.until is None, one.void) for one in Situation.objects.all()),
        "warnings": Counter(f"{one.kind} {one.state}" for one in Warning.objects.all()),
        "states": Counter(aloud.values_list("state", flat=True)),
        "pairs": sorted(aloud.values_list("terminal__number", "message__key")),
        "alone": Sounding.objects.count(),
        "same": same,
        "sound": not verifying.verify().faults,
    }


def _replayed(version, end):
    found = replaying.replayed(version, version.approval.from_at, end).changes
    return [(one.at, one.transition, one.after.level) for one in found]


def _decided(rule):
    rows = watched.effective().filter(rule=rule).order_by("at")
    return [(ms(one.at), one.transition, one.level) for one in rows]


VERBS = {"prepare": prepare, "enter": enter, "end": end, "state": state, "storm": storm}

if __name__ == "__main__":
    verb, *words = sys.argv[1:]
    sys.stdout.write(json.dumps(VERBS[verb](*words)))
