"""The proof as people read it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest

from haengan.rooms.civil_affairs.petitions.engine.clock import duties, events, recomputing, terms
from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar, korea
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Cause, Copies, Extension, Pause, Reason
from haengan.rooms.civil_affairs.petitions.engine.clock.proof import SAID, Proof
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import due
from haengan.rooms.civil_affairs.petitions.engine.clock.recomputing import Open, recompute
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Unlawful, YearUnknown
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind, Period, Term, Terms, national

PRINTED = """\
 1. 2026. 4. 27.(월) 09:00에 접수하였습니다. [민원 처리에 관한 법률 제9조]
 2. 질의민원의 처리기간은 7일입니다. [민원 처리에 관한 법률 시행령 제14조제2호]
 3. 5일을 넘으므로 일 단위로 계산하고 첫날을 산입합니다: 첫날 2026. 4. 27.(월). [민원 처리에 관한 법률 제19조제2항]
 4. 산입하지 않는 날을 건너뛰어 2026. 5. 7.(목)에 끝납니다. [민원 처리에 관한 법률 제19조제2항]
     - 2026. 5. 1.(금) 노동절 [관공서의 공휴일에 관한 규정 제2조제6호]
     - 2026. 5. 2.(토) 토요일 [민원 처리에 관한 법률 제19조]
     - 2026. 5. 3.(일) 일요일 [관공서의 공휴일에 관한 규정 제2조제1호]
     - 2026. 5. 5.(화) 어린이날 [관공서의 공휴일에 관한 규정 제2조제7호]
 5. 처리기한: 2026. 5. 7.(목) 23:59."""


def proven(at: str, kind: str, *happened: events.Event, period: str = "") -> Proof:
    own = Period.read(period) if period else None
    told = due(datetime.fromisoformat(at), kind, happened, period=own).proof
    assert told is not None
    return told


def test_each_step_names_its_article_and_each_day_its_reason() -> None:
    assert proven("2026-04-27T09:00", "inquiry").told("ko") == PRINTED


def test_the_proof_is_told_in_english_too() -> None:
    lines = proven("2026-11-23T16:30", "other").told("en").splitlines()
    assert lines[0].startswith(" 1. Received at Mon 2026-11-23 16:30.")
    assert lines[-1] == " 5. Due: Tue 2026-11-24 10:30."


def test_each_sentence_has_the_same_values_in_both_languages() -> None:
    for ko, en in SAID.values():
        assert set(re.findall(r"{(\w+)}", ko)) == set(re.findall(r"{(\w+)}", en))


def test_every_cause_and_every_reason_has_its_words() -> None:
    assert set(events.CAUSES) == set(Cause)
    assert set(events.REASONS) == set(Reason)
    assert set(terms.KINDS) == set(Kind)


@pytest.mark.parametrize(
    ("happened", "code", "article"),
    [
        (
            Pause(Cause.SUPPLEMENT, datetime(2026, 11, 4, 10), datetime(2026, 11, 5, 9)),
            "pause",
            "행정절차법 시행령 제11조제1호",
        ),
        (Pause(Cause.SUPPLEMENT, datetime(2026, 11, 4, 10)), "standing", "시행령 제20조제1호"),
        (Pause(Cause.OUTAGE, datetime(2026, 11, 4, 0), datetime(2026, 11, 4, 23)), "pause", "시행령 제20조제2호"),
        (Extension(datetime(2026, 11, 4, 10), Reason.FACTS), "extended", "시행령 제21조제1항"),
    ],
)
def test_what_happened_is_a_step_with_its_article(happened: events.Event, code: str, article: str) -> None:
    found = [step for step in proven("2026-11-02T09:00", "inquiry", happened).steps if step.code == code]
    assert len(found) == 1
    assert article in found[0].article


def test_an_inquiry_that_took_too_long_says_what_counts() -> None:
    event = Pause(Cause.INQUIRY, datetime(2026, 11, 3, 9), datetime(2026, 11, 20, 18))
    told = proven("2026-11-02T09:00", "grievance", event).told("en")
    assert "limited to 14 days; what comes after Mon 2026-11-16 23:59 counts" in told


def test_an_outage_before_the_rule_says_that_it_counts() -> None:
    event = Pause(Cause.OUTAGE, datetime(2026, 4, 28, 9), datetime(2026, 4, 29, 18))
    assert "시행 전이므로 산입합니다" in proven("2026-04-27T09:00", "inquiry", event).told("ko")


def test_a_term_of_months_tells_where_it_landed_and_over_what_it_moved() -> None:
    told = proven("2026-01-31T09:00", "statutory", period="1m")
    assert [step.code for step in told.steps[-3:]] == ["landed", "moved", "due"]
    assert [free.day for free in told.steps[-2].skipped] == [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]


def test_copies_are_told_with_their_days() -> None:
    told = proven("2026-11-23T09:00", "statutory", Copies(45), period="3h").told("en")
    assert "45 copies of one certificate: a day more for each 20, 2 in all." in told


def test_the_proof_of_a_duty_names_the_article() -> None:
    told = duties.appeal_by(date(2026, 9, 1)).proof
    assert told is not None
    assert "[민원 처리에 관한 법률 제35조제1항]" in told.told("ko")
    assert [free.ko for free in told.skipped] == ["토요일", "일요일"]


def test_the_plain_proof_is_ready_for_json() -> None:
    told = proven("2026-04-27T09:00", "inquiry").plain("en")
    assert told[3]["skipped"][0] == {
        "day": "2026-05-01",
        "why": "Labour Day",
        "article": "관공서의 공휴일에 관한 규정 제2조제6호",
    }


def test_a_refusal_is_told_in_both_languages() -> None:
    with pytest.raises(Unlawful) as refused:
        proven("2026-11-02T09:00", "inquiry", Extension(datetime(2026, 11, 3, 9), Reason.ABSENCE))
    assert refused.value.told("ko").endswith("담당자의 부재를 사유로 연장해서는 안 됩니다.")
    assert refused.value.told("en").endswith("a period must not be extended for absence of the official.")


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Pause(Cause.SUPPLEMENT, datetime(2026, 11, 4), datetime(2026, 11, 3))


def test_a_year_without_holidays_is_refused() -> None:
    with pytest.raises(YearUnknown):
        due(datetime(2050, 12, 30, 9), "inquiry", proof=False)
    with pytest.raises(YearUnknown, match="2051"):
        Calendar({date(2051, 1, 3): "임시공휴일"})


def test_a_value_of_the_city_changes_the_due_date() -> None:
    values = {"hours_up_to": [Term(date(2016, 1, 1), 5, "법 제19조")], "inquiry": [Term(date(2016, 1, 1), 6, "조례")]}
    told = due(datetime(2026, 11, 2, 9), "inquiry", terms=Terms(values), proof=False).moment
    assert told == datetime(2026, 11, 9, 23, 59, 59)


def test_the_hours_of_the_calendar_are_those_of_the_norms() -> None:
    on, hours = date(2026, 11, 23), korea().hours
    told = [national().at(key, on).value * 3600 for key in ("opens", "noon", "after_noon", "closes", "day_hours")]
    assert told == [hours.opens, hours.noon, hours.after_noon, hours.closes, hours.worked]


def test_a_holiday_decreed_tomorrow_moves_open_petitions_and_says_so() -> None:
    cases = [
        Open("late", Kind.INQUIRY, datetime(2026, 11, 20, 9)),
        Open("done", Kind.INQUIRY, datetime(2026, 11, 9, 9)),
        Open(
            "standing", Kind.INQUIRY, datetime(2026, 11, 20, 9), (Pause(Cause.SUPPLEMENT, datetime(2026, 11, 23, 9)),)
        ),
        Open("hours", Kind.OTHER, datetime(2026, 11, 23, 16, 30)),
    ]
    moved = recompute(cases, date(2026, 11, 24), korea())
    assert [one.key for one in moved] == ["late", "hours"]
    assert moved[0].told("ko") == (
        "2026. 11. 24.(화) 임시공휴일 지정으로 처리기한이 2026. 11. 30.(월) 23:59에서 2026. 12. 1.(화) 23:59로 바뀌었습니다."
    )
    assert moved[1].after.moment == datetime(2026, 11, 25, 10, 30)
    proof = moved[0].after.proof
    assert proof is not None
    assert "2026. 11. 24.(화) 임시공휴일" in proof.told("ko")


def test_an_extension_made_on_the_last_day_stays_lawful_when_a_holiday_is_decreed() -> None:
    at = datetime(2026, 11, 10, 17)
    case = Open("a", Kind.INQUIRY, datetime(2026, 11, 2, 9), (Extension(at, Reason.FACTS),))
    (moved,) = recompute([case], date(2026, 11, 5), korea())
    assert moved.after.moment == datetime(2026, 11, 20, 23, 59, 59)
    assert isinstance(moved, recomputing.Moved)
    assert moved.before + timedelta(days=1) == moved.after.moment
