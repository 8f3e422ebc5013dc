"""The screens: composing with its preview, the way to the approval, what citizens see."""

import pytest

from haengan.rooms.safety.warnings.actions import approving, areas
from haengan.rooms.safety.warnings.engine.cap import reading
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.tests.warned.conftest import CORRECTION, WORDS
from tests.cast import FOUNDED

ROOM = "/safety/warnings/"


@pytest.fixture
def typed(districts):
    """What a browser sends of the composer."""
    words = {f"{part}_{code}": text for part, by in WORDS.items() for code, text in by.items()}
    words |= {f"correction_{part}_{code}": text for part, by in CORRECTION.items() for code, text in by.items()}
    return {
        "cause": "flood",
        "level": "alert",
        "world": "live",
        "districts": [districts[0].key],
        "ways": ["speech"],
        "expires_at": "2099-07-14T18:00",
        **words,
    }


def test_a_warning_goes_from_the_composer_to_the_sirens(desk, drafter, approver, typed, people, terminal):
    terminal("siren-1")
    writer, second = desk(drafter), desk(approver)

    made = writer.post(f"{ROOM}new/", typed, follow=True)
    warning = Warning.objects.get()
    assert made.status_code == 200
    writer.post(f"{ROOM}{warning.key}/do/submit/", {"revision": warning.revision})
    shown = second.get(f"{ROOM}{warning.key}/do/approve/").content.decode()
    assert "300" in shown
    assert "Live 1" in shown
    warning.refresh_from_db()
    second.post(f"{ROOM}{warning.key}/do/approve/", {"revision": warning.revision, "confirmed": "실제 1"})

    warning.refresh_from_db()
    assert warning.state == "sent"
    assert warning.wording["short"] == WORDS["short"]


def test_the_preview_tells_numbers_and_remarks_while_one_writes(desk, drafter, typed, people, terminal):
    terminal("siren-1")

    answer = desk(drafter).post(f"{ROOM}sight/", {**typed, "short_ko": "금일 강변동 위험"})

    told = answer.content.decode()
    assert answer.status_code == 200
    assert "300" in told
    assert "금일" in told
    assert not Warning.objects.exists()


def test_whoever_may_not_draft_sees_no_preview(desk, clerk_without_duties, typed):
    assert desk(clerk_without_duties).post(f"{ROOM}sight/", typed).status_code == 403


def test_citizens_see_what_is_in_force_and_no_draft(in_force, draft, citizen):
    draft(area={})
    warning = in_force()

    home = citizen.get(ROOM).content.decode()

    assert home.count("warning-level-alert") == 1
    assert warning.wording["headline"]["en"] in home
    one = citizen.get(f"{ROOM}sent/{warning.key}/").content.decode()
    assert WORDS["instruction"]["en"] in one
    unsent = Warning.objects.get(state="draft")
    assert citizen.get(f"{ROOM}sent/{unsent.key}/").status_code == 404


def test_a_drill_is_not_shown_to_citizens(draft, submit, approve, terminal, citizen):
    terminal("drill-1", world="drill")
    drill = approve(submit(draft(world="drill")))

    assert citizen.get(f"{ROOM}sent/{drill.key}/").status_code == 404
    assert "강변동" not in citizen.get(ROOM).content.decode()


def test_the_feed_names_each_warning_once_and_answers_304_until_something_changes(in_force, drafter, now, citizen):
    warning = in_force()

    first = citizen.get(f"{ROOM}feed.atom")
    again = citizen.get(f"{ROOM}feed.atom", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.content.decode().count(f"2026:{warning.key}<") == 1
    approving.correct(key=warning.key, revision=warning.revision, now=now, actor=drafter)

    changed = citizen.get(f"{ROOM}feed.atom", HTTP_IF_NONE_MATCH=first["ETag"])
    assert changed.status_code == 200
    assert changed.content.decode().count("<entry>") == 2


def test_the_cap_message_is_served_as_it_was_sent(in_force, citizen):
    warning = in_force()

    answer = citizen.get(f"{ROOM}sent/{warning.key}/cap.xml")

    assert answer["Content-Type"].startswith("application/cap+xml")
    assert answer.content.decode() == warning.cap
    assert reading.read(answer.content).identifier == warning.identifier


def test_village_heads_are_kept_by_those_who_may(desk, kim, give, resident, districts):
    give(kim, "safety.warnings.heads")
    areas.name(resident=resident, district=districts[0], from_on=FOUNDED, actor=kim)

    assert "홍길동" in desk(kim).get(f"{ROOM}heads/").content.decode()


def test_the_list_of_warnings_asks_as_much_for_many_as_for_one(desk, drafter, draft, django_assert_max_num_queries):
    draft()
    browser = desk(drafter)
    browser.get(ROOM)
    with django_assert_max_num_queries(40) as first:
        browser.get(ROOM)
    draft()
    with django_assert_max_num_queries(len(first.captured_queries)):
        browser.get(ROOM)
