from datetime import date

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.rooms.support.establishment import actions, intake
from tests.cast import HOUSE

DAY = date(2023, 7, 1)
HEAD = "부서,직위,직급,정원"


def table(*rows, head=HEAD, closing=False):
    text = "\n".join([head, *rows])
    return intake.read(text.encode("utf-8-sig"), name="table.csv", day=DAY, closing=closing)


def verbs(read):
    return [change.verb.value for change in read.changes]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_was_taken_out_comes_back_without_a_change(city, language):
    content = intake.workbook(DAY, language=language)

    read = intake.read(content, name="t.xlsx", day=DAY, closing=True)
    assert (read.changes, read.wrongs) == ([], [])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("행정지원과,주무관,7급,1", []),
        ("행정지원과,주무관,7급,3", ["change_post"]),
        ("행정지원과,주무관,6급,1", ["change_post"]),
        ("행정지원과,전문관,6급,2", ["open_post"]),
        ("행정안전국 > 행정지원과,주무관,7급,3", ["change_post"]),
    ],
)
def test_a_row_asks_for_a_change(city, row, expected):
    assert verbs(table(row)) == expected


def test_a_post_with_its_key_moves_to_another_unit(city):
    read = table(f"정보통신과,주무관,7급,1,{city.posts['support']}", head=f"{HEAD},직위번호")
    assert verbs(read) == ["transfer_post"]


def test_posts_left_out_close_only_where_it_is_asked(city):
    assert verbs(table("행정지원과,주무관,7급,1", closing=True)) == ["close_post"] * 6
    assert verbs(table("행정지원과,주무관,7급,1")) == []


@pytest.mark.parametrize(
    "row",
    [
        *("없는과,주무관,7급,1", "행정지원과,,7급,1", "행정지원과,주무관,,1", "행정지원과,주무관,77급,1"),
        "행정지원과,주무관,7급,두 명",
    ],
)
def test_a_row_that_cannot_be_taken_is_named(city, row):
    assert [wrong.row for wrong in table(row).wrongs] == [2]


def test_a_sheet_without_the_columns_is_refused(city):
    with pytest.raises(Refused, match="unit, post and grades"):
        table("1,2,3,4", head="가,나,다,라")


def test_the_draft_changes_nothing_until_it_is_enacted(clerk, city):
    read = table("행정지원과,주무관,7급,3")
    drafted = actions.plan_table(planned=read.changes, title_ko="정원 조정", effective_on=DAY, actor=clerk)
    before = organised.headcounts(DAY)[city.units["support"]].established
    organisation.enact(key=drafted.key, revision=drafted.revision, actor=HOUSE)

    assert (before, organised.headcounts(DAY)[city.units["support"]].established) == (2, 4)
