import pytest

from haengan.rooms.support.events.models import Event
from haengan.rooms.support.events.tests.test_actions import SAMIL

pytestmark = pytest.mark.django_db
LIST = "/support/events/"
FORM = {
    "kind": "national_day",
    "series": "samil",
    "name_ko": "3.1절 기념행사",
    "from_on": "2023. 3. 1.(수)",
    "starts": "10:00",
    "state": "held",
    "present": "800",
    "approximate": "present",
    "public": "on",
    "once": "a",
}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", ["", "new/", "import/", "print/"])
def test_every_page_opens_in_both_languages(page, language, desk, keeper, enter):
    enter("3.1절 기념행사", "2023-03-01", **SAMIL)
    assert desk(keeper, language=language).get(LIST + page).status_code == 200


@pytest.mark.parametrize("n", [1, 20])
def test_the_list_costs_the_same_queries_whatever_the_rows(n, desk, keeper, enter, django_assert_max_num_queries):
    for day in range(1, n + 1):
        enter(f"행사 {day}", f"2023-05-{day:02d}")
    browser = desk(keeper)
    browser.get(LIST)
    with django_assert_max_num_queries(25):
        browser.get(LIST)


def test_an_event_of_one_day_goes_through_the_form(desk, keeper):
    sent = desk(keeper).post(LIST + "new/", FORM)
    assert sent.status_code == 302, sent.content.decode()
    made = Event.objects.get()
    assert (str(made.until_on), made.present, made.approximate) == ("2023-03-02", 800, True)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"from_on": "2023. 3. 1.(목)"}, "Wednesday"),
        ({"until_on": "2023-02-01"}, "ends after it begins"),
        ({"starts": "", "ends": "11:00"}, "when it begins"),
        ({"ends": "09:00"}, "Check both hours"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(given, words, desk, keeper):
    sent = desk(keeper).post(LIST + "new/", {**FORM, **given})
    assert sent.status_code == 422
    assert words in sent.content.decode()


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("programme", {"programme": "10:00 국민의례\n10:10 기념사 | Address | 시장"}),
        ("invitations", {"groups": "광복회원 | 30"}),
        ("hold", {"present": "800", "approximate": "present"}),
        ("postpone", {"from_on": "2026-12-24", "reason": "눈"}),
        ("cancel", {"reason": "눈"}),
    ],
)
def test_a_step_is_taken_from_the_page(step, given, desk, keeper, enter):
    event = enter("음악회", "2026-11-01", state="planned")
    browser = desk(keeper)
    assert browser.get(f"{LIST}{event.key}/do/{step}/").status_code == 200
    sent = browser.post(f"{LIST}{event.key}/do/{step}/", {**given, "revision": event.revision, "once": "s"})
    assert sent.status_code == 302, sent.content.decode()


def test_a_line_that_is_no_point_is_told(desk, keeper, enter):
    event = enter("음악회", "2026-11-01", state="planned")
    told = {"programme": "국민의례", "revision": event.revision, "once": "s"}
    sent = desk(keeper).post(f"{LIST}{event.key}/do/programme/", told)
    assert sent.status_code == 422
    assert "is no point of a programme" in sent.content.decode()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("paper", ["programme.pdf", "programme.hwpx", "invitations.pdf", "invitations.hwpx"])
def test_the_papers_leave_as_documents(paper, language, desk, keeper, enter):
    event = enter("3.1절 기념행사", "2023-03-01", **SAMIL)
    answer = desk(keeper, language=language).get(f"{LIST}{event.key}/papers/{paper}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[:4] in {b"%PDF", b"PK\x03\x04"}
