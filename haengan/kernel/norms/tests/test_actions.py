"""The city's own values: what they change, what is refused, and that both databases forbid two on one day."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from haengan.kernel.acts import running
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.journal import queries as journal
from haengan.kernel.norms import actions, queries
from haengan.kernel.norms.models import Override

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
DAYS = "petitions.inquiry.days"
NEW_YEAR, MAY = date(2024, 1, 1), date(2024, 5, 1)


def own(clerk, **changed):
    asked = {"norm": DAYS, "from_on": NEW_YEAR, "value": 10, "reason": "시민 요구", "source": "민원조례 제3조"}
    return actions.override(actor=clerk, **(asked | changed))


def test_an_override_stands_from_its_day_on(clerk):
    own(clerk)
    assert queries.value(DAYS, on=date(2023, 12, 31)) == 14
    assert queries.value(DAYS, on=NEW_YEAR) == 10


def test_an_overridden_norm_says_who_and_why_and_needs_no_confirmation(clerk):
    own(clerk)
    norm = queries.entry(DAYS, on=NEW_YEAR)
    assert (norm.own.author, norm.own.reason, norm.source) == ("김서기", "시민 요구", "민원조례 제3조")
    assert not norm.confirm
    assert queries.entry(DAYS, on=date(2023, 1, 1)).confirm


def test_an_override_is_journaled(clerk):
    made = own(clerk)
    (entry,) = journal.history(made.key)
    assert (entry.act, entry.actor_title, entry.reason) == ("norms.overrides.set", "김서기", "시민 요구")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"norm": "petitions.inquiri.days"}, "norm"),
        ({"norm": "ballots.age", "value": 17}, "norm"),
        ({"value": "ten"}, "value"),
        ({"value": Decimal("2.5")}, "value"),
        ({"value": [10]}, "value"),
        ({"reason": " "}, "reason"),
        ({"source": ""}, "source"),
        ({"until_on": NEW_YEAR}, "until_on"),
        ({"from_on": date(1999, 1, 1)}, "from_on"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(clerk, changed, field):
    with pytest.raises(Refused) as refused:
        own(clerk, **changed)
    assert refused.value.field == field
    assert not Override.objects.exists()


def test_a_norm_of_national_law_says_why_it_is_fixed(clerk):
    with pytest.raises(Refused, match="주민투표법 제5조"):
        own(clerk, norm="ballots.age", value=17)


def test_a_list_of_exact_numbers_is_overridden(clerk):
    own(clerk, norm="reviews.weights", value=[Decimal("0.3"), Decimal("0.7")])
    assert queries.value("reviews.weights", on=NEW_YEAR) == [Decimal("0.3"), Decimal("0.7")]


def test_two_overrides_of_one_day_are_refused(clerk):
    own(clerk)
    with pytest.raises(Refused, match="already set"):
        own(clerk, from_on=date(2023, 6, 1), value=9)


def test_the_database_itself_forbids_two_on_one_day(clerk):
    first = own(clerk)
    with running.upkeep(), pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(norm=DAYS, from_on=MAY, value=3, author="x", reason="x", source="x")
    assert Override.objects.get().key == first.key


def test_after_its_end_the_law_stands_again_and_a_new_one_may_follow(clerk):
    first = own(clerk)
    actions.end(first.key, revision=first.revision, until_on=MAY, actor=clerk)
    own(clerk, from_on=date(2024, 6, 1), value=8)
    assert [queries.value(DAYS, on=day) for day in (NEW_YEAR, MAY, date(2024, 6, 1))] == [10, 14, 8]


def test_a_withdrawn_override_never_stood_and_bars_no_other(clerk):
    first = own(clerk)
    actions.withdraw(first.key, revision=first.revision, reason="잘못 입력", actor=clerk)
    assert queries.value(DAYS, on=NEW_YEAR) == 14
    own(clerk, value=9)
    assert queries.value(DAYS, on=NEW_YEAR) == 9


def test_a_stale_withdrawal_is_refused(clerk):
    first = own(clerk)
    actions.end(first.key, revision=first.revision, until_on=MAY, actor=clerk)
    with pytest.raises(Stale):
        actions.withdraw(first.key, revision=first.revision, reason="잘못 입력", actor=clerk)


def test_a_withdrawn_override_is_not_withdrawn_twice(clerk):
    first = own(clerk)
    again = actions.withdraw(first.key, revision=first.revision, reason="잘못 입력", actor=clerk)
    with pytest.raises(Refused, match="already withdrawn"):
        actions.withdraw(first.key, revision=again.revision, reason="다시", actor=clerk)


def test_a_rolled_back_override_leaves_no_trace(clerk):
    assert queries.value(DAYS, on=NEW_YEAR) == 14
    with contextlib.suppress(RuntimeError), transaction.atomic():
        own(clerk)
        assert queries.value(DAYS, on=NEW_YEAR) == 10
        raise RuntimeError
    assert queries.value(DAYS, on=NEW_YEAR) == 14
