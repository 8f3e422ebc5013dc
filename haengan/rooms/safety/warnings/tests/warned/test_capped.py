"""What other systems receive: CAP, signed, in both languages, with the chain."""

import pytest

from haengan.kernel.dispatch import keys
from haengan.rooms.safety.warnings.actions import approving
from haengan.rooms.safety.warnings.engine.cap import korean, reading, signing
from haengan.rooms.safety.warnings.engine.cap.words import Forged


def read(warning):
    return reading.read(signing.verify(warning.cap.encode(), [keys.cap(warning.world)[1]]).xml)


def test_what_was_sent_is_signed_cap_in_both_languages(in_force, people):
    warning = in_force()

    alert = read(warning)

    assert (alert.status, alert.msg_type, alert.scope) == ("Actual", "Alert", "Public")
    assert alert.identifier == f"warn.city.example:{warning.number}:{warning.key}"
    assert [(one.language, one.event, one.severity) for one in alert.infos] == [
        ("ko-KR", "홍수 경계", "Severe"),
        ("en-US", "Flood Alert", "Severe"),
    ]
    area = alert.infos[0].areas[0]
    assert (area.description, area.geocodes) == ("강변동", (("행정구역코드", "4148000000"),))
    assert area.polygons[0][0] == (37.7, 126.7)


def test_a_cancellation_references_what_it_ends_and_is_no_alert(in_force, drafter, now):
    warning = in_force()
    cancelled = approving.correct(key=warning.key, revision=warning.revision, now=now, actor=drafter)

    alert = read(cancelled)

    assert (alert.msg_type, alert.infos[0].urgency) == ("Cancel", "Past")
    assert [one.identifier for one in alert.references] == [warning.identifier]


def test_a_drill_is_an_exercise_signed_with_a_key_that_no_live_reader_trusts(draft, submit, approve, terminal):
    terminal("drill-1", world="drill")
    drill = approve(submit(draft(world="drill")))

    alert = read(drill)
    assert alert.status == "Exercise"
    assert "exercise" in alert.note
    with pytest.raises(Forged):
        signing.verify(drill.cap.encode(), [keys.cap("live")[1]])


def test_without_its_key_nothing_is_sent(draft, submit, approve, settings, tmp_path):
    warning = submit(draft())
    settings.DISPATCH_KEYS = tmp_path / "elsewhere"

    with pytest.raises(keys.NoKey):
        approve(warning)

    warning.refresh_from_db()
    assert warning.state == "waiting"


def test_heavy_rain_goes_out_in_the_korean_profile_too(in_force, citizen):
    warning = in_force(cause="heavy_rain")

    answer = citizen.get(f"/safety/warnings/sent/{warning.key}/cap-korean.xml")

    found = reading.read(signing.verify(answer.content, [keys.cap("live")[1]]).xml)
    assert korean.problems(found) == []
    assert found.identifier == warning.identifier
    assert (korean.EVENT, "HRW") in found.infos[0].event_codes
    assert (korean.CBS_TEXT, warning.wording["short"]["ko"]) in found.infos[0].parameters
    feed = citizen.get("/safety/warnings/feed.atom").content.decode()
    assert feed.count("cap-korean.xml") == 1


def test_a_cause_without_a_known_code_is_refused_in_the_profile_and_says_so(in_force, citizen):
    warning = in_force(cause="flood")

    answer = citizen.get(f"/safety/warnings/sent/{warning.key}/cap-korean.xml")

    assert answer.status_code == 404
    assert "No event code for “Flood”" in answer.content.decode()
    assert "cap-korean" not in citizen.get("/safety/warnings/feed.atom").content.decode()
