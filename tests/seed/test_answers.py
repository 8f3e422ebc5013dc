"""The two readings of the report held against each other: the transcription and the sample's files must agree."""

import re

import pytest

from tests.seed import answers, paju, printed, transcription

NUMBERS = {number.id: number for number in printed.NUMBERS}
TABLES = {table.id: table.grid() for table in transcription.TABLES}
EXCHANGES = paju.table("exchanges.csv")


def test_every_printed_number_has_an_answer():
    assert {*answers.FIGURES, *answers.CHANGES, *answers.IN_ROWS} == set(NUMBERS)


@pytest.mark.parametrize(("number", "chip"), answers.FIGURES.items(), ids=answers.FIGURES)
def test_the_figure_gives_the_printed_number(number, chip):
    assert paju.number(chip) == NUMBERS[number].value


@pytest.mark.parametrize(("number", "chips"), answers.CHANGES.items(), ids=answers.CHANGES)
def test_the_difference_of_two_figures_gives_the_printed_change(number, chips):
    before, after = map(paju.number, chips)

    assert after - before == NUMBERS[number].value


@pytest.mark.parametrize(("number", "cell"), answers.IN_ROWS.items(), ids=answers.IN_ROWS)
def test_an_exchange_holds_the_printed_number(number, cell):
    row, column = cell

    assert int(EXCHANGES[row - 1][column]) == NUMBERS[number].value
    assert (EXCHANGES[row - 1]["어림"] == column) == NUMBERS[number].approximate


@pytest.mark.parametrize("row", EXCHANGES, ids=lambda row: row["연번"])
def test_an_exchange_prints_as_the_table_has_it(row):
    country, city, time, content, kinds = TABLES["exchanges"][int(row["연번"])]

    assert (row["국가"], row["도시"], row["시기"], row["비고"]) == (country, city, time, kinds)
    assert _without_numbers(row["교류내용"]) == _without_numbers(content.replace("· ", ""))


def _without_numbers(text):
    return re.sub(r"\{\w+\}|\d+여?(?=명)|\d+만(?=불)", "#", text)


def test_the_awards_print_as_the_table_has_them():
    rows = [[row["수여기관"], row["수상명"], row["수상구분"]] for row in paju.table("awards.csv")]
    days = [re.sub(r"(\d{4})-0?(\d+)-0?(\d+)", r"\1. \2. \3.", row["수상일"]) for row in paju.table("awards.csv")]

    assert rows == [[giver, name, grade] for giver, _, name, grade, _ in TABLES["awards"][1:]]
    assert days == [day for _, day, *_ in TABLES["awards"][1:]]


def test_the_tasks_print_as_the_table_has_them():
    tasks = [[row["구분"], row["사업명"], row["담당부서"]] for row in paju.table("tasks.csv")]

    assert tasks == TABLES["tasks"][1:]


def test_the_milestones_print_as_the_table_has_them():
    stages: dict[str, list[str]] = {}
    for row in paju.table("call_centre.csv"):
        lines = stages.setdefault(row["단계"], [row["단계"]])
        dated = any(line.startswith(f"{row['시기']} ") and row["정밀도"] == "월" for line in lines)
        lines.append(row["내용"] if dated else f"{row['시기']} {row['내용']}")

    assert ["\n".join(lines) for lines in stages.values()] == TABLES["call_centre"][3]


def test_the_directions_print_as_the_table_has_them():
    directions: dict[str, list[str]] = {}
    for row in paju.table("call_centre_directions.csv"):
        directions.setdefault(row["방향"], [row["방향"]]).append(f"{' ①②'[int(row['순번'])]} {row['세부방향']}")

    assert ["\n".join(lines) for lines in directions.values()] == TABLES["call_centre"][1]


def test_the_vision_and_the_goals_are_the_same():
    plan = paju.document("plan.yaml")

    assert plan["vision"]["ko"] == transcription.VISION
    assert tuple(goal["ko"] for goal in plan["goals"]) == transcription.GOALS


def test_dated_events_fall_on_the_printed_days():
    days = {(moment.first, moment.last) for moment in printed.MOMENTS if moment.at in ("national_days", "armistice")}

    assert {(row["시작"], row["끝"]) for row in paju.table("events.csv")} == {
        (first.isoformat(), last.isoformat()) for first, last in days
    }


def test_the_table_heads_are_the_same():
    heads = paju.document("index.yaml")["tables"]
    same = {
        "organisation": "support.establishment.before_after",
        "townhalls": "autonomy.townhalls.by_sector",
        "exchanges": "autonomy.exchanges.list",
        "wifi": "digital.wifi.by_place",
        "awards": "report.awards",
        "tasks": "report.tasks",
    }

    for table, name in same.items():
        assert TABLES[table][0] == heads[name]["columns"]
    assert list(dict.fromkeys(TABLES["assemblies"][0])) == heads["autonomy.assemblies.items"]["columns"]


def test_attendance_is_approximate_where_it_is_printed_so():
    ceremonies = [row for row in paju.table("events.csv") if row["참석"]]
    printed_so = [number.approximate for number in printed.NUMBERS if number.id.startswith("national_days.2023")]

    assert [row["어림"] == "참석" for row in ceremonies] == printed_so


@pytest.mark.parametrize(
    ("heading", "day"), paju.document("index.yaml")["tables"]["support.establishment.before_after"]["days"].items()
)
def test_the_organisation_prints_as_the_table_has_it(heading, day):
    index = paju.document("index.yaml")
    column = TABLES["organisation"][0].index(heading)
    for row in TABLES["organisation"][1:]:
        group = index["tables"]["support.establishment.before_after"]["rows"][row[0]]
        parts = {part: label["noun"] for part, label in index["slices"]["part"].items() if part.startswith(f"{group}.")}
        numbers = [
            f"{paju.number(f'support.establishment.units|{day}|part={part}')}{noun}" for part, noun in parts.items()
        ]

        assert row[column].split(" (")[0] == " ".join(numbers)
