"""Small parts that point to people: what is withheld, and an attack on all that is told."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haengan.kernel.acts import running
from haengan.kernel.figures import actions, hiding, queries
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import Period, between, month, year
from haengan.kernel.figures.tests.conftest import Orchard
from haengan.kernel.figures.tests.orchard import figures as f

YEAR, TODAY = year(2023), date(2024, 2, 1)
MIDDLE, END = date(2023, 6, 30), date(2023, 12, 31)
FIRST, SECOND = between(date(2023, 1, 1), MIDDLE), between(date(2023, 7, 1), END)
LEAST, PRIME = 3, 2**31 - 1
WEIGHTS, SORTS = (1, 2), (("apple",), ("pear",), ("apple", "pear"))


def why(cut="", member="", span=YEAR, figure=f.HANDS, **told):
    return hiding.why_withheld(Asked(figure, span, cut, member, **told), today=TODAY)


def freeze(orchard, base_on, span=YEAR):
    questions = [
        Asked(f.HANDS, span, cut, one.asked.member) for cut in f.HANDS.slices for one in queries.by(f.HANDS, span, cut)
    ]
    return actions.freeze(
        name="Report", base_on=base_on, questions=[Asked(f.HANDS, span), *questions], actor=orchard.actor
    )


@pytest.fixture
def two_regions(orchard, north, south):
    """Two people in the north, nine in the south, in weights that are each of nine or of two."""
    for grower, count in ((north, 2), (south, 9)):
        for _number in range(count):
            orchard.pick(grower=grower, on=date(2023, 3, 1), weight=1)
    return north, south


def test_a_part_of_too_few_is_withheld_and_so_is_the_one_that_would_tell_it(two_regions):
    assert "fewer than 3" in why("region", "north")
    assert "could be computed" in why("region", "south")
    assert why() == "" == why("weight", "1")


def test_a_part_of_enough_people_is_told(orchard, north, south):
    for grower in (north, south):
        for _number in range(LEAST):
            orchard.pick(grower=grower, on=date(2023, 3, 1), weight=1)
    assert hiding.pattern(f.HANDS, 2023, today=TODAY) == set()


def test_what_counts_no_people_or_people_whom_a_law_opens_is_told(two_regions):
    assert why("region", "north", figure=f.BASKETS) == ""
    assert not figures["support.establishment.headcount"].guarded


@pytest.mark.parametrize("span", [month(2023, 3), year(2024), Period(date(2022, 1, 1), date(2024, 1, 1))])
def test_parts_are_not_told_for_days_that_could_be_moved(two_regions, span):
    assert "whole years that are over" in why("region", "south", span)
    assert why(span=span) == ""


def test_parts_are_not_told_as_known_at_a_mark(two_regions, orchard):
    assert "whole years" in why("region", "south", known_at=1)


def test_a_ratio_of_people_is_withheld_with_its_halves(two_regions):
    assert why("region", "north", figure=f.PER_GROWER)
    assert why(figure=f.PER_GROWER) == ""


def test_where_no_other_part_could_cover_it_nothing_of_the_year_is_told_by_parts(orchard, north):
    orchard.pick(grower=north, on=date(2023, 3, 1), weight=1)
    assert {cut for cut, member in hiding.pattern(f.HANDS, 2023, today=TODAY) if member == hiding.ALL} == {
        *f.HANDS.slices
    }


def test_the_days_of_a_freeze_are_told_and_what_it_withholds_stays_withheld(two_regions, orchard):
    north, _south = two_regions
    first = freeze(orchard, MIDDLE)
    assert why("weight", "1", base_on=MIDDLE) == ""
    for _number in range(5):
        orchard.pick(grower=north, on=date(2023, 8, 1), weight=1)
    assert "fewer than 3" in why("region", "north")  # seven by now: but subtracting would tell the five, and so the two
    assert {(cut, member) for _f, _p, cut, member in hiding.hidden_in(first)} >= {
        ("region", "north"),
        ("region", "south"),
    }


def test_an_entered_total_of_a_few_is_withheld_with_all_parts(orchard, north):
    told = {"document": "d", "today": TODAY, "actor": orchard.actor}
    actions.enter(figure=f.HANDS.name, period=month(2023, 1), amount=2, part="region=north", **told)
    assert all(why("region", member) for member in ("north", "south"))


def test_deciding_costs_the_same_however_many_records(two_regions, orchard, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        why("region", "north")


PEOPLE = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(WEIGHTS), st.integers(0, 2), st.booleans()), min_size=1, max_size=22
)


@pytest.fixture
def closed(orchard):
    """So that the freezes of the examples have little to close."""
    actions.close(actor=orchard.actor)


@pytest.mark.usefixtures("closed")
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(PEOPLE, st.booleans())
def test_nobody_can_compute_a_small_part_from_all_that_is_told(people, frozen_before):
    """The attacker knows who the growers are and where they live, all totals by day, two editions and the year's page."""
    with transaction.atomic():
        attack = Attack(Orchard(), frozen_before)
        attack.happen(people)
        for cut, member, span, amount in attack.small:
            assert not attack.solves(cut, member, span), (cut, member, span, amount)
        transaction.set_rollback(True)


