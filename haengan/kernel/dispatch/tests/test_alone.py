"""What terminals may decide alone is given, renewed and withdrawn; what they did comes in as evidence of its own."""

from datetime import timedelta

import pytest

from haengan.kernel.dispatch import alone, intake, keys, queries
from haengan.kernel.dispatch.models import Evidence, Pulse, Terminal
from haengan.kernel.dispatch.rules import World
from haengan.kernel.dispatch.soundings import LocalIssue, Sounding
from haengan.kernel.journal.models import Line
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.words import LocalRule

pytestmark = pytest.mark.django_db
RULE = LocalRule("f-severe-0", "G-1/W1", 4.0, 0.0, 60.0, 3600.0, 600.0, "f-severe", {"speech": {"ko": "대피"}}, "flood")
HOUR = timedelta(hours=1)


@pytest.fixture
def wants(monkeypatch):
    """What the rooms want of terminals, to be changed."""
    asked = {}
    monkeypatch.setattr(alone, "providers", [lambda world, _now: dict(asked) if world == "live" else {}])
    return asked


def given(now, world=World.LIVE):
    """By topic the rules that leave now; each is believed by its terminal."""
    publics = keys.publics()[world.value]
    told = alone.due(world, now)
    assert all(signed.by(wire, publics) for _topic, wire in told)
    return {topic: words.local_rules(signed.read(wire)) for topic, wire in told}


def test_a_terminal_is_given_its_rules_once_signed_and_with_an_end(terminal, wants, now):
    terminal("siren-1"), terminal("siren-2")
    wants["siren-1"] = [RULE]

    (topic, told), *rest = given(now).items()
    assert (topic, rest) == ("haengan/live/terminal/siren-1/rules", [])
    assert (told.to, told.rules, told.expires_at - told.issued_at) == (("siren-1",), (RULE,), 168 * HOUR)
    assert given(now + HOUR) == {}


def test_they_are_renewed_long_before_they_end(terminal, wants, now):
    terminal("siren-1")
    wants["siren-1"] = [RULE]
    given(now)

    (renewed,) = given(now + 24 * HOUR).values()
    assert renewed.expires_at == now + 192 * HOUR


def test_what_is_no_longer_wanted_is_withdrawn_by_newer_rules_that_are_empty(terminal, wants, now):
    terminal("siren-1")
    wants["siren-1"] = [RULE]
    given(now)
    wants.clear()

    (withdrawn,) = given(now + HOUR).values()
    assert (withdrawn.rules, withdrawn.issued_at) == ((), now + HOUR)
    assert given(now + 2 * HOUR) == {}
    assert LocalIssue.objects.get().count == 0


def test_a_terminal_whose_switch_went_to_drill_loses_its_live_rules(terminal, wants, now):
    terminal("siren-1")
    wants["siren-1"] = [RULE]
    given(now)
    Terminal.objects.update(world="drill")

    assert [one.rules for one in given(now + HOUR).values()] == [()]


def test_a_terminal_that_says_it_has_others_is_given_its_rules_again(terminal, wants, now):
    siren = terminal("siren-1")
    wants["siren-1"] = [RULE]
    given(now)
    pulse = Pulse.objects.create(terminal=siren, heard_at=now + HOUR, about={"rules_from": now.isoformat()})
    assert given(now + HOUR) == {}

    pulse.about = {}
    pulse.save()
    assert len(given(now + HOUR)) == 1


def test_beyond_what_a_terminal_holds_the_gravest_are_kept_and_the_rest_is_told(terminal, wants, now):
    terminal("siren-1")
    some = [LocalRule(**{**vars(RULE), "id": f"r{place}"}) for place in range(words.MOST_RULES + 3)]
    wants["siren-1"] = some

    (told,) = given(now).values()
    assert told.rules == tuple(some[: words.MOST_RULES])
    assert queries.local_issues(now, world="live") == (1, 1, 1)


def test_the_pulse_beats_only_while_every_part_of_the_house_vouches_for_itself(monkeypatch, now):
    for parts, beats in (([], False), ([True], True), ([True, False], False)):
        monkeypatch.setattr(alone, "vouchers", [lambda _now, said=said: said for said in parts])
        assert alone.vouched(now) is beats


def sounding(now, covers="f-severe", world="live"):
    return f"local.{world}.{covers}.{now:%Y%m%dT%H%M%S}"


def test_what_a_terminal_sounded_alone_is_evidence_of_its_own_and_counts_once(terminal, says, now):
    siren = terminal("siren-1")
    wire = says(siren, None, "800", id=sounding(now))

    assert intake.hear([wire, wire], now=now).stored == 1
    assert Pulse.objects.get(terminal=siren).proved_at == now
    assert intake.hear([wire], now=now + HOUR).stored == 0
    found = Sounding.objects.get()
    assert (found.terminal, found.covers, found.end, found.at) == (siren, "f-severe", "800", now)
    assert signed.by(found.signed.encode(), [siren.public_key])
    assert Line.objects.get(act="dispatch.soundings").count == 1


@pytest.mark.parametrize("id", ["local.x", "local.drill.f-severe.1", "local.live.f.severe.1"])
def test_what_is_named_as_no_terminal_names_it_is_none(id, terminal, says, now):
    assert intake.hear([says(terminal("siren-1"), None, "800", id=id)], now=now).stored == 0
    assert not Sounding.objects.exists()


def test_what_another_says_in_its_name_is_not_believed(terminal, says, now):
    siren, other = terminal("siren-1"), terminal("siren-2")
    heard = intake.hear([says(siren, None, "800", id=sounding(now), secret=other.secret)], now=now)
    assert heard.refused == {"wrong_signature": 1}
    assert not Sounding.objects.exists()


@pytest.mark.parametrize(
    ("covers", "since", "belongs"),
    [("f-severe", 30, True), ("f-severe", -30, False), ("f-caution", 30, False)],
)
def test_it_belongs_to_the_message_that_says_the_same_of_the_same(covers, since, belongs, terminal, says, queue, now):
    siren = terminal("siren-1")
    intake.hear([says(siren, None, "800", id=sounding(now))], now=now)
    message = queue(terminals=[siren], local=covers, since=now - timedelta(minutes=since))

    assert queries.sounded_of(message).exists() is belongs
    assert queries.belongs(Sounding.objects.get(), message) is belongs


def test_a_message_that_covers_nothing_has_none(terminal, says, queue, now):
    siren = terminal("siren-1")
    intake.hear([says(siren, None, "800", id="local.live..1")], now=now)
    assert not queries.sounded_of(queue(terminals=[siren])).exists()


def test_a_command_that_was_sounded_alone_before_is_done_with_that_as_its_note(terminal, says, queue, now):
    siren = terminal("siren-1")
    message = queue(terminals=[siren], local="f-severe", since=now)
    intake.hear([says(siren, message, "000", "200", "400", "600"), says(siren, message, "800")], now=now)

    assert queries.progress(message).by_state["done"] == 1
    assert Evidence.objects.filter(source="ack 800").count() == 1
