"""Rules that terminals may sound alone: who marks them, for whom, with which bounds, and what a warning says of them."""

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused
from haengan.kernel.dispatch import intake, keys
from haengan.kernel.dispatch.actions import terminals
from haengan.kernel.equipment.models import Equipment
from haengan.kernel.places import actions as places
from haengan.kernel.places.actions import Named
from haengan.lib.crypto import signing
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.words import Ack
from haengan.rooms.safety.warnings.actions import answering, deciding, ruling
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.models.watched import RuleVersion, Situation
from haengan.rooms.safety.warnings.queries import alone as queries
from haengan.rooms.safety.warnings.tests.warned.conftest import square
from haengan.rooms.safety.warnings.tests.watched.conftest import RIVER, at, bring
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db
LOCAL = {
    "level": "severe",
    "speech": {"ko": "대피하십시오.", "en": ""},
    "text": {"ko": "대피"},
    "cut": 90,
    "rest": None,
}


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DISPATCH_KEYS = tmp_path / "keys"
    keys.make()
    keys.make_cap(now=timezone.now())


@pytest.fixture
def districts(city):
    return [
        places.open_district(named=Named("dong", name, "", square(place, 0)), from_on=FOUNDED, actor=HOUSE)
        for place, name in enumerate(("강변동", "언덕동"))
    ]


@pytest.fixture
def rule(drafter, districts):
    return ruling.enter(number="F-1", name_ko="가람천 수위", cause="flood", districts=[districts[0]], actor=drafter)


@pytest.fixture
def terminal(districts):
    def enter(number, kind="siren", district=0, **told):
        secret = signing.new_key()
        told |= {"district": districts[district], "public_key": signing.public(secret)}
        made = terminals.enter(number=number, kind=kind, from_on=FOUNDED, actor=HOUSE, **told)
        made.secret = secret
        return made

    return enter


@pytest.fixture
def mark(series, rule, drafter):
    """A version of the rule, drafted and marked; what is given stands instead."""

    def draft(conditions=RIVER, of=None, **told):
        if not Equipment.objects.exists():
            series()
        how = {"grounds": "2020년 홍수", "source": "하천기본계획", "now": at(-60), "actor": drafter}
        return ruling.draft(rule=of or rule, conditions=conditions, local={**LOCAL, **told}, **how)

    return draft


@pytest.fixture
def approve(approver):
    return lambda version, **more: ruling.approve(
        key=version.key, revision=version.revision, now=at(-60), actor=approver, **more
    )


def test_a_marked_rule_is_for_the_terminals_of_its_area_that_can_do_it(mark, approve, rule, terminal):
    terminal("siren-1"), terminal("siren-2", district=1), terminal("siren-3", world="drill")
    assert queries.wanted("live", at(0)) == {}
    approve(mark())

    (number, (found,)), *rest = queries.wanted("live", at(0)).items()
    assert (number, rest) == ("siren-1", [])
    assert (found.gauge, found.level, found.lasting, found.silent) == ("G-1/W1", 4.0, 120.0, 1800.0)
    assert (found.cut, found.rest, found.covers) == (90, 3600, f"{rule.key}-severe")
    assert found.what == {"speech": {"ko": "대피하십시오."}, "text": {"ko": "대피"}}
    assert len(found.id) <= 40
    assert queries.wanted("drill", at(0)) == {}


def test_a_board_is_given_nothing_to_speak(mark, approve, terminal):
    terminal("board-1", kind="board")
    approve(mark(text={"ko": "", "en": ""}))
    assert queries.wanted("live", at(0)) == {}


def test_it_holds_from_its_moment_and_ends_with_its_rule(mark, approve, terminal, rule, drafter):
    terminal("siren-1")
    approve(mark(), from_at=at(30))
    assert queries.wanted("live", at(29)) == {}
    assert "siren-1" in queries.wanted("live", at(30))

    rule.refresh_from_db()
    ruling.end(key=rule.key, revision=rule.revision, reason="끝", now=at(31), actor=drafter)
    assert queries.wanted("live", at(31)) == {}


def test_a_newer_version_that_is_not_marked_withdraws_it(mark, approve, terminal):
    terminal("siren-1")
    approve(mark())
    approve(mark(level=""))
    assert queries.wanted("live", at(0)) == {}


def test_a_rule_that_is_moved_afterwards_sounds_nowhere_new(mark, approve, terminal, rule, districts, drafter):
    terminal("siren-1"), terminal("siren-2", district=1)
    approve(mark())
    rule.refresh_from_db()
    ruling.correct(key=rule.key, revision=rule.revision, districts=[districts[1]], actor=drafter)
    assert set(queries.wanted("live", at(0))) == {"siren-1"}


def test_any_of_several_gauges_is_a_rule_each_that_covers_the_same(mark, approve, terminal, series):
    series("W1"), series("W2")
    terminal("siren-1")
    several = [{"level": {"series": name, "value": 3.0}} for name in ("W1", "W2")]
    approve(mark({"levels": {"severe": {"when": {"any": several}}}}))

    found = queries.wanted("live", at(0))["siren-1"]
    assert [one.gauge for one in found] == ["G-1/W1", "G-2/W2"]
    assert len({one.id for one in found}) == 2
    assert len({one.covers for one in found}) == 1


