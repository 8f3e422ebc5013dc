from datetime import date
from html import unescape

import pytest

from haengan.kernel.approvals.models import Paper
from haengan.kernel.figures.tests.orchard import actions as orchard
from haengan.report import actions, queries
from haengan.report.tests.conftest import CLERK
from tests.cast import HOUSE

PAGE = "/report/2023/"
CHIP = "{{test.orchard.baskets|2023}}"


@pytest.fixture
def writer(desk, kim, give):
    give(kim, "report.write", "report.freeze")
    return desk(kim)


def told(page):
    return page.content.decode()


def test_the_desk_shows_each_line_as_it_will_be_printed(writer, write):
    write(f"바구니 {CHIP}개를 거둠", en=f"{CHIP} baskets")
    page = told(writer.get(PAGE))
    assert 'data-figure="test.orchard.baskets"' in page
    assert "Every quantity leads to a figure" in page


def test_an_untraced_quantity_is_marked_and_can_be_signed_for(writer, write):
    block = write("바구니 12개를 거둠")
    assert "<mark>12개</mark>" in told(writer.get(PAGE))
    answer = writer.post(f"/report/2023/sign/{block.key}/", {"quantity": "12개", "source": "수확일지"})
    assert answer.status_code == 302
    assert "Every quantity leads to a figure" in told(writer.get(PAGE))


def test_a_line_is_previewed_without_being_kept(writer, report):
    page = told(writer.post("/report/2023/preview/", {"text_ko": f"{CHIP}개와 3개", "kind": "item", "level": "2"}))
    assert 'data-figure="test.orchard.baskets"' in page
    assert "<mark>3개</mark>" in page
    assert not queries.blocks(report).exists()


def test_a_line_is_written_and_revised(writer, report):
    given = {"kind": "item", "level": "1", "text_ko": "하나", "text_en": "one"}
    assert writer.post("/report/2023/line/", given).status_code == 302
    block = queries.blocks(report).get()
    writer.post(f"/report/2023/line/{block.key}/", {**given, "text_ko": "둘", "revision": block.revision})
    assert queries.blocks(report).get().text_ko == "둘"


def test_a_wrong_chip_is_refused_at_its_field(writer, report):
    page = writer.post("/report/2023/line/", {"kind": "item", "level": "1", "text_ko": "{{no.such.figure|2023}}개"})
    assert page.status_code == 422
    assert "no.such.figure" in told(page)


def test_the_cells_of_a_table_are_typed(writer, report):
    writer.post("/report/2023/table/grid/", {"columns": 2, "rows": 1})
    block = queries.blocks(report).get()
    cells = {"head-0-0-ko": "구분", "head-0-1-ko": "수확", "body-0-0-ko": "북", "body-0-1-ko": CHIP, "add": "row"}
    writer.post(f"/report/2023/cells/{block.key}/", {**cells, "revision": block.revision})
    block = queries.blocks(report).get()
    assert block.table["body"][0][1]["ko"] == CHIP
    assert len(block.table["body"]) == 2


def test_an_approved_edition_is_published_for_citizens(writer, write, approved):
    grower = orchard.settle(region="north", actor=HOUSE)
    orchard.pick(grower=grower, on=date(2023, 3, 1), actor=HOUSE)
    write(f"바구니 {CHIP}개", en=f"{CHIP} baskets")
    approved()
    writer.post("/report/2023/1/publish/")
    assert queries.published(2023).count() == 1
    assert 'data-figure="test.orchard.baskets"' in told(writer.get("/report/2023/1/"))


def test_the_freeze_button_drafts_a_paper_and_freezes_nothing(writer, report):
    answer = writer.post("/report/2023/freeze/", {"purpose": "council"})
    paper = Paper.objects.get()
    assert (paper.kind, paper.subject_key, answer.url) == (
        "report.freeze",
        report.key,
        f"/approvals/papers/{paper.key}/",
    )
    assert not queries.editions(report).exists()


def test_citizens_read_only_what_is_published(citizen, report, approved):
    edition = approved()
    assert citizen.get("/report/2023/1/").status_code == 404
    actions.publish(key=edition.key, today=report.base_on, actor=CLERK)
    assert citizen.get("/report/2023/").status_code == 200
    assert citizen.get("/report/2023/1/report.docx").content[:2] == b"PK"


