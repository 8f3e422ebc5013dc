from datetime import date

import pytest

from haengan.kernel.figures import actions as entering
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.people import actions as people
from haengan.rooms.support.establishment import actions, queries
from haengan.rooms.support.establishment import figures as ours
from haengan.rooms.support.establishment.tests.conftest import TODAY

BEFORE, AFTER = periods.day(date(2023, 6, 30)), periods.day(date(2023, 12, 31))
DIVISIONS = {"slice": "part", "member": "head_office.division"}


def amount(figure, period, **asked):
    return figures.value(figure, period, **asked).amount


def test_units_stand_by_seat_and_kind_without_the_city_and_its_teams(reorganise, house, city):
    reorganise()
    team = organisation.opening("open_unit", name_ko="민원팀", kind="team", seat="head_office", parent=city.bureau)
    organisation.change(planned=[team], from_on=date(2023, 1, 1), actor=house)

    assert [amount(ours.UNITS, day, **DIVISIONS) for day in (BEFORE, AFTER)] == [5, 6]
    assert [amount(ours.UNITS, day) for day in (BEFORE, AFTER)] == [6, 7]


def test_the_parts_add_up_to_the_whole_and_each_leads_to_its_units(city, reorganise):
    reorganise()
    parts = figures.by(ours.UNITS, AFTER, "part")

    assert sum(reading.amount for reading in parts) == amount(ours.UNITS, AFTER)
    for reading in parts:
        assert figures.behind(reading.asked).records.count() == reading.amount


def test_a_renaming_changes_no_count(city, house):
    from haengan.kernel.organisation.engine.chart.changes import Change, Verb

    renamed = Change(Verb.RENAME_UNIT, city.units["support"], {"name_ko": "총무과"})
    organisation.change(planned=[renamed], from_on=date(2023, 7, 1), actor=house)

    assert amount(ours.UNITS, AFTER, **DIVISIONS) == 5


def test_units_on_record_before_an_entered_total_are_not_counted_a_second_time(city, reorganise, house):
    for day, n in ((date(2022, 6, 30), 36), (date(2022, 12, 31), 40)):
        entering.enter(
            figure=ours.UNITS.name,
            period=periods.day(day),
            part="part=head_office.division",
            amount=n,
            document="조직개편 보고",
            today=TODAY,
            actor=house,
        )
    reorganise()

    read = [amount(ours.UNITS, periods.day(date(2022, month, 30)), **DIVISIONS) for month in (6, 9)]
    assert read == [36, 36]
    assert amount(ours.UNITS, BEFORE, **DIVISIONS) == 40
    assert amount(ours.UNITS, AFTER, **DIVISIONS) == 41


def test_seats_count_under_the_highest_grade_that_a_post_allows(city, house, reorganise):
    post = organisation.opening(
        "open_post", unit=city.units["support"], title_ko="주무관", grades=("6", "7"), established=3
    )
    organisation.change(planned=[post], from_on=date(2023, 1, 1), actor=house)
    reorganise()
    by_grade = {r.asked.member: r.amount for r in figures.by(ours.ESTABLISHED, AFTER, "grade") if r.amount}

    assert by_grade == {"4": 1, "6": 3, "7": 6, "9": 1}
    assert amount(ours.ESTABLISHED, AFTER) == 11


def test_the_headcount_follows_joining_promotion_and_leaving(lee, park, house):
    people.promote(key=lee.key, grade="6", from_on=date(2023, 7, 1), actor=house)
    park.refresh_from_db()
    people.leave(key=park.key, revision=park.revision, until_on=date(2023, 9, 1), actor=house)

    def counted(grade):
        return [amount(ours.HEADCOUNT, day, slice="grade", member=grade) for day in (BEFORE, AFTER)]

    assert (counted("7"), counted("6")) == ([2, 0], [0, 1])


def test_the_page_and_the_figure_agree_on_seats_and_people(lee, park, director, reorganise):
    reorganise()
    for day in (BEFORE, AFTER):
        found = queries.staffing(day.from_on).total
        assert found.established == amount(ours.ESTABLISHED, day)
        assert found.headcount == amount(ours.HEADCOUNT, day)


def test_vacancies_are_those_of_the_latest_survey(clerk, lee, house):
    actions.survey(taken_on=date(2023, 6, 30), today=TODAY, actor=clerk)

    assert amount(ours.VACANCIES, AFTER) == 5
    assert amount(ours.VACANCIES, AFTER, slice="grade", member="7") == 3
    assert amount(ours.VACANCIES, periods.day(date(2023, 6, 29))) == 0
    assert amount(ours.OVERAGES, AFTER) == 0


def test_an_amendment_counts_on_its_promulgation(propose, clerk):
    made = propose("ordinance")
    assert amount(ours.AMENDMENTS, periods.year(2023)) == 0
    actions.promulgate(
        key=made.key, revision=made.revision, number="제1호", promulgated_on=date(2023, 6, 28), actor=clerk
    )
    assert amount(ours.AMENDMENTS, periods.month(2023, 6), slice="instrument", member="ordinance") == 1


@pytest.mark.parametrize("figure", [ours.UNITS, ours.ESTABLISHED, ours.HEADCOUNT, ours.VACANCIES], ids=lambda f: f.name)
def test_a_close_stores_what_the_records_say(figure, clerk, lee, reorganise, house):
    entering.close(actor=house)
    reorganise()
    actions.survey(taken_on=date(2023, 7, 2), today=TODAY, actor=clerk)
    entering.close(actor=house)
    from haengan.kernel.figures.models import Close

    mark = Close.objects.order_by("-mark").values_list("mark", flat=True)[0]
    assert amount(figure, AFTER, known_at=mark) == amount(figure, AFTER)
