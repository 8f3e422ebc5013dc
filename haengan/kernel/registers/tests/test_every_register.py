"""Every register of the house can be asked everything it declares."""

import pytest
from django.http import QueryDict

from haengan.kernel.access.declare import duties
from haengan.kernel.acts.running import System
from haengan.kernel.registers import listing, paging, permission, schemas, writing
from haengan.kernel.registers.declare import registry
from haengan.kernel.registers.sheets import blank, naming

pytestmark = pytest.mark.django_db
HOUSE = System("tests")
every = pytest.mark.parametrize("register", registry.values(), ids=registry.keys())


def asked(register, query=""):
    found = listing.ask(register, QueryDict(query), actor=HOUSE)
    assert found.good, found.wrongs
    return found


@every
def test_every_sort_can_be_asked_in_both_directions(register):
    for name in register.sortable:
        for sign in ("", "-"):
            paging.count(listing.rows(asked(register, f"sort={sign}{name}")))
            listing.find(asked(register, f"sort={sign}{name}"))


@every
def test_every_column_and_the_search_can_be_asked(register):
    listing.find(asked(register, "fields=all&q=시험"))


@every
def test_its_acts_are_covered_by_a_duty(register):
    actions = [register.add, register.change, register.retract, *(step.action for step in register.steps)]
    names = [permission.act_name(action) for action in actions if action is not None]
    assert [name for name in names if name and not any(duty.covers(name) for duty in duties.values())] == []


@every
def test_personal_columns_have_a_duty_that_reveals_them(register):
    assert not any(column.personal for column in register.shown) or register.personal_duty in duties


@every
def test_its_shapes_can_be_made(register):
    schemas.item(register)
    schemas.question(register)
    if register.form:
        schemas.entering(register)
        names = naming.names(register)
        blank.workbook(register, writing.form_of(register, actor=HOUSE))
        assert set(register.natural) <= set(names)
