from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.organisation.models import Restructuring
from haengan.rooms.support.establishment import actions, intake
from haengan.rooms.support.establishment.models import Amendment, Census
from haengan.rooms.support.establishment.tests.conftest import READ, TODAY

HOME = "/support/establishment/"
COMPARED = f"{HOME}compare/?from=2023-06-30&to=2023-12-31"
PAGES = [HOME, f"{HOME}units/?on=2023-06-30&teams=1", COMPARED, f"{HOME}surveys/", f"{HOME}amendments/"]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_both_languages(page, language, desk, clerk, propose, reorganise):
    reorganise()
    propose()
    assert desk(clerk, language=language).get(page).status_code == 200


@pytest.mark.parametrize("page", [HOME, f"{HOME}units/", COMPARED, f"{HOME}table.xlsx", f"{HOME}compare.pdf"])
def test_whoever_lacks_the_duty_sees_none_of_it(page, desk, lee):
    assert desk(lee).get(page).status_code == 403


def test_before_and_after_are_told_in_the_words_of_the_report(desk, clerk, reorganise):
    reorganise()
    told = desk(clerk, language="ko").get(COMPARED).content.decode()

    assert "1국 5과" in told
    assert "1국 6과 (↑1과)" in told
    assert "민원과" in told
    assert "조례, 규칙" in told


@pytest.mark.parametrize("name", ["compare", "units"])
@pytest.mark.parametrize(("format", "beginning"), [("pdf", b"%PDF"), ("hwpx", b"PK\x03\x04")])
def test_a_paper_is_taken_out(name, format, beginning, desk, clerk, reorganise):
    reorganise()
    answer = desk(clerk, language="ko").get(f"{HOME}{name}.{format}?from=2023-06-30&to=2023-12-31&on=2023-12-31")
    assert answer.getvalue()[:4] == beginning


def test_an_unknown_format_is_not_found(desk, clerk):
    assert desk(clerk).get(f"{HOME}units.exe").status_code == 404


@pytest.mark.parametrize("officials", [1, 12])
def test_the_home_page_costs_the_same_queries_whatever_the_people(
    officials, desk, clerk, house, django_assert_max_num_queries
):
    from haengan.kernel.people import actions as people

    for n in range(officials):
        people.register(number=f"5{n}", name_ko="가나다", grade="8", from_on=date(2020, 1, 1), actor=house)
    browser = desk(clerk)
    browser.get(HOME)
    with django_assert_max_num_queries(80):
        browser.get(HOME)


def test_a_survey_is_taken_from_its_form_and_its_paper_taken_out(desk, clerk):
    browser = desk(clerk, language="ko")
    sent = browser.post(f"{HOME}surveys/new/", {"taken_on": "2023-06-30", "remark": "적정함", "once": "a"})
    assert sent.status_code == 302, sent.content.decode()
    census = Census.objects.get()
    assert "적정함" in browser.get(f"{HOME}surveys/{census.key}/").content.decode()
    assert browser.get(f"{HOME}surveys/{census.key}/papers/survey.hwpx").getvalue()[:2] == b"PK"


def test_an_amendment_goes_from_its_form_to_the_council(desk, clerk):
    browser = desk(clerk)
    given = {"instrument": "rule", "name": "정원 규칙", "gist": "7급 1명", "noticed_on": "2023-05-01", "cost": "0"}
    sent = browser.post(f"{HOME}amendments/new/", {**given, "effective_on": "2023-07-01", "once": "a"})
    assert sent.status_code == 302, sent.content.decode()
    rule = Amendment.objects.get()
    page = f"{HOME}amendments/{rule.key}/do/"
    browser.post(
        f"{page}promulgate/",
        {"number": "제9호", "promulgated_on": "2023-06-28", "revision": rule.revision, "once": "b"},
    )
    rule.refresh_from_db()
    browser.post(f"{page}submit/", {"submitted_on": "2023-07-01", "revision": rule.revision, "once": "c"})
    rule.refresh_from_db()
    assert (rule.state, rule.submit_by_on, rule.submitted_on) == (
        "promulgated",
        date(2023, 7, 8),
        date(2023, 7, 1),
    )


def test_an_owed_survey_is_pointed_out(desk, clerk):
    assert "not been surveyed" in desk(clerk).get(HOME).content.decode()


def test_a_table_becomes_a_draft_restructuring(desk, clerk, city):
    content = intake.workbook(date(2023, 6, 30), language="ko")
    text = "부서,직위,직급,정원\n행정안전국 > 행정지원과,주무관,7급,4\n행정안전국 > 정보통신과,전문관,6급,1\n"
    given = {"title_ko": "하반기 정원 조정", "effective_on": "2023-07-01"}
    browser = desk(clerk)
    same = browser.post(f"{HOME}table/bring-in/", {**given, "sheet": SimpleUploadedFile("t.xlsx", content), "try": "1"})
    assert "is the same" in same.content.decode()
    assert not Restructuring.objects.exists()

    sheet = SimpleUploadedFile("t.csv", text.encode("utf-8-sig"))
    sent = browser.post(f"{HOME}table/bring-in/", {**given, "sheet": sheet, "plan": "1"})
    drafted = Restructuring.objects.get()
    assert sent["Location"].endswith(drafted.key)
    assert [change.verb for change in drafted.changes.all()] == ["change_post", "open_post"]


def test_a_reader_may_not_bring_a_table_in(desk, lee, give):
    give(lee, READ)
    assert desk(lee).get(f"{HOME}table/bring-in/").status_code == 403


def test_the_list_comes_by_the_api_of_the_room(desk, clerk):
    actions.survey(taken_on=date(2023, 6, 30), today=TODAY, actor=clerk)
    answer = desk(clerk).get("/api/v1/support/establishment/surveys/")
    assert answer.status_code == 200, answer.content
    assert answer.json()["items"][0]["taken_on"] == "2023-06-30"


def test_before_and_after_name_the_rule_that_took_effect_between(desk, clerk, propose, reorganise):
    reorganise()
    rule = propose()
    actions.promulgate(
        key=rule.key, revision=rule.revision, number="제321호", promulgated_on=date(2023, 6, 28), actor=clerk
    )
    assert "제321호" in desk(clerk).get(COMPARED).content.decode()


def test_a_vacancy_of_one_body_does_not_hide_a_person_over_of_another(city, lee, house):
    from haengan.kernel.people import actions as people
    from haengan.rooms.support.establishment import queries

    people.register(number="88", name_ko="보직없음", grade="7", from_on=date(2020, 1, 1), actor=house, invented=True)
    found = queries.staffing(date(2023, 6, 30))
    assert (found.by_grade["7"].vacant, found.by_grade["7"].over) == (4, 1)
