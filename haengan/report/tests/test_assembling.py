from datetime import date

from haengan.kernel.figures.tests.orchard import actions as orchard
from haengan.lib.documents import model as doc
from haengan.report import actions, assembling, queries
from haengan.report.assembling import Assembly
from haengan.report.tests.conftest import CLERK


def assembled(report, language="ko"):
    return assembling.document(Assembly(report, language), queries.blocks(report))


def pick(on=date(2023, 3, 1), region="north", **told):
    grower = orchard.settle(region=region, actor=CLERK)
    return orchard.pick(grower=grower, on=on, actor=CLERK, **told)


def test_a_chip_is_a_number_that_links_to_its_records(report, write):
    pick()
    write("{{test.orchard.baskets|2023|region=north}}개")
    number = assembled(report).blocks[0].inlines[0]
    assert number.text == "1"
    assert (
        number.href
        == "/figures/test.orchard.baskets/?period=2023-01-01..2023-12-31&part=region%3Dnorth&base_on=2023-12-31"
    )


def test_an_approximate_number_says_so_in_both_languages(report, write):
    pick(rough=True)
    write("{{test.orchard.baskets|2023}}개", en="{{test.orchard.baskets|2023}} baskets")
    assert assembled(report).blocks[0].inlines[0].text == "1여"
    assert assembled(report, "en").blocks[0].inlines[0].text == "about 1"


def test_a_difference_is_shown_with_an_arrow(report, write):
    pick(on=date(2022, 3, 1))
    for _ in range(3):
        pick()
    write("{{test.orchard.baskets|2023|since=2022|form=arrow}}개")
    assert assembled(report).blocks[0].inlines[0].text == "↑2"


def test_ten_thousands_read_as_man_in_korean_only(report, write):
    pick(weight=40_000)
    write("{{test.orchard.weight|2023|form=man}}", en="{{test.orchard.weight|2023|form=man}}")
    assert assembled(report).blocks[0].inlines[0].text == "4만"
    assert assembled(report, "en").blocks[0].inlines[0].text == "40,000"


def test_a_published_list_merges_its_cells_and_links_each_number(report, write):
    first = pick()
    pick()
    pick(region="south")
    write("", kind="table", anchor="harvest", table={"kind": "list", "name": "test.orchard.list", "period": "2023"})
    table = assembled(report).tables[-1]
    assert [cell.rowspan for row in table.body for cell in row if cell.header] == [2, 1]
    assert table.body[0][2].lines[0][0].href == f"/figures/tables/test.orchard.list/{first.key}/"


def test_a_grid_holds_text_and_chips(report, write):
    pick()
    grid = {
        "head": [[{"ko": "구분", "en": "Part"}, {"ko": "수확", "en": "Harvest"}]],
        "body": [[{"ko": "북", "en": "North", "header": True}, {"ko": "{{test.orchard.baskets|2023|region=north}}"}]],
        "unit_ko": "(단위: 개)",
        "unit_en": "(unit: baskets)",
    }
    write("수확", kind="table", anchor="grid", table=grid)
    table = assembled(report, "en").tables[-1]
    assert (table.unit, table.body[0][1].lines[0][0].text) == ("(unit: baskets)", "1")


def test_the_cover_shows_vision_goals_and_tasks(report):
    actions.set_goals(key=report.key, revision=report.revision, goals=[("목표", "Goal")], actor=CLERK)
    actions.plan_task(
        report=report, kind="own", name_ko="일", name_en="Work", division_ko="과", division_en="Division",
        planned_on=date(2023, 12, 31), actor=CLERK,
    )  # fmt: skip
    cover = assembled(report).cover
    assert (cover.vision, cover.goals, len(cover.tasks.body)) == ("안전도시", ("목표",), 1)


def test_notes_and_headings_keep_their_marks(report, write):
    write("장", kind="heading", anchor="one", table={"number": "Ⅰ"})
    write("주", kind="note", level=2)
    heading, note = assembled(report).blocks
    assert (heading.number, note.mark) == ("Ⅰ", "*")
    assert isinstance(note, doc.Note)


def test_assembling_costs_the_same_whatever_the_lines(report, write, django_assert_num_queries):
    for _ in range(20):
        write("글")
    with django_assert_num_queries(3):
        assembled(report)
