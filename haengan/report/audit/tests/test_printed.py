from decimal import Decimal

import pytest

from haengan.report.audit import printed


@pytest.mark.parametrize(
    ("text", "before", "digits", "after", "number"),
    [
        ("12,292", "", "12,292", "", 12_292),
        ("800여", "", "800", "여", 800),
        ("about 70", "about ", "70", "", 70),
        ("4만", "", "4", "만", 40_000),
        ("↑4", "↑", "4", "", 4),
        ("↓1", "↓", "1", "", -1),
        ("-3.5", "-", "3.5", "", Decimal("-3.5")),
    ],
)
def test_a_printed_quantity_is_read(text, before, digits, after, number):
    read = printed.read(text)
    assert (read.before, read.digits, read.after, read.number) == (before, digits, after, number)


@pytest.mark.parametrize("text", ["-", "", "3 of 4"])
def test_what_holds_no_quantity_or_two_is_not_read(text):
    assert printed.read(text) is None


@pytest.mark.parametrize(
    ("text", "value", "power"),
    [
        ("60,000", 60_000_000, 3),
        ("60,000", 60_000_400, 3),
        ("4만", 40_000, 4),
        ("12.3", Decimal("0.12345"), -2),
        ("7", 7, 0),
        ("8", 7, 0),
        ("0", 0, 0),
    ],
    ids=["thousands", "rounded thousands", "ten thousands", "a share", "as it is", "wrong", "nothing"],
)
def test_the_power_of_ten_between_what_is_printed_and_the_value_is_found(text, value, power):
    assert printed.read(text).power(Decimal(value)) == power
