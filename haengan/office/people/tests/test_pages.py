from datetime import date

from django.utils import timezone

from haengan.kernel.approvals.actions import drafting, signing
from haengan.kernel.approvals.models import Paper
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.people.models import Account, Official

DESK = "support.personnel.keep"


def text(answer):
    return " ".join(answer.content.decode().split())


def test_officials_are_found_by_a_part_of_the_name_or_the_number(kim, lee, desk):
    browser = desk(kim)

    assert "Lee Garam" in text(browser.get("/office/people/?q=가람"))
    assert "Lee Garam" in text(browser.get("/office/people/?q=1002"))
    assert "Lee Garam" not in text(browser.get("/office/people/?q=김"))


def test_nobody_works_here_before_the_city_was_founded(kim, desk):
    assert "Nobody fits" in text(desk(kim).get("/office/people/?on=2019-12-31"))


def test_a_page_of_a_person_tells_duties_and_through_which_post(kim, lee, give, desk):
    give(lee, DESK)

    page = text(desk(kim).get(f"/office/people/{lee.key}/"))

    assert "Personnel desk" in page
    assert "Autonomy and Cooperation Division" in page


def test_the_desk_registers_proposes_an_appointment_and_opens_an_account(kim, director, give, desk, city):
    give(kim, DESK)
    browser = desk(kim)
    browser.post(
        "/office/people/new",
        {"number": "2001", "name_ko": "새이름", "grade": "9", "series": "administration", "from_on": "2026-01-01"},
    )
    new = Official.objects.get(number="2001")
    browser.post(
        f"/office/people/{new.key}/appoint", {"post": city.posts["clerk"], "kind": "regular", "from_on": "2026-01-01"}
    )
    browser.post(f"/office/people/{new.key}/account", {"login": "2001", "password": "a-long-enough-secret"})

    paper = Paper.objects.get()
    assert (paper.kind, paper.subject_key) == ("organisation.appoint", new.key)
    assert organisation.posts_of(new, new.from_on) == []
    version = drafting.submit(key=paper.key, revision=paper.revision, now=timezone.now(), actor=kim)
    signing.approve(key=paper.key, digest=version.digest, now=timezone.now(), actor=director)
    assert str(organisation.posts_of(new, new.from_on)[0]) == "서무"
    assert Account.objects.get(login="2001").official == new


def test_a_weak_first_password_is_refused_with_its_reason(kim, give, desk):
    give(kim, DESK)
    answer = desk(kim).post(f"/office/people/{kim.key}/account", {"login": "x", "password": "1234"})

    assert answer.status_code == 422
    assert "at least 10 characters" in text(answer)


def test_without_the_duty_nobody_is_registered(lee, desk):
    before = Official.objects.count()
    answer = desk(lee).post(
        "/office/people/new",
        {"number": "2001", "name_ko": "새이름", "grade": "9", "series": "administration", "from_on": "2026-01-01"},
    )

    assert answer.status_code == 403
    assert Official.objects.count() == before


def test_an_official_names_a_deputy_for_the_own_post(kim, lee, desk, city):
    browser = desk(kim)
    given = {"post": city.posts["support"], "official": lee.key, "from_on": "2026-12-01", "until_on": "2026-12-08"}

    assert browser.post(f"/office/people/{kim.key}/stand-in", given).status_code in {302, 422}
    assert browser.get(f"/office/people/{kim.key}/stand-in").status_code == 200


def test_the_list_takes_the_same_queries_however_many_people(
    kim, lee, park, choi, jung, desk, django_assert_max_num_queries
):
    browser = desk(kim)
    with django_assert_max_num_queries(30):
        browser.get("/office/people/")


def test_employment_ends_after_the_last_day_that_the_desk_enters(kim, lee, give, desk):
    give(kim, DESK)
    browser = desk(kim)
    assert browser.post(f"/office/people/{lee.key}/leave", {"until_on": "2026-12-31"}).status_code == 302

    assert Official.objects.get(pk=lee.pk).until_on == date(2027, 1, 1)
    assert "~ 2026-12-31" in text(browser.get(f"/office/people/{lee.key}/"))
