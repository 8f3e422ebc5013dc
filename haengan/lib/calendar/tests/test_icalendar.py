"""Read back by an independent reading of RFC 5545: unfold, part, unescape."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.calendar import icalendar
from haengan.lib.calendar.icalendar import Event

AT = datetime(2023, 9, 4, 5, 0, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n;,\\"), max_size=200)


def event(**told):
    given = {"uid": "a@b", "sequence": 0, "changed_at": AT, "begins": AT, "ends": AT.replace(hour=7), "summary": "말"}
    return Event(**{**given, **told})


def read(octets):
    """Name (with parameters) to value, of the first event."""
    lines = re.sub(r"\r\n[ \t]", "", octets.decode()).split("\r\n")
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return dict(line.split(":", 1) for line in inside)


def unescaped(text):
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], text)


def test_an_appointment_is_told_in_universal_time():
    told = read(icalendar.render("이동시장실", [event()]))
    assert (told["DTSTART"], told["DTEND"], told["DTSTAMP"]) == (
        "20230904T050000Z",
        "20230904T070000Z",
        "20230904T050000Z",
    )


def test_whole_days_end_with_the_day_after():
    told = read(icalendar.render("x", [event(begins=date(2023, 9, 4), ends=date(2023, 9, 5))]))
    assert (told["DTSTART;VALUE=DATE"], told["DTEND;VALUE=DATE"]) == ("20230904", "20230905")


def test_a_cancellation_keeps_its_identity():
    told = read(icalendar.render("x", [event(sequence=3, status="CANCELLED")]))
    assert (told["UID"], told["SEQUENCE"], told["STATUS"]) == ("a@b", "3", "CANCELLED")


def test_a_moment_without_zone_is_refused():
    naive = datetime(2023, 9, 4)
    with pytest.raises(ValueError, match="time zone"):
        icalendar.render("x", [event(begins=naive)])


@given(TEXTS)
def test_any_text_comes_back_as_it_was(text):
    assert unescaped(read(icalendar.render("x", [event(summary=text)]))["SUMMARY"]) == text


@given(TEXTS)
def test_no_line_is_longer_than_75_octets_and_none_breaks_a_character(text):
    for line in icalendar.render(text, [event(location=text, description=text)]).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_a_calendar_begins_and_ends_as_the_standard_says():
    lines = icalendar.render("이동시장실", []).decode().split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
