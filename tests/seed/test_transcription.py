"""The sums that the report must satisfy, and the completeness of its transcription."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from tests.seed import printed, shapes, transcription

VALUES = {number.id: number.value for number in printed.NUMBERS}
TABLES = {table.id: table for table in transcription.TABLES}

SUMS = {
    "townhalls.2022.total": ["townhalls.2022.districts", "townhalls.2022.businesses"],
    "townhalls.2023.total": [
        *(f"townhalls.2023.{sector}" for sector in ("districts", "businesses", "restaurants", "farmers", "artists")),
        *(f"townhalls.2023.{sector}" for sector in ("libraries", "architects", "educators", "apartments")),
    ],
    "townhalls.total": ["townhalls.2022.total", "townhalls.2023.total"],
    "honorary_mayors.total": [f"honorary_mayors.{group}" for group in ("youth", "women", "adolescents", "artists")],
    "assemblies.2023.put": ["assemblies.2023.village_plan.put", "assemblies.2023.autonomy_plan.put"],
    "assemblies.2023.carried": ["assemblies.2023.village_plan.carried", "assemblies.2023.autonomy_plan.carried"],
    "wifi.total": [
        *("wifi.village_buses", "wifi.bus_stops", "wifi.public_offices", "wifi.welfare", "wifi.parks", "wifi.culture")
    ],
    "wifi.running.total": ["wifi.total"],
    "innovations.total": ["innovations.work", "innovations.services", "innovations.community"],
    **{
        f"organisation.{unit}": [f"organisation.{unit.replace('after', stage)}" for stage in ("before", "change")]
        for unit in (
            *("head.after.divisions", "agencies.after.agencies", "agencies.after.divisions"),
            *("business.after.divisions", "business.after.offices", "districts.after.dong"),
        )
    },
}


@pytest.mark.parametrize(("total", "parts"), SUMS.items(), ids=SUMS)
def test_a_total_is_the_sum_of_its_parts(total, parts):
    assert VALUES[total] == sum(VALUES[part] for part in parts)


STATED = {
    "townhalls.2022.total": 20,
    "townhalls.2023.total": 16,
    "townhalls.total": 36,
    "honorary_mayors.total": 20,
    "honorary_mayors.women.disabled": 1,
    "assemblies.2023.put": 131,
    "assemblies.2023.carried": 128,
    "assemblies.2023.voters": 12292,
    "assemblies.2023.voters.increase": 4900,
    "assemblies.2023.items.increase": 17,
    "wifi.total": 123,
    "innovations.total": 11,
    "trainings.leadership.participants": 142,
    "trainings.leadership.sessions": 4,
    "trainings.unity.participants": 470,
    "trainings.unity.cohorts": 4,
    "trainings.mind_coaching.participants": 99,
    "trainings.mind_coaching.sessions": 6,
    "trainings.mind_coaching.courses": 3,
    "personnel.ordinances.amended": 10,
    "personnel.ordinances.repealed": 4,
    "personnel.hard_duty.before": 7,
    "personnel.hard_duty.after": 10,
    "warnings.cctv": 13,
    "warnings.sirens": 11,
    "warnings.boards": 10,
    "alarm_terminals.added": 1,
    "alarm_terminals.replaced": 3,
    "organisation.head.after.divisions": 40,
    "organisation.agencies.after.divisions": 8,
    "organisation.business.after.divisions": 7,
    "organisation.districts.after.dong": 10,
}


@pytest.mark.parametrize(("number", "value"), STATED.items(), ids=STATED)
def test_a_number_that_the_reading_names_has_its_value(number, value):
    assert VALUES[number] == value


def test_no_more_items_are_carried_than_put():
    for plan in ("", "village_plan.", "autonomy_plan."):
        assert VALUES[f"assemblies.2023.{plan}carried"] <= VALUES[f"assemblies.2023.{plan}put"]


def test_units_that_print_no_change_stay_as_they_were():
    for unit in (
        "head.{}.offices",
        "head.{}.bureaus",
        "business.{}.headquarters",
        "districts.{}.eup",
        "districts.{}.myeon",
    ):
        assert VALUES["organisation." + unit.format("before")] == VALUES["organisation." + unit.format("after")]


def test_the_plan_has_26_tasks_of_five_divisions():
    assert Counter(division for _, _, division in transcription.TASKS) == {
        "행정지원과": 4,
        "자치협력과": 6,
        "안전총괄과": 8,
        "민원여권과": 5,
        "정보통신과": 3,
    }
    assert len({name for _, name, _ in transcription.TASKS}) == 26


def test_the_tasks_are_15_own_5_major_5_new_and_one_pledge():
    kinds = Counter(kind for kind, _, _ in transcription.TASKS)

    assert kinds == {"고유": 15, "주요": 5, "신규": 5, "공약": 1}


def test_the_plan_has_one_vision_and_three_goals():
    assert transcription.VISION.startswith("100만 파주")
    assert len(transcription.GOALS) == 3


def test_eleven_exchanges_reach_seven_cities_of_six_countries():
    rows = TABLES["exchanges"].grid()[1:]

    assert len(rows) == 11
    assert len({country for country, *_ in rows}) == 6
    assert len({city for _, city, *_ in rows}) == 7


def test_gloucester_holds_two_acts_and_the_sasebo_homestay_two_months():
    rows = TABLES["exchanges"].grid()

    assert rows[9][3].count("·") == rows[9][4].count("교류") == 2
    assert [moment.first.month for moment in printed.MOMENTS if moment.at == ("exchanges", 4, 2)] == [9, 11]


def test_only_numbers_printed_with_yeo_are_approximate():
    approximate = [number.id for number in printed.NUMBERS if number.approximate]

    assert approximate == [
        "national_days.2023-03-01.attendance",
        "national_days.2023-08-15.attendance",
        "exchanges.gloucester.attendance",
    ]


def test_three_awards_are_listed_and_one_brings_money():
    awards = TABLES["awards"].grid()[1:]

    assert [award[-1] for award in awards] == ["60,000", "-", "-"]


def test_the_call_centre_has_eleven_milestones_in_three_stages():
    stages = TABLES["call_centre"].rows[3]

    assert [len(stage.text.splitlines()) - 1 for stage in stages] == [3, 3, 5]


@pytest.mark.parametrize("table", transcription.TABLES, ids=lambda table: table.id)
def test_the_spans_of_a_table_fill_a_rectangle_exactly(table):
    grid = table.grid()
    covered = sum(cell.rows * cell.cols for row in table.rows for cell in row)

    assert covered == len(grid) * len(grid[0])
    assert table.anchors()[0, 0].text == grid[0][0]


@pytest.mark.parametrize("number", printed.NUMBERS, ids=lambda number: number.id)
def test_a_number_is_what_its_printed_digits_say(number):
    digits = re.sub(r"[^\d만]", "", number.text).replace("만", "0000")

    assert int(digits) == abs(number.value)
    assert (number.value < 0) == ("↓" in number.text)


@pytest.mark.parametrize("fact", [*printed.NUMBERS, *printed.MOMENTS, *printed.NAMES], ids=lambda f: f.text)
def test_a_fact_stands_where_it_says_that_it_stands(fact):
    sections = {name for chapter, section, _ in transcription.SECTIONS for name in (chapter, section)}
    if isinstance(fact.at, str):
        assert fact.at in sections
    else:
        table, row, column = fact.at
        assert fact.text in TABLES[table].anchors()[row, column].text


def _positions(table: shapes.Table):
    return [((table.id, *position), cell.text) for position, cell in table.anchors().items()]


def test_no_digit_of_any_table_cell_is_left_without_a_fact():
    facts = sorted((*printed.NUMBERS, *printed.MOMENTS, *printed.NAMES), key=lambda fact: -len(fact.text))
    for place, text in (entry for table in transcription.TABLES for entry in _positions(table)):
        rest = text
        for fact in facts:
            if fact.at == place:
                rest = rest.replace(fact.text, "", 1)
        assert not re.search(r"\d", rest), (place, rest)


def test_ids_are_unique():
    for facts in (printed.NUMBERS, printed.MOMENTS, transcription.TABLES):
        assert [name for name, times in Counter(fact.id for fact in facts).items() if times > 1] == []


def test_every_printed_weekday_is_the_true_one():
    for moment in printed.MOMENTS:
        assert moment.weekday in ("", "월화수목금토일"[moment.first.weekday()])


def test_every_stretch_of_time_ends_no_earlier_than_it_begins():
    spans = [number.on for number in printed.NUMBERS if number.on]
    spans += [(moment.first, moment.last) for moment in printed.MOMENTS]

    assert all(first <= last for first, last in spans)


def test_sections_of_a_chapter_stand_together():
    chapters = [chapter for chapter, _, _ in transcription.SECTIONS]

    assert sum(before != after for before, after in pairwise(chapters)) == 1
