"""One system asks, another answers, and neither knows the other."""

from dataclasses import dataclass

import pytest

from haengan.kernel.acts.running import System
from haengan.kernel.offers import asking, declare, queries
from haengan.kernel.offers.declare import Offer, provides, takes

ACTOR = System("test")


@dataclass(frozen=True)
class Sum:
    one: int
    other: int = 0


@pytest.fixture
def add():
    yield Offer("test.sums.add", takes=Sum, gives=int, ko="더하기", en="Adds")
    del declare.declared["test.sums.add"]


def test_the_provider_answers(add):
    provides("test.sums.add")(lambda payload, *, actor: payload.one + payload.other)
    assert asking.possible(add)
    assert asking.ask(add, Sum(1, 2), actor=ACTOR) == 3
    assert asking.ask("test.sums.add", {"one": 4}, actor=ACTOR) == 4


def test_where_nobody_answers_it_is_refused_or_the_default_stands(add):
    assert not asking.possible(add)
    assert asking.ask(add, Sum(1), actor=ACTOR, default=None) is None
    with pytest.raises(asking.NotProvided, match="No system of this city does this yet: Adds") as refused:
        asking.ask(add, Sum(1), actor=ACTOR)
    assert "test.sums.add" in str(refused.value.remedy)


def test_a_payload_that_was_not_agreed_is_told_even_where_nobody_answers(add):
    with pytest.raises(TypeError, match=r"test\.sums\.add takes one: int is needed, not str"):
        asking.ask(add, Sum("1"), actor=ACTOR, default=None)


def test_an_answer_that_was_not_agreed_is_told(add):
    provides(add)(lambda payload, *, actor: "three")
    with pytest.raises(TypeError, match=r"test\.sums\.add gives value: int is needed, not str"):
        asking.ask(add, Sum(1), actor=ACTOR)


def test_an_unknown_agreement_is_told():
    with pytest.raises(LookupError, match="There is no agreement"):
        asking.ask("test.sums.subtract", {}, actor=ACTOR)


def test_two_providers_of_one_offer_are_refused(add):
    first = lambda payload, *, actor: 1  # noqa: E731  # its module is changed below
    first.__module__ = "elsewhere"
    provides(add)(first)
    with pytest.raises(ValueError, match="provided by elsewhere and by"):
        provides(add)(lambda payload, *, actor: 2)


def test_an_offer_is_untaken_until_someone_provides_and_someone_takes_it(add):
    def untaken():
        return "test.sums.add" in [standing.offer.name for standing in queries.untaken()]

    assert untaken()
    provides(add)(lambda payload, *, actor: 1)
    assert untaken()
    takes(add, by="test.other")
    assert not untaken()


def test_a_payload_must_be_a_dataclass():
    with pytest.raises(TypeError, match="must be a dataclass"):
        Offer("test.sums.wrong", takes=dict, gives=int, ko="", en="")


def test_every_agreement_can_be_checked_by_type():
    for standing in queries.all():
        assert standing.offer.ko
        assert standing.offer.en