ABOVE = {"level": {"series": "W1", "value": 3.0}}
NOT_ALONE = [
    ({"rate": {"series": "W1", "value": 3.0, "minutes": 10}}, "rate"),
    ({"level": {"series": "W1", "is": "<=", "value": 3.0}}, "<="),
    ({"forecast": {"series": "W1", "value": 3.0, "within": 10}}, "forecast"),
    ({"not": ABOVE}, "not"),
    ({"all": [ABOVE, ABOVE]}, "all"),
    ({"at_least": {"count": 2, "of": [ABOVE, ABOVE]}}, "at_least"),
    ({"hold": {"minutes": 5, "of": {"any": [ABOVE, ABOVE]}}}, "hold"),
    ({"hold": {"minutes": 5, "of": {"hold": {"minutes": 5, "of": ABOVE}}}}, "hold"),
]


@pytest.mark.parametrize(("when", "kind"), NOT_ALONE, ids=[kind for _when, kind in NOT_ALONE])
def test_what_a_terminal_cannot_judge_alone_is_refused_by_name(when, kind, mark):
    with pytest.raises(Refused, match=f"“{kind}”") as refused:
        mark({"levels": {"severe": {"when": when}}})
    assert refused.value.field == "local_level"
    assert not RuleVersion.objects.exists()


def test_a_level_that_the_conditions_lack_is_refused(mark):
    with pytest.raises(Refused) as refused:
        mark(level="attention")
    assert refused.value.field == "local_level"


def test_without_words_to_speak_it_is_refused(mark):
    with pytest.raises(Refused) as refused:
        mark(speech={"ko": " ", "en": "Leave"})
    assert refused.value.field == "local_speech_ko"


def test_the_whole_city_is_never_left_to_a_terminal_alone(mark, drafter, districts):
    everywhere = ruling.enter(number="F-2", name_ko="전역", cause="flood", actor=drafter)
    with pytest.raises(Refused) as refused:
        mark(of=everywhere)
    assert refused.value.field == "local_level"


def test_a_gauge_without_a_number_cannot_be_heard(mark, series):
    series()
    Equipment.objects.update(number="")
    with pytest.raises(Refused, match="W1"):
        mark()


def test_more_than_a_terminal_holds_is_not_approved(mark, approve, terminal, drafter, districts, series):
    series()
    terminal("siren-1")
    for place in range(words.MOST_RULES):
        one = ruling.enter(number=f"M-{place}", name_ko="수위", cause="flood", districts=[districts[0]], actor=drafter)
        approve(mark(of=one))
    with pytest.raises(Refused, match="siren-1"):
        approve(mark())


def test_a_drafter_alone_can_mark_nothing_for_terminals(mark, terminal, drafter):
    terminal("siren-1")
    version = mark()
    with pytest.raises(Refused):
        ruling.approve(key=version.key, revision=version.revision, now=at(-60), actor=drafter)
    assert queries.wanted("live", at(0)) == {}


@pytest.fixture
def flooded(mark, approve, memory, monkeypatch):
    """The river stood over the severe threshold; the house drafted by its own words."""
    monkeypatch.setattr(deciding, "followers", [answering.answer])
    approve(mark())
    memory.build(at(-5))
    for minute in range(4):
        bring((minute, 4.5))
    return Situation.objects.get()


def test_the_house_s_own_words_cover_what_terminals_sounded_since_the_level_began(flooded, rule):
    warning = Warning.objects.latest("pk")
    warning.previous, warning.level = None, "severe"
    covers, since = queries.covered(warning)
    assert covers == f"{rule.key}-severe"
    assert flooded.since < since == at(2)


def test_what_a_person_has_written_sounds_whatever_terminals_did(flooded, drafter):
    warning = Warning.objects.latest("pk")
    warning.previous, warning.level, warning.author = None, "severe", drafter
    assert queries.covered(warning) == ("", None)


def test_an_update_within_a_level_sounds(flooded):
    before = Warning.objects.latest("pk")
    update = Warning(kind="update", previous=before, level=before.level, **vars_of(before))
    assert queries.covered(update) == ("", None)


def vars_of(warning):
    return {"origin_type": warning.origin_type, "origin_key": warning.origin_key}


@pytest.fixture
def sounded(mark, approve, terminal, rule):
    """A siren that sounded alone just now."""
    siren, now = terminal("siren-1"), timezone.now()
    approve(mark())
    ack = Ack("siren-1", "live", f"local.live.{rule.key}-severe.1", (("800", now),))
    topic = words.topic("live", "siren-1", "ack")
    intake.hear([(topic, signed.seal(ack.body(), siren.secret))], now=now)
    return siren


def test_the_room_shows_what_a_terminal_sounded_alone_with_the_rule(sounded, desk, park, give):
    give(park, "safety.warnings.watch")
    page = desk(park).get("/safety/warnings/room/?lang=en").content.decode()
    assert "siren-1" in page.partition('id="room-alone"')[2].partition("</section>")[0]
    assert "F-1 가람천 수위" in page.partition('id="room-alone"')[2].partition("</section>")[0]


def test_the_form_s_fields_come_together_as_one(mark):
    from haengan.rooms.safety.warnings.forms.watched import DraftForm

    given = {"conditions": "{}", "grounds": "가", "source": "나", "local_level": "severe", "local_speech_ko": "대피"}
    form = DraftForm({**given, "local_cut": "60", "local_rest": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["local"] == {
        "level": "severe",
        "cut": 60,
        "rest": None,
        "speech": {"ko": "대피", "en": ""},
        "text": {"ko": "", "en": ""},
    }
    assert DraftForm({**given, "local_level": ""}).is_valid()
