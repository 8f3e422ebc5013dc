import csv
import io

import pytest
from django.utils import translation

from haengan.kernel.registers import actions as registers
from haengan.kernel.registers import forwarding
from haengan.rooms.autonomy.exchanges.models import Exchange
from haengan.rooms.autonomy.exchanges.tests.conftest import TODAY, line
from samples import loading

pytestmark = pytest.mark.django_db
LIST = "/autonomy/exchanges/"
FORM = {
    "state": "held",
    "precision": "month",
    "months": "2023-04",
    "mode": "visit",
    "subject_ko": "대표단 내방({내방}명)\n상기 행사(총 {기타}명)",
    "subject_en": "Visit ({in} people)\nCommemoration ({others} people in all)",
    "line_kinds": "행정교류\n시민교류",
    "delegates_in": "15",
    "others": "70",
    "approximate": ["others"],
    "once": "a",
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", ["", "cities/", "agreements/", "lines/", "new/", "cities/new/", "years/", "import/"])
def test_every_page_opens_in_both_languages(page, language, desk, keeper, enter, sasebo):
    enter(sasebo, "2023-04-01", "2023-05-01", line("civic", out=15))
    assert desk(keeper, language=language).get(LIST + page).status_code == 200


@pytest.mark.parametrize("n", [1, 20])
def test_the_list_costs_the_same_queries_whatever_the_rows(
    n, desk, keeper, enter, sasebo, django_assert_max_num_queries
):
    for day in range(1, n + 1):
        enter(sasebo, f"2023-04-{day:02d}", "2023-05-01", line("civic", out=15))
    browser = desk(keeper)
    browser.get(LIST)
    with django_assert_max_num_queries(25):
        browser.get(LIST)


def test_an_exchange_of_two_lines_goes_through_the_form_and_back(desk, keeper, sasebo):
    browser = desk(keeper)
    sent = browser.post(LIST + "new/", {**FORM, "city": sasebo.pk})
    assert sent.status_code == 302, sent.content.decode()
    made = Exchange.objects.get()
    assert made.content == "Visit (15 people)\nCommemoration (about 70 people in all)"
    assert (str(made.from_on), str(made.until_on), made.time("ko")) == ("2023-04-01", "2023-05-01", "4월")
    page = browser.get(f"{LIST}{made.key}/edit/").content.decode()
    assert "Commemoration ({others} people in all)" in page
    given = {**FORM, "city": sasebo.pk, "others": "71", "revision": made.revision, "once": "b", "reason": "다시 셈"}
    assert browser.post(f"{LIST}{made.key}/edit/", given).status_code == 302
    assert [row.others for row in made.lines.all()] == [None, 71]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"delegates_in": "열다섯"}, "is not a number"),
        ({"delegates_in": ""}, "no number is entered"),
        ({"subject_ko": "내방(15명)\n행사(총 {기타}명)", "subject_en": ""}, "is typed into the text"),
        ({"line_kinds": "관광"}, "is no kind of exchange"),
        ({"months": "4월"}, "is no month"),
        ({"from_on": "2023-03-01"}, "do not agree"),
        ({"months": "", "from_on": ""}, "Enter the days, or the months"),
        ({"months": "", "from_on": "2023. 4. 1.(일)", "until_on": "2023-04-05"}, "Saturday"),
        ({"gift": "100"}, "in which currency"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(given, words, desk, keeper, sasebo):
    sent = desk(keeper).post(LIST + "new/", {**FORM, "city": sasebo.pk, **given})
    assert sent.status_code == 422
    assert words in sent.content.decode()
    assert not Exchange.objects.exists()


@pytest.mark.parametrize(
    ("step", "given", "state"),
    [("hold", {"note": ""}, "held"), ("cancel", {"reason": "태풍"}, "cancelled")],
)
def test_a_step_is_taken_from_the_page(step, given, state, desk, keeper, enter, sasebo):
    planned = enter(sasebo, "2026-11-10", "2026-11-15", line("youth", out=5), state="planned", today=TODAY)
    sent = desk(keeper).post(f"{LIST}{planned.key}/do/{step}/", {**given, "revision": planned.revision, "once": "c"})
    assert sent.status_code == 302, sent.content.decode()
    planned.refresh_from_db()
    assert planned.state == state


@pytest.mark.parametrize("form", ["pdf", "hwpx"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_sheet_and_the_years_list_leave_as_documents(form, language, desk, keeper, enter, sasebo):
    held = enter(sasebo, "2023-04-01", "2023-05-01", line("civic", out=15))
    browser = desk(keeper, language=language)
    for page in (f"{LIST}{held.key}/papers/sheet.{form}", f"{LIST}years/2023.{form}"):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)[:4] in {b"%PDF", b"PK\x03\x04"}


def test_an_export_comes_back_as_the_same(desk, keeper, enter, sasebo):
    two = "내방({내방}명)\n행사(총 {기타}명)"
    rows = [line("administrative", in_=15), line("civic", others=70)]
    enter(sasebo, "2023-04-01", "2023-05-01", *rows, subject=two, mode="visit", approximate=frozenset({"others"}))
    names = "fields=city,from_on,mode,subject_ko,line_kinds,delegates_in,others"
    answer = desk(keeper, language="ko").get(f"{LIST}export.csv?{names}")
    content = b"".join(answer.streaming_content)
    assert "행정교류\n시민교류" in next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))["비고(교류 구분)"]
    with translation.override("ko"):
        back = loading.registers.stage(
            register="autonomy.exchanges",
            file_name="back.csv",
            content=content,
            at=loading.timezone.now(),
            actor=keeper,
        )
        forwarding.to_the_end(back.key)
    assert registers.counts(back) == {"same": 1}
