import pytest

PAGE = "/office/duties/"


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_post_shows_its_duties_and_whoever_has_them(kim, lee, give, desk):
    give(lee, "support.personnel.keep")
    page = text(desk(kim).get(PAGE + "posts/?q=자치"))
    assert "Personnel desk" in page
    assert "Lee Garam" in page


def test_a_person_shows_the_duties_of_the_own_post(kim, lee, give, desk):
    give(lee, "support.personnel.keep")
    page = text(desk(kim).get(PAGE + "people/?q=1002"))
    assert "Personnel desk" in page
    assert "1001" not in page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_why_names_the_duty_that_is_missing_and_who_gives_it(kim, lee, director, give, desk):
    give(director, "support.duties.give")
    page = text(desk(kim).get(PAGE + "why/?number=1002&act=norms.overrides.set"))
    assert "May not do this" in page
    assert "Keeping the city" in page
    assert "한슬기" in page


def test_why_names_the_duty_by_which_someone_may(kim, lee, give, desk):
    give(lee, "house.norms.keep")
    assert "May do this on that day" in text(desk(kim).get(PAGE + "why/?number=1002&act=norms.overrides.set"))


def test_a_staff_number_that_nobody_has_is_told_with_the_remedy(kim, desk):
    answer = desk(kim).get(PAGE + "why/?number=77&act=norms.overrides.set")
    assert answer.status_code == 422
    assert "staff number 77" in text(answer)


@pytest.mark.parametrize("path", ["posts/", "people/"])
def test_the_pages_cost_the_same_whatever_their_rows(path, kim, lee, park, choi, desk, django_assert_max_num_queries):
    browser = desk(kim)
    browser.get(PAGE + path)
    with django_assert_max_num_queries(16):
        browser.get(PAGE + path)


def test_a_refused_page_says_what_is_missing(kim, director, give, desk):
    give(director, "support.duties.give")
    page = text(desk(kim).get("/office/people/new"))
    assert "What is missing" in page
    assert "/office/duties/support.personnel.keep/" in page
    assert "한슬기" in page


def test_a_refused_request_of_the_api_says_the_same_as_data(kim, director, give, desk):
    give(director, "support.duties.give")
    told = desk(kim).get("/api/v1/autonomy/exchanges/cities/").json()
    assert "autonomy.exchanges.keep" in told["missing"]["duties"]
    assert "한슬기" in told["missing"]["givers"][0]
