"""Cases that a jurist can read (cases.csv): each with its article and a sentence, reckoned by hand from the law's text."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from haengan.rooms.civil_affairs.petitions.engine.clock import duties, typed
from haengan.rooms.civil_affairs.petitions.engine.clock.days import Calendar
from haengan.rooms.civil_affairs.petitions.engine.clock.events import Copies
from haengan.rooms.civil_affairs.petitions.engine.clock.reckoning import Due, due
from haengan.rooms.civil_affairs.petitions.engine.clock.refusals import Unlawful
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Kind, Period

ROWS = list(csv.DictReader(Path(__file__).with_name("cases.csv").open(encoding="utf8")))
DUTIES: dict[str, Callable[[str, dict[str, str]], Any]] = {
    "accept": lambda at, _told: duties.accept_by(typed.moment(at)),
    "transfer.desk": lambda at, _told: duties.transfer_by(typed.moment(at), duties.Way.DESK),
    "transfer.far": lambda at, _told: duties.transfer_by(typed.moment(at), duties.Way.FAR),
    "transfer.same": lambda at, _told: duties.transfer_by(typed.moment(at), duties.Way.SAME),
    "transfer.other": lambda at, _told: duties.transfer_by(typed.moment(at), duties.Way.OTHER),
    "supplement.ask": lambda at, _told: duties.supplement_by(typed.moment(at)),
    "supplement.until": lambda at, told: duties.supplemented_by(typed.day(at), int(told["days"])),
    "supplement.again": lambda at, told: duties.supplement_again(typed.day(at), int(told["days"])),
    "appeal": lambda at, _told: duties.appeal_by(typed.day(at)),
    "appeal.decide": lambda at, told: duties.appeal_decided_by(typed.day(at), int(told.get("days", 0))),
    "uncollected": lambda at, _told: duties.uncollected_after(typed.day(at)),
    "remind": lambda at, _told: duties.remind_on(typed.moment(at)),
    "check": lambda at, _told: duties.check_by(typed.day(at)),
    "progress": lambda at, told: list(duties.progress(typed.day(at), typed.day(told["until"]))),
    "reply": lambda at, told: duties.reply_extended(typed.day(at), typed.day(told["until"])),
}
LAWS = {
    "법": "민원 처리에 관한 법률",
    "시행령": "민원 처리에 관한 법률 시행령",
}


def reckoned(row: dict[str, str]) -> Due:
    """A petition of the table with all that happened to it."""
    parts = [part.partition(":")[::2] for part in row["told"].split(";") if part]
    of: dict[str, list[str]] = {}
    for name, value in parts:
        of.setdefault(name, []).append(value)
    events = [*map(typed.pause, of.get("pause", [])), *map(typed.extension, of.get("extend", []))]
    events += [Copies(int(count)) for count in of.get("copies", [])]
    calendar = Calendar(dict(map(typed.holiday, of.get("holiday", []))))
    period = Period.read(of["period"][0]) if "period" in of else None
    return due(typed.moment(row["received"]), typed.kind(row["kind"]), events, calendar, period=period)


def answered(row: dict[str, str]) -> str:
    """As the table writes it: a day for a term in days, a moment for one in hours."""
    try:
        if row["kind"] in DUTIES:
            told = dict(part.partition(":")[::2] for part in row["told"].split(";"))
            return _said(DUTIES[row["kind"]](row["received"], told))
        return _said(reckoned(row))
    except Unlawful:
        return "refused"


def _said(found: Any) -> str:
    if isinstance(found, Due):
        found = found.moment
    if found is None:
        return "standing"
    if isinstance(found, list):
        return " ".join(map(str, found))
    if isinstance(found, datetime):
        if found.time().isoformat() == "23:59:59":
            return str(found.date())
        return found.isoformat(timespec="seconds" if found.second else "minutes")
    return str(found)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']} {row['received']} {row['told']}")
def test_the_law_gives_this_day(row: dict[str, str]) -> None:
    assert answered(row) == row["due"], f"{row['article']}: {row['sentence']}"


@pytest.mark.parametrize("row", [row for row in ROWS if row["due"] == "refused"], ids=lambda row: row["sentence"])
def test_what_is_refused_names_the_article_of_the_case(row: dict[str, str]) -> None:
    law, _space, article = row["article"].partition(" ")
    with pytest.raises(Unlawful) as refused:
        told = dict(part.partition(":")[::2] for part in row["told"].split(";"))
        DUTIES[row["kind"]](row["received"], told) if row["kind"] in DUTIES else reckoned(row)
    assert refused.value.article == f"{LAWS[law]} {article}"


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["kind"] not in DUTIES and row["due"] not in ("refused", "standing")],
    ids=lambda row: f"{row['kind']} {row['received']} {row['told']}",
)
def test_the_days_that_the_proof_skips_are_those_that_do_not_count(row: dict[str, str]) -> None:
    told = reckoned(row)
    assert told.proof is not None
    assert told.proof.steps[-1].values == {"due": told.moment}
    calendar = Calendar(dict(typed.holiday(part[8:]) for part in row["told"].split(";") if part.startswith("holiday:")))
    assert not any(calendar.counts(free.day.toordinal()) for free in told.proof.skipped)
    for language in ("ko", "en"):
        assert len(told.proof.told(language).splitlines()) == len(told.proof.steps) + len(told.proof.skipped)


def test_there_are_cases_enough_and_none_twice() -> None:
    assert len(ROWS) >= 150
    assert len({(row["kind"], row["received"], row["told"]) for row in ROWS}) == len(ROWS)
    assert all(row["article"] and row["sentence"] for row in ROWS)


def test_every_kind_and_every_duty_has_cases() -> None:
    assert {row["kind"] for row in ROWS} == set(Kind) | set(DUTIES)


@pytest.mark.parametrize(
    ("submissions", "answers", "statutory", "closed"),
    [(3, 2, False, True), (2, 2, False, False), (3, 1, False, False), (5, 3, True, False)],
)
def test_a_repeated_petition_is_closed_after_two_answers(submissions, answers, statutory, closed) -> None:
    assert duties.may_close(submissions, answers, date(2026, 11, 23), statutory=statutory) is closed


def test_five_petitions_of_one_content_are_merged_since_2023() -> None:
    assert duties.may_merge(5, date(2023, 1, 1))
    assert not duties.may_merge(4, date(2023, 1, 1))
    assert not duties.may_merge(5, date(2022, 12, 31))


def test_three_signers_name_at_most_three_representatives() -> None:
    assert duties.representatives(3, date(2026, 11, 23)) == 3
    assert duties.representatives(2, date(2026, 11, 23)) is None


def test_a_longer_time_to_supplement_may_be_asked_for_twice() -> None:
    asked = [duties.may_postpone(before, date(2026, 11, 23)) for before in range(3)]
    assert asked == [True, True, False]


def test_a_reply_cannot_be_due_before_it_was_asked_for() -> None:
    with pytest.raises(ValueError, match="before it was asked for"):
        duties.reply_extended(date(2026, 11, 6), date(2026, 11, 6) - timedelta(days=1))