def test_who_may_not_write_sees_no_tools_and_is_refused(desk, lee, write):
    block = write("하나")
    browser = desk(lee)
    assert "Revise" not in told(browser.get(PAGE))
    assert browser.get(f"/report/2023/line/{block.key}/").status_code == 403
    assert browser.post("/report/2023/preview/", {}).status_code == 403


def test_writing_pages_do_not_exist_for_citizens(citizen, report):
    assert citizen.get("/report/2023/line/").status_code == 404


def test_the_desk_costs_the_same_whatever_the_lines(writer, write, django_assert_max_num_queries):
    for _ in range(20):
        write("글")
    with django_assert_max_num_queries(40):
        writer.get(PAGE)


@pytest.mark.parametrize("year", ["9", "1899", "2200", "32767"])
def test_a_report_is_opened_only_for_a_year_that_an_address_can_hold(year, writer):
    given = {"year": year, "base_on": "2023-12-31"}
    given |= {f"{name}_{code}": "x" for name in ("title", "organisation") for code in ("ko", "en")}
    assert writer.post("/report/new/", given).status_code == 422
    assert writer.get("/report/").status_code == 200


LINE = {"kind": "item", "level": "1", "text_en": ""}


def test_a_line_that_someone_else_revised_meanwhile_is_shown_beside_ones_own(writer, write):
    block = write("하나")
    actions.revise(key=block.key, revision=block.revision, text_ko="둘", actor=CLERK)
    page = writer.post(f"/report/2023/line/{block.key}/", {**LINE, "text_ko": "셋", "revision": block.revision})
    assert page.status_code == 409
    assert all(words in told(page) for words in ("Someone else has changed this", "둘", "셋"))
    again = writer.post(f"/report/2023/line/{block.key}/", {**LINE, "text_ko": "셋", "revision": block.revision + 1})
    assert again.status_code == 302


def test_goals_written_over_an_older_view_are_shown_beside_those_that_stand(writer, report):
    actions.set_goals(key=report.key, revision=report.revision, goals=[("하나", "One")], actor=CLERK)
    page = writer.post("/report/2023/goals/", {"goals": "둘 | Two", "revision": report.revision})
    assert page.status_code == 409
    assert "하나 | One" in told(page)


@pytest.mark.parametrize(
    ("chip", "said"),
    [
        ("{{no.such.figure|2023}}", "지표가 없습니다"),
        ("{{test.orchard.baskets|2023|region=nroth}}", "부분이 없습니다"),
        ("{{test.orchard.baskets|soon}}", "기간 “soon”: 읽을 수 없습니다"),
        ("{{test.orchard.baskets", "짝이 없는"),
        ("{{test.orchard.baskets}}", "{{지표|기간|나눔=항목}}"),
        ("{{test.orchard.baskets|2023|form=roman}}", "표기"),
    ],
)
def test_a_korean_official_reads_in_korean_what_is_wrong_with_a_chip(chip, said, writer, report):
    page = writer.post("/report/2023/preview/", {"text_ko": chip}, headers={"accept-language": "ko"})
    assert said in unescape(told(page))


def test_an_official_retracts_an_award(writer, report):
    words = {
        "giver_ko": "도지사",
        "giver_en": "x",
        "name_ko": "평가",
        "name_en": "x",
        "grade_ko": "우수",
        "grade_en": "x",
    }
    award = actions.record_award(report=report, awarded_on=date(2023, 4, 4), actor=CLERK, **words)
    given = {"revision": award.revision, "reason": "두 번 입력"}
    assert writer.post(f"/report/awards/{award.key}/retract/", given).status_code == 302
    assert "retracted on" in told(writer.get(f"/report/awards/{award.key}/")).lower()
    assert not queries.awards().exists()


def test_a_new_line_begins_as_the_one_above_it(writer, write):
    above = write("※ 하나", kind="note")
    page = told(writer.get(f"/report/2023/line/?after={above.key}"))
    assert '<option value="note" selected>' in page
    assert "New line" in page
    assert '<option value="item" selected>' in told(writer.get("/report/2023/line/"))
