"""The sample city's files: they load, they agree with themselves, and every quantity in the narrative is a figure."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.seed import paju

INDEX = paju.document("index.yaml")
ORGANISATION = paju.document("organisation.yaml")
NARRATIVE = paju.nodes(paju.document("narrative.yaml"))
LINES = [node for node in NARRATIVE if "ko" in node]
CHIPS = sorted({chip for node in LINES for language in ("ko", "en") for chip in paju.CHIP.findall(node[language])})
ENTERED = [entry["file"] for entry in INDEX["files"] if entry["kind"] == "entered"]

ROWS = {
    "exchanges.csv": 11,
    "awards.csv": 3,
    "events.csv": 5,
    "call_centre.csv": 11,
    "call_centre_directions.csv": 6,
    "tasks.csv": 26,
    "establishment.csv": 22,
    "townhalls.csv": 11,
    "honorary_mayors.csv": 5,
    "assemblies.csv": 7,
    "trainings.csv": 7,
    "ordinances.csv": 2,
    "warnings.csv": 3,
    "wifi.csv": 6,
    "innovations.csv": 3,
    "cyber.csv": 1,
    "entered.csv": 6,
}

YEAR = "2023"
SUMS = {
    "autonomy.townhalls.held|2022-01-01..2023-09-04": 36,
    "autonomy.townhalls.held|2022": 20,
    "autonomy.townhalls.held|2023-01-01..2023-09-04": 16,
    f"autonomy.honorary_mayors.appointed|{YEAR}": 20,
    f"autonomy.assemblies.items_put|{YEAR}": 131,
    f"autonomy.assemblies.items_carried|{YEAR}": 128,
    f"digital.wifi.installed|{YEAR}": 123,
    f"digital.innovations.tasks|{YEAR}": 11,
    f"autonomy.exchanges.held|{YEAR}": 11,
    f"autonomy.exchanges.gifts|{YEAR}": 40000,
    "report.awards.prize|2022-01-01..2023-12-31": 60000,
    f"support.events.attendance|{YEAR}|event=samil": 800,
}

NAMES = r"민선8기 1년|1박 2일|정전협정 70주년|\d+만 대도시|3\.1절|[\d·~]+급|grades?[ -]\d( and \d)?|70th|500,000"
DATES = r"\d{4}년( \d{1,2}월)?|\d{4}\. (\d{1,2}\.)( \d{1,2}\.)?(\([월화수목금토일]\))?|\d{1,2}\. \d{1,2}\.|~ \d{1,2}\.( \d{1,2}\.)?"
ENGLISH_DATES = r"(\d{1,2} )?(January|March|June|July|August|September|December) ?(\d{4})?|\d{1,2} (?=to \d)"
PLAIN = re.compile("|".join((ENGLISH_DATES, NAMES, DATES, "민선8기", "코로나19", "COVID-19", r"[Ii]n 20\d\d")))
COUNTED_IN_WORDS = re.compile(
    r"(?<![가-힣])(한|두|세|네|다섯|여섯|일곱|여덟|아홉|열) ?(명|회|건|개|곳|대|가지|번|차례)|\b(three|four|five|six|seven|eight|nine|ten|eleven)\b"
)


def _typed(node, language):
    return paju.CHIP.sub("", node[language])


def test_the_index_lists_every_file_of_the_folder():
    files = {path.name for path in paju.FOLDER.iterdir()} - {
        "README.md",
        "index.yaml",
        "load.py",
        "parts",
        "__pycache__",
    }

    assert Counter(files) == Counter(entry["file"] for entry in INDEX["files"])


@pytest.mark.parametrize(("file", "rows"), ROWS.items(), ids=ROWS)
def test_a_file_has_its_rows_and_no_stray_cells(file, rows):
    table = paju.table(file)

    assert len(table) == rows
    assert all(None not in row and None not in row.values() for row in table)


@pytest.mark.parametrize("file", ENTERED)
def test_entered_totals_share_their_columns_and_use_known_words(file):
    for row in paju.table(file):
        assert list(row) == INDEX["entered_columns"]
        assert re.fullmatch(r"(support|autonomy|safety|civil_affairs|digital)\.[a-z_]+\.[a-z_]+", row["지표"])
        assert row["시기근거"] in ("원문", "보고연도", "추정")
        assert row["어림"] in ("", "어림")
        assert row["단위"]
        assert row["출처"]


def test_every_slice_of_an_entered_total_has_a_label_in_both_languages():
    for fact in paju.entered():
        for key, member in fact.slices:
            assert INDEX["slices"][key][member].keys() >= {"ko", "en"}


def test_no_total_is_entered_twice():
    keys = Counter((fact.figure, fact.slices, fact.first, fact.last) for fact in paju.entered())

    assert max(keys.values()) == 1


def test_every_interval_ends_no_earlier_than_it_begins():
    assert all(fact.first <= fact.last for fact in paju.entered() + paju.recorded())


@pytest.mark.parametrize(("chip", "number"), SUMS.items(), ids=SUMS)
def test_a_printed_sum_follows_from_its_parts(chip, number):
    assert paju.number(chip) == number


@pytest.mark.parametrize("chip", CHIPS)
def test_every_chip_of_the_narrative_has_facts_behind_it(chip):
    assert paju.number(chip) > 0


def test_a_chip_that_nothing_answers_is_refused():
    with pytest.raises(paju.UnansweredError):
        paju.behind(f"autonomy.townhalls.invented|{YEAR}")


@pytest.mark.parametrize("node", LINES, ids=lambda node: node["ko"][:24])
def test_a_line_names_the_same_figures_in_both_languages(node):
    assert Counter(paju.CHIP.findall(node["ko"])) == Counter(paju.CHIP.findall(node["en"]))


@pytest.mark.parametrize("node", LINES, ids=lambda node: node["ko"][:24])
def test_no_quantity_is_typed_in_a_line(node):
    for language in ("ko", "en"):
        rest = PLAIN.sub("", _typed(node, language))
        assert not re.search(r"\d", rest), rest
        assert not COUNTED_IN_WORDS.search(rest), rest


@pytest.mark.parametrize(
    "typed",
    ["총 36회 운영", "12개소에 설치", "공격 네 가지를 막음", "두 차례 열림", "on four days", "2023년 명예시장 20명"],
)
def test_a_typed_quantity_would_be_found(typed):
    rest = PLAIN.sub("", typed)

    assert re.search(r"\d", rest) or COUNTED_IN_WORDS.search(rest)


@pytest.mark.parametrize("node", LINES, ids=lambda node: node["ko"][:24])
def test_the_unit_of_the_figure_follows_its_chip(node):
    for match in paju.CHIP.finditer(node["ko"]):
        unit = {fact.unit for fact in paju.behind(match[1])} - {""} or {"명"}
        assert node["ko"][match.end() :].startswith(unit.pop())


def test_typed_weekdays_are_true():
    found = [day for node in LINES for day in re.findall(r"(\d{4})\. (\d+)\. (\d+)\.\((.)\)", node["ko"])]

    assert len(found) == 2
    for year, month, day, weekday in found:
        assert weekday == "월화수목금토일"[date(int(year), int(month), int(day)).weekday()]


def test_every_table_is_placed_once_in_the_narrative():
    placed = Counter(name for node in NARRATIVE for name in [node.get("table"), *node.get("tables", [])] if name)

    assert placed == Counter(list(INDEX["tables"]))


def test_every_entered_total_is_read_by_a_chip_or_a_table():
    in_tables = {file for table in INDEX["tables"].values() for file in table["files"]}
    by_chips = {fact for chip in CHIPS for fact in paju.behind(chip)}

    assert [fact for fact in paju.entered() if fact not in by_chips and fact.file not in in_tables] == []


def test_exchanges_reach_seven_cities_of_six_countries():
    rows = paju.table("exchanges.csv")

    assert (len({row["도시"] for row in rows}), len({row["국가"] for row in rows})) == (7, 6)


@pytest.mark.parametrize("row", paju.table("exchanges.csv"), ids=lambda row: row["연번"])
def test_an_exchange_prints_every_number_that_it_holds(row):
    columns = {"파견": ["파견"], "내방": ["내방"], "양국": ["파견", "내방"], "기타": ["기타참석"], "금액": ["금액"]}
    marks = re.findall(r"\{(\w+)\}", row["교류내용"])

    filled = {column for column in ("파견", "내방", "기타참석", "금액") if row[column]}
    assert {column for mark in marks for column in columns[mark]} == filled
    assert "양국" not in marks or row["파견"] == row["내방"]
    assert marks == re.findall(r"\{(\w+)\}", row["교류내용(영문)"])
    assert len(row["교류내용"].splitlines()) == len(row["비고"].splitlines())


@pytest.mark.parametrize("row", paju.table("exchanges.csv"), ids=lambda row: row["연번"])
def test_an_exchange_known_by_its_months_begins_and_ends_with_them(row):
    months = row["해당월"].split(";")

    assert (row["시작"], row["끝"][:7]) == (f"{months[0]}-01", months[-1])
    assert date.fromisoformat(row["끝"]).toordinal() + 1 == _following(row["끝"]).toordinal()


def _following(day):
    year, month = int(day[:4]), int(day[5:7])
    return date(year + month // 12, month % 12 + 1, 1)


def test_tasks_belong_to_the_five_divisions_and_have_known_kinds():
    plan = paju.document("plan.yaml")
    divisions = [division["name_ko"] for division in ORGANISATION["divisions"]]

    assert list(dict.fromkeys(task["담당부서"] for task in paju.table("tasks.csv"))) == divisions == plan["divisions"]
    assert {task["구분"] for task in paju.table("tasks.csv")} == set(plan["kinds"])
    assert len(plan["goals"]) == 3


def test_one_keeper_stands_for_each_system_and_every_official_is_marked_invented():
    holders = [ORGANISATION["bureau"]["head"], *(division["head"] for division in ORGANISATION["divisions"])]
    keepers = [keeper for division in ORGANISATION["divisions"] for keeper in division["keepers"]]
    officials = [post["official"] for post in holders + keepers]

    assert len({keeper["system"] for keeper in keepers}) == len(keepers) == 29
    assert len({official["login"] for official in officials}) == len(officials) == 35
    assert all(official["invented"] is True and "(시연)" in official["name_ko"] for official in officials)


def test_the_new_dong_are_the_difference_of_the_totals():
    before, after = (
        paju.number(f"support.establishment.units|{day}|part=district.dong") for day in ("2022-06-30", "2023-12-31")
    )
    opened = [change["count"] for change in ORGANISATION["restructuring"]["changes"] if change["act"] == "open"]

    assert opened == [after - before]


def test_an_entered_total_is_about_one_slice_at_most():
    assert all(len(fact.slices) <= 1 for fact in paju.entered())


def test_the_parts_that_add_up_leave_out_the_overlapping_ones():
    members = {member for fact in paju.behind("autonomy.honorary_mayors.appointed|2023") for _, member in fact.slices}

    assert members == {"youth", "women", "adolescents", "artists"}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-03-01", "2023-03-01", "2023-03-01"),
        ("2022-08-01..2023-08-31", "2022-08-01", "2023-08-31"),
    ],
)
def test_a_period_is_read_with_its_last_day(text, first, last):
    assert paju.period(text) == (date.fromisoformat(first), date.fromisoformat(last))
