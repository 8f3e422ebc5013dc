"""What fits a declared type."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.offers.engine import typed


@dataclass(frozen=True)
class Person:
    name: str
    age: int | None = None


@dataclass(frozen=True)
class Visit:
    on: date
    people: list[Person]
    kind: Literal["in", "out"] = "in"


@pytest.mark.parametrize(
    ("value", "needed", "told"),
    [
        (1, int, None),
        (True, int, "value: int is needed, not bool"),
        (1.0, int, "value: int is needed, not float"),
        ("a", str, None),
        (Decimal(1), Decimal, None),
        (date(2024, 1, 1), date, None),
        (datetime(2024, 1, 1, tzinfo=UTC), date, "value: date is needed, not datetime"),
        (None, str | None, None),
        (None, None, None),
        (1, str | None, "value: str | None is needed, not int"),
        ((1, "a"), tuple[int, str], None),
        ((1,), tuple[int, str], "value: tuple[int, str] is needed, not tuple"),
        ((1, 2, 3), tuple[int, ...], None),
        ([1, "b"], list[int], "[1]: int is needed, not str"),
        ({"a": 1}, dict[str, int], None),
        ({"a": "x"}, Mapping[str, int], "['a']: int is needed, not str"),
        (object(), Any, None),
        (Visit(date(2024, 1, 1), [Person("김")]), Visit, None),
        (Visit(date(2024, 1, 1), [Person("김", "7")]), Visit, "people[0].age: int | None is needed, not str"),
        (Visit(date(2024, 1, 1), [], "away"), Visit, "kind: Literal['in', 'out'] is needed, not str"),
        ({"name": "김"}, Person, "value: Person is needed, not dict"),
    ],
)
def test_a_value_fits_or_the_place_is_told(value, needed, told):
    assert [str(wrong) for wrong in typed.misfits(value, needed)] == ([told] if told else [])


@given(st.lists(st.builds(Person, st.text(), st.none() | st.integers())))
def test_what_is_well_typed_always_fits(people):
    assert typed.misfits(Visit(date(2024, 1, 1), people), Visit) == []


def test_named_values_become_the_dataclass_and_unknown_names_are_told():
    assert typed.built(Person, {"name": "김"}) == Person("김")
    with pytest.raises(TypeError, match="has no nmae; it has age, name"):
        typed.built(Person, {"nmae": "김"})
