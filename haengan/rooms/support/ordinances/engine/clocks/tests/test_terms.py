"""A table that a jurist can read: case, event, what is due, by when, article. 2023 had a temporary holiday on 2 October."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar.workdays import KOREA
from haengan.rooms.support.ordinances.engine.clocks import reckoning, terms
from haengan.rooms.support.ordinances.engine.clocks.terms import Due

CASES = [
    # The chair sends what was passed: 5 days (지방자치법 제32조제1항); the day of passing is not counted (민법 제157조)
    ("passed on Wednesday", "ordinance", "passed", "2023-03-08", Due.SEND, "2023-03-13"),
    ("ends on Saturday (민법 제161조)", "ordinance", "passed", "2023-03-06", Due.SEND, "2023-03-13"),
    ("ends on Sunday", "ordinance", "passed", "2023-03-07", Due.SEND, "2023-03-13"),
    ("over the end of a month", "ordinance", "passed", "2023-04-28", Due.SEND, "2023-05-03"),
    ("ends on Children's Day, a Friday", "ordinance", "passed", "2023-04-30", Due.SEND, "2023-05-08"),
    ("ends before a substitute holiday", "ordinance", "passed", "2023-05-22", Due.SEND, "2023-05-30"),
    ("ends the day before Chuseok", "ordinance", "passed", "2023-09-22", Due.SEND, "2023-09-27"),
    ("six free days in a row", "ordinance", "passed", "2023-09-23", Due.SEND, "2023-10-04"),
    ("ends on Christmas", "ordinance", "passed", "2023-12-20", Due.SEND, "2023-12-26"),
    ("ends on New Year's Day", "ordinance", "passed", "2023-12-27", Due.SEND, "2024-01-02"),
    # Promulgate or send back: 20 days from receipt (제32조제2항·제3항)
    ("ends on a working day", "ordinance", "received", "2023-03-14", Due.PROMULGATE, "2023-04-03"),
    ("ends on Sunday", "ordinance", "received", "2023-03-13", Due.PROMULGATE, "2023-04-03"),
    ("ends on Independence Movement Day", "ordinance", "received", "2023-02-09", Due.PROMULGATE, "2023-03-02"),
    ("ends on Memorial Day", "ordinance", "received", "2023-05-17", Due.PROMULGATE, "2023-06-07"),
    ("ends on Liberation Day", "ordinance", "received", "2023-07-26", Due.PROMULGATE, "2023-08-16"),
    ("ends on the eve of Chuseok", "ordinance", "received", "2023-09-08", Due.PROMULGATE, "2023-10-04"),
    ("in a leap year", "ordinance", "received", "2024-02-09", Due.PROMULGATE, "2024-02-29"),
    # Report an ordinance: 5 days from receipt (제35조)
    ("ends on Saturday", "ordinance", "received", "2023-03-13", Due.REPORT, "2023-03-20"),
    ("ends on a working day", "ordinance", "received", "2023-03-16", Due.REPORT, "2023-03-21"),
    # Promulgate what is settled: 5 days for the mayor (제32조제6항)
    (
        "settled by lapse, ends on Sunday",
        "ordinance",
        "confirmed",
        "2023-04-04",
        Due.PROMULGATE_CONFIRMED,
        "2023-04-10",
    ),
    ("received again", "ordinance", "received_again", "2023-06-19", Due.PROMULGATE_CONFIRMED, "2023-06-26"),
    # Tell the chair at once (제32조제7항)
    ("promulgated on Friday", "ordinance", "promulgated", "2023-04-14", Due.NOTIFY, "2023-04-14"),
    ("promulgated on Saturday", "ordinance", "promulgated", "2023-04-15", Due.NOTIFY, "2023-04-17"),
]
EFFECTS = [
    ("20 days pass through 4 May; a holiday does not move it", "2023-04-14", "2023-05-05"),
    ("takes effect on a Saturday", "2023-04-01", "2023-04-22"),
    ("over the end of a year", "2023-12-20", "2024-01-10"),
    ("over a leap day", "2024-02-10", "2024-03-02"),
]
ANNOUNCEMENTS = [
    ("the 20th day is a working day", "2023-03-07", "2023-03-27"),
    ("the 20th day is a Sunday: opinions are taken through Monday", "2023-03-06", "2023-03-27"),
    ("the 20th day lies in the Chuseok holidays", "2023-09-11", "2023-10-04"),
]
REPORTS = [
    ("15 days before is a Thursday", "2023-04-14", "2023-03-30"),
    ("15 days before is a Sunday: the Friday before it", "2023-04-17", "2023-03-31"),
    ("15 days before is a holiday: the day before it", "2023-03-16", "2023-02-28"),
]
SETTLED = [("2023-03-14", "2023-04-04"), ("2023-09-08", "2023-10-05")]
DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(("case", "kind", "step", "on", "due", "expected"), CASES)
def test_what_a_step_makes_due(case, kind, step, on, due, expected):
    assert terms.dues(kind, step, day(on))[due].due_on == day(expected), case


@pytest.mark.parametrize(("case", "on", "expected"), EFFECTS)
def test_when_it_takes_effect(case, on, expected):
    assert terms.effect(day(on)).due_on == day(expected), case


@pytest.mark.parametrize(("case", "on", "expected"), ANNOUNCEMENTS)
def test_until_when_opinions_are_taken(case, on, expected):
    assert terms.announcement(day(on)).due_on == day(expected), case


@pytest.mark.parametrize(("case", "planned", "expected"), REPORTS)
def test_when_a_rule_is_reported(case, planned, expected):
    assert terms.rule_report(day(planned)).due_on == day(expected), case


@pytest.mark.parametrize(("received", "expected"), SETTLED)
def test_from_when_an_ordinance_is_settled_by_lapse(received, expected):
    assert terms.confirmed_on(day(received)) == day(expected)


@pytest.mark.parametrize(("last", "enough"), [("2023-03-26", True), ("2023-03-25", False)])
def test_an_announcement_lasts_twenty_days_whatever_days_they_are(last, enough):
    assert terms.long_enough(day("2023-03-06"), day(last)) is enough


@pytest.mark.parametrize("kind", ["rule", "directive"])
def test_what_needs_no_council_owes_the_council_nothing(kind):
    assert terms.dues(kind, "promulgated", day("2023-04-14")) == {}


def test_the_proof_tells_the_reckoning_in_both_languages():
    proof = terms.dues("ordinance", "passed", day("2023-03-06"))[Due.SEND]
    assert proof.told("ko") == (
        "지방자치법 제32조제1항: 2023. 3. 6.(월)의 5일 뒤 2023. 3. 11.(토), "
        "쉬는 날(2023-03-11 토요일, 2023-03-12 일요일)이어서 2023. 3. 13.(월)"
    )
    assert "5 days after 2023-03-06 is 2023-03-11" in proof.told("en")


@given(DAYS, st.integers(0, 40))
def test_a_term_ends_on_the_first_working_day_not_before_it_runs_out(on, days):
    proof = reckoning.within(on, days, article="-", calendar=KOREA)
    assert KOREA.is_working(proof.due_on)
    assert proof.landed_on <= proof.due_on
    assert len(proof.over) == (proof.due_on - proof.landed_on).days
    assert not any(KOREA.is_working(free) for free, _name in proof.over)


@given(DAYS)
def test_a_later_event_is_never_due_earlier(on):
    later = date.fromordinal(on.toordinal() + 1)
    assert terms.announcement(on).due_on <= terms.announcement(later).due_on
