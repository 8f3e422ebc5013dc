from datetime import date

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.followups import queries as followups
from haengan.rooms.support.establishment import actions
from haengan.rooms.support.establishment.models import Census
from haengan.rooms.support.establishment.tests.conftest import TODAY

SURVEYED = date(2023, 6, 30)


def test_a_survey_counts_seats_and_people_by_body_and_grade(clerk, lee, director):
    census = actions.survey(taken_on=SURVEYED, today=TODAY, actor=clerk)

    found = {(line.seat, line.grade): (line.established, line.headcount) for line in census.lines.all()}
    assert found == {("head_office", "4"): (1, 1), ("head_office", "7"): (5, 2), ("head_office", "9"): (1, 0)}
    assert [line.vacancies for line in census.lines.all()] == [0, 3, 1]


def test_a_survey_ends_where_the_next_begins_even_when_entered_late(clerk):
    actions.survey(taken_on=date(2022, 6, 30), today=TODAY, actor=clerk)
    actions.survey(taken_on=SURVEYED, today=TODAY, actor=clerk)
    actions.survey(taken_on=date(2022, 12, 31), today=TODAY, actor=clerk)

    assert list(Census.objects.order_by("taken_on").values_list("until_on", flat=True)) == [
        date(2022, 12, 31),
        SURVEYED,
        None,
    ]


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2019, 12, 31)], ids=["to come", "before the city"])
def test_a_day_without_organisation_or_still_to_come_is_not_surveyed(day, clerk):
    with pytest.raises(Refused):
        actions.survey(taken_on=day, today=TODAY, actor=clerk)


def test_a_day_is_surveyed_once(clerk):
    actions.survey(taken_on=SURVEYED, today=TODAY, actor=clerk)
    with pytest.raises(Refused, match="has been surveyed"):
        actions.survey(taken_on=SURVEYED, today=TODAY, actor=clerk)


def test_a_survey_is_counted_again_after_a_correction(clerk, city, house):
    from haengan.kernel.people import actions as people

    census = actions.survey(taken_on=SURVEYED, today=TODAY, actor=clerk)
    people.register(number="77", name_ko="새사람", grade="8", from_on=date(2023, 6, 1), actor=house, invented=True)
    again = actions.recount(key=census.key, revision=census.revision, reason="빠진 사람", actor=clerk)

    assert again.headcount == census.headcount + 1
    assert again.lines.get(seat="").overages == 1


def test_a_rule_is_owed_to_the_council_and_settled_when_it_goes(propose, clerk):
    rule = propose()
    rule = actions.promulgate(
        key=rule.key, revision=rule.revision, number="제321호", promulgated_on=date(2023, 6, 28), actor=clerk
    )
    owed = followups.about(rule).get()
    assert (owed.due_on, owed.owner) == (date(2023, 7, 8), clerk)

    actions.submit(key=rule.key, revision=rule.revision, submitted_on=date(2023, 7, 3), actor=clerk)
    assert followups.about(rule).get().completion.completed_on == date(2023, 7, 3)


def test_an_ordinance_is_owed_nowhere_after_its_promulgation(propose, clerk):
    made = propose("ordinance")
    made = actions.promulgate(
        key=made.key, revision=made.revision, number="제1호", promulgated_on=date(2023, 6, 28), actor=clerk
    )
    assert made.submit_by_on is None
    assert not followups.about(made).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"noticed_on": None}, "noticed_on"), ({"noticed_on": None, "waiver": "no_cost", "cost": 5}, "waiver")],
)
def test_article_38_wants_a_notice_unless_nothing_more_is_spent(given, field, propose):
    with pytest.raises(Refused) as refused:
        propose(**given)
    assert refused.value.field == field


def test_a_draft_is_promulgated_once_and_after_its_notice(propose, clerk):
    rule = propose()
    given = {"key": rule.key, "number": "제1호", "actor": clerk}
    with pytest.raises(Refused, match="after its notice"):
        actions.promulgate(revision=rule.revision, promulgated_on=date(2023, 5, 1), **given)
    rule = actions.promulgate(revision=rule.revision, promulgated_on=date(2023, 6, 1), **given)
    with pytest.raises(Refused, match="no place"):
        actions.promulgate(revision=rule.revision, promulgated_on=date(2023, 6, 2), **given)