class Attack:
    """Unknown is how many people of each kind there were in each half of the year: `kinds` are all that can be. Each told
    value is an equation over them; a value is solved if it is a combination of these."""

    def __init__(self, orchard, frozen_before):
        self.orchard, self.frozen_before = orchard, frozen_before
        self.growers = [orchard.settle(region=region) for region in ("north", "north", "south", "south")]
        self.kinds = list(itertools.product(range(2), range(4), WEIGHTS, range(3)))
        self.told, self.small, self.basis, self.left = [], [], [], []

    def happen(self, people):
        for late in (False, True):
            with running.batch():
                for who, weight, sort, is_late in people:
                    if is_late == late:
                        on = date(2023, 9, 1) if late else date(2023, 3, 1)
                        self.orchard.pick(grower=self.growers[who], on=on, weight=weight, sorts=SORTS[sort])
            if late or self.frozen_before:
                self._read(freeze(self.orchard, END if late else MIDDLE))
        for cut in f.HANDS.slices:
            for reading in queries.by(f.HANDS, YEAR, cut):
                self._note(reading, YEAR, is_told=not why(cut, reading.asked.member))
        if self.frozen_before:
            for cut in f.HANDS.slices:
                for reading in queries.by(f.HANDS, SECOND, cut):
                    self._note(reading, SECOND, is_told=False)
        for half in (FIRST, SECOND):
            self.told.append((self._row("", "", half), int(queries.value(f.HANDS, half).amount)))

    def _read(self, made):
        hidden = hiding.hidden_in(made)
        for value in made.values.exclude(slice=""):
            span = between(value.from_on, min(value.period.last_on, made.base_on))
            asked = Asked(f.HANDS, value.period, value.slice, value.member, made.base_on)
            is_told = (value.figure, value.period, value.slice, value.member) not in hidden
            self._note(queries.read(asked), span, is_told=is_told)

    def _note(self, reading, span, *, is_told):
        cut, member, amount = reading.asked.slice, reading.asked.member, int(reading.amount)
        if is_told:
            assert not 0 < amount < LEAST
            self.told.append((self._row(cut, member, span), amount))
        elif 0 < amount < LEAST:
            self.small.append((cut, member, span, amount))

    def _row(self, cut, member, span):
        return [int(span.covers((FIRST, SECOND)[kind[0]]) and self._stands(kind, cut, member)) for kind in self.kinds]

    def _stands(self, kind, cut, member):
        _half, who, weight, sort = kind
        grower = self.growers[who]
        return {
            "": True,
            "region": grower.region == member,
            "grower": grower.key == member,
            "weight": str(weight) == member,
            "both": f"{grower.region}|{weight}" == member,
            "sort": member in SORTS[sort],
        }[cut]

    def solves(self, cut, member, span):
        """Where nobody was, there is nothing unknown: these columns fall away first."""
        if not self.basis:
            empty = {at for row, amount in self.told if amount == 0 for at, n in enumerate(row) if n}
            self.left = [at for at in range(len(self.kinds)) if at not in empty]
            for row, _amount in self.told:
                _reduce([row[at] for at in self.left], self.basis, keep=True)
        whole = self._row(cut, member, span)
        return not any(_reduce([whole[at] for at in self.left], self.basis, keep=False))


def _reduce(row, basis, *, keep):
    """What is left of a row when all of the basis is taken away; arithmetic in a large prime field."""
    for pivot, other in basis:
        if row[pivot]:
            row = [(a - row[pivot] * b) % PRIME for a, b in zip(row, other, strict=True)]
    pivot = next((at for at, n in enumerate(row) if n), None)
    if keep and pivot is not None:
        inverse = pow(row[pivot], -1, PRIME)
        basis.append((pivot, [n * inverse % PRIME for n in row]))
    return row
