from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.money import won
from haengan.lib.money.won import Unit

AMOUNTS = st.integers(-(10**15), 10**15)

READ = [
    ("60,000천원", 60_000_000),
    ("60000천원", 60_000_000),
    ("113,560원", 113_560),
    ("금113,560원", 113_560),
    ("1.5억원", 150_000_000),
    ("4억 5,000만원", 450_000_000),
    ("1억2천만원", 120_000_000),
    ("3천만원", 30_000_000),
    ("3만 5천원", 35_000),
    ("2조 3억원", 2_000_300_000_000),
    ("300백만원", 300_000_000),
    ("△1,000원", -1_000),
    ("-1,000 천원", -1_000_000),
    ("0원", 0),
]


@pytest.mark.parametrize(("text", "amount"), READ)
def test_an_amount_is_read_in_won(text: str, amount: int) -> None:
    assert won.read(text) == amount


def test_a_cell_takes_the_unit_of_its_column() -> None:
    assert won.read("60,000", unit=Unit.THOUSAND) == 60_000_000


@pytest.mark.parametrize(
    ("text", "unit", "message"),
    [
        ("60,000", None, "names no unit"),
        ("60,000백만원", Unit.THOUSAND, "is in 백만원, the column is in 천원"),
        ("60,000,000원", Unit.THOUSAND, "is in 원, the column is in 천원"),
        ("4억 5,000만원", Unit.THOUSAND, "the column is in 천원"),
        ("1.2345천원", None, "parts of a won"),
    ],
)
def test_a_slip_of_the_unit_is_refused_with_its_reason(text: str, unit: Unit | None, message: str) -> None:
    with pytest.raises(won.UnitSlip, match=message):
        won.read(text, unit=unit)


@pytest.mark.parametrize("text", ["", "-", "원", "6,0000천원", "천원", "만원", "1.2.3원", "삼천원", "1원2억", "9" * 99])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(won.NotAnAmount):
        won.read(text)


def test_an_amount_that_is_not_whole_in_the_unit_is_not_cut() -> None:
    with pytest.raises(won.UnitSlip, match="500원 would be lost"):
        won.text(60_500, unit=Unit.THOUSAND)
    assert won.text(won.rounded(60_500, unit=Unit.THOUSAND), unit=Unit.THOUSAND) == "61천원"
    assert won.rounded(-60_499, unit=Unit.THOUSAND) == -60_000


@pytest.mark.parametrize(
    ("amount", "text"), [(450_000_000, "4억 5,000만원"), (10_005, "1만 5원"), (0, "0원"), (-30_000_000, "△3,000만원")]
)
def test_an_amount_is_spoken_in_korean_groups(amount: int, text: str) -> None:
    assert won.spoken(amount) == text


def test_a_document_states_an_amount_in_digits_and_hangul() -> None:
    assert won.formal(113_560) == "금113,560원(금일십일만삼천오백육십원)"


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [(60_000, 60_000_000, 1000), (5, 50, 10), (5, 5, None), (0, 5, None), (3, 9, None), (-5, 50, None)],
)
def test_two_amounts_a_power_of_ten_apart_betray_a_slip(one: int, other: int, factor: int | None) -> None:
    assert won.slip(one, other) == factor


@given(AMOUNTS, st.sampled_from(Unit))
def test_what_is_written_reads_back(amount: int, unit: Unit) -> None:
    whole = won.rounded(amount, unit=unit)

    assert won.read(won.text(whole, unit=unit)) == whole
    assert won.read(won.text(whole, unit=unit, with_unit=False), unit=unit) == whole
    assert won.read(won.spoken(amount)) == amount


@given(st.text(alphabet="0123456789,.억만천백조원△- 금", max_size=20))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    try:
        won.read(text)
    except (won.NotAnAmount, won.UnitSlip):
        return
