"""Norm files: what is read, and what is refused with file, line and remedy."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.norms.engine import book, units

GOOD = """\
- key: petitions.inquiry.days
  ko: 질의민원 처리기간
  en: Days to answer an inquiry
  unit: working_days
  values:
    - from: 2000-01-01
      value: 7
      article: old article
      source: old source
    - from: 2012-09-16
      until: 2020-01-01
      value: 14
      article: new article
      confirm: true
"""


def reading(tmp_path, text):
    path = tmp_path / "norms.yaml"
    path.write_text(text, "utf8")
    return book.read(path, name="rooms/x/norms.yaml")


def test_a_sound_file_is_read(tmp_path):
    entries, faults = reading(tmp_path, GOOD)
    assert faults == []
    assert entries[0].unit is units.UNITS["working_days"]
    assert entries[0].values[0].until_on == date(2012, 9, 16)
    assert entries[0].values[1].confirm


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1999, 12, 31), None),
        (date(2000, 1, 1), 7),
        (date(2012, 9, 15), 7),
        (date(2012, 9, 16), 14),
        (date(2019, 12, 31), 14),
        (date(2020, 1, 1), None),
    ],
)
def test_a_value_stands_from_its_first_day_until_the_day_before_its_end(tmp_path, day, expected):
    dated = reading(tmp_path, GOOD)[0][0].on(day)
    assert (dated and dated.value) == expected


@pytest.mark.parametrize(
    ("wrong", "right", "line", "says"),
    [
        ("unit: working_days", "unit: workingdays", 4, "Did you mean working_days?"),
        ("unit: working_days", "unit: furlongs", 4, "furlongs is unknown"),
        ("      article: old article\n", "", 6, "has no article"),
        ("      source: old source\n", "", 6, "has no source"),
        ("      value: 7", "      value: seven", 7, "seven is not a whole number"),
        ("      value: 7", "      value: 7.5", 7, "7.5 is not a whole number"),
        ("      value: 7", "      value: true", 7, "True is not a whole number"),
        ("      value: 7", "      value: 007", 7, "cannot be read"),
        ("      value: 7", "      value: []", 7, "list is empty"),
        ("      value: 7", "      value: {a: 1}", 7, "A value is a number"),
        ("      value: 7", "      value: 7\n      until: 2012-09-01", 11, "no value from 2012-09-01 to 2012-09-16"),
        ("      value: 7", "      value: 7\n      until: 2012-10-01", 11, "two values on 2012-09-16"),
        ("2012-09-16", "1999-01-01", 10, "two values on 1999-01-01"),
        ("2012-09-16", "2012-9", 10, "is not a date"),
        ("until: 2020-01-01", "until: 2011-01-01", 10, "ends before it begins"),
        ("confirm: true", "confirm: perhaps", 14, "true or false is expected"),
        ("confirm: true", "confirm: yes", 14, "cannot be read"),
        ("      value: 7", "      value: [7]", 10, "now a list, now a single value"),
        ("  ko: 질의민원 처리기간\n", "", 1, "“ko” is missing"),
        ("  unit:", "  unite:", 4, "Did you mean “unit”?"),
        ("  en:", "  ko: 두 번\n  en:", 3, "said twice"),
        ("key: petitions.inquiry.days", "key: Petitions", 1, "is not a key"),
        ("  values:", "  values: [", 6, "not YAML"),
    ],
)
def test_a_fault_is_told_with_its_line_and_remedy(tmp_path, wrong, right, line, says):
    assert wrong in GOOD
    entries, faults = reading(tmp_path, GOOD.replace(wrong, right, 1))
    assert entries == []
    told = [str(fault) for fault in faults]
    assert any(one.startswith(f"rooms/x/norms.yaml:{line}:") and says in one for one in told), told


def test_a_key_may_stand_once_in_all_files_together(tmp_path):
    entries, _faults = reading(tmp_path, GOOD + GOOD)
    (fault,) = book.doubled(entries)
    assert fault.place == "rooms/x/norms.yaml:15"
    assert "rooms/x/norms.yaml:1" in fault.what


def test_a_faulty_entry_does_not_hide_a_sound_one(tmp_path):
    other = GOOD.replace("inquiry", "suggestion")
    entries, faults = reading(tmp_path, GOOD.replace("working_days", "parsecs") + other)
    assert [entry.key for entry in entries] == ["petitions.suggestion.days"]
    assert len(faults) == 1


def test_fractions_are_read_exactly(tmp_path):
    text = GOOD.replace("unit: working_days", "unit: percent").replace("value: 7", "value: 0.1")
    assert reading(tmp_path, text)[0][0].values[0].value == Decimal("0.1")


@given(
    st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.lists(st.integers(), min_size=1))
)
def test_an_amount_survives_the_database(value):
    unit = units.UNITS["percent"]
    assert units.from_store(unit, units.to_store(value)) == value


@given(st.dates())
def test_a_date_survives_the_database(day):
    unit = units.UNITS["date"]
    assert units.from_store(unit, units.to_store(day)) == day


@given(
    st.lists(st.dates(date(1950, 1, 1), date(2050, 1, 1)), min_size=1, max_size=6, unique=True),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
)
def test_on_any_day_the_latest_value_not_later_than_it_stands(tmp_path_factory, days, asked):
    rows = "".join(f"    - {{from: {day}, value: {n}, article: a, source: s}}\n" for n, day in enumerate(sorted(days)))
    head = GOOD.partition("    - from")[0]
    (entry,), faults = reading(tmp_path_factory.mktemp("book"), head + rows)
    begun = [n for n, day in enumerate(sorted(days)) if day <= asked]
    dated = entry.on(asked)
    assert faults == []
    assert (dated.value if dated else None) == (begun[-1] if begun else None)


@pytest.mark.parametrize(
    ("unit", "value", "ko", "en"),
    [
        ("working_days", 14, "14근무일", "14 working days"),
        ("won", 1000000, "1,000,000원", "1,000,000 won"),
        ("switch", True, "예", "yes"),
        ("percent", [Decimal("0.5"), 1], "0.5%, 1%", "0.5%, 1%"),
        ("days", 1, "1일", "1 day"),
        ("date", date(2024, 1, 31), "2024. 1. 31.", "2024-01-31"),
        ("text", ["06-30", "12-31"], "6월 30일, 12월 31일", "30 June, 31 December"),
    ],
)
def test_an_amount_is_shown_with_its_unit(unit, value, ko, en):
    assert units.UNITS[unit].shown(value, language="ko") == ko
    assert units.UNITS[unit].shown(value, language="en") == en


WORDED = """
- key: trial.days
  ko: 가
  en: A
  unit: code
  words:
    hangul: [한글날, Hangul Day]
  values:
    - {from: 2006-01-01, value: [hangul=10-09, other], article: 제2조, confirm: true}
"""


def test_codes_are_shown_by_the_names_that_the_file_gives_them(tmp_path):
    path = tmp_path / "norms.yaml"
    path.write_text(WORDED, "utf8")
    [entry], faults = book.read(path)
    assert not faults
    assert entry.shown(entry.values[0].value, language="ko") == "한글날(10월 9일), other"
    assert entry.shown(entry.values[0].value, language="en") == "Hangul Day (9 October), other"


def test_a_code_named_in_one_language_is_a_fault(tmp_path):
    path = tmp_path / "norms.yaml"
    path.write_text(WORDED.replace(", Hangul Day", ""), "utf8")
    _entries, faults = book.read(path)
    assert ["“hangul” has no names." in fault.what for fault in faults] == [True]
