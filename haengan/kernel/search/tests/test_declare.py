"""What may be made searchable, and what never may."""

import pytest

from haengan.kernel.norms.models import Override
from haengan.kernel.people.models import ContactPoint
from haengan.kernel.search import declare
from haengan.kernel.search.declare import A, Searchable


@pytest.fixture(autouse=True)
def nothing_else():
    before = dict(declare.searchables)
    declare.searchables.clear()
    yield
    declare.searchables.clear()
    declare.searchables.update(before)


@pytest.mark.parametrize("field", ["value", "value_index", "value_last4"])
def test_personal_data_of_class_a_and_b_is_refused(field):
    with pytest.raises(ValueError, match="never enters the index"):
        Searchable(ContactPoint, fields={field: A}, on="from_on", url=str)
    assert not declare.searchables


@pytest.mark.parametrize(
    ("fields", "on", "says"),
    [
        ({"title": A}, "from_on", "has no field title"),
        ({"revision": A}, "from_on", "is no text"),
        ({"reason": A}, "reason", "is no date"),
    ],
)
def test_a_wrong_declaration_is_told(fields, on, says):
    with pytest.raises(ValueError, match=says):
        Searchable(Override, fields=fields, on=on, url=str)


def test_two_differing_declarations_are_refused():
    Searchable(Override, fields={"reason": A}, on="from_on", url=str)
    with pytest.raises(ValueError, match="twice"):
        Searchable(Override, fields={"source": A}, on="from_on", url=str)
