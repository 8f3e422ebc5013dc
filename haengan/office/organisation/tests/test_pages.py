from datetime import date

import pytest
from django.utils import timezone

from haengan.kernel.approvals.actions import drafting, signing
from haengan.kernel.approvals.models import Paper
from haengan.kernel.organisation import actions
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import Restructuring, Unit
from tests.cast import HOUSE

KEEP = "support.organisation.keep"


@pytest.fixture
def renamed(city):
    """The safety division is called otherwise since 2023."""
    change = Change(Verb.RENAME_UNIT, city.units["safety"], {"name_ko": "시민안전과", "name_en": "Citizens' Safety"})
    actions.change(planned=[change], from_on=date(2023, 1, 1), actor=HOUSE)
    return city


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_chart_shows_the_names_of_the_day_asked_for(kim, renamed, desk):
    browser = desk(kim)

    assert "Safety Division" in text(browser.get("/office/organisation/?on=2022-12-31"))
    after = text(browser.get("/office/organisation/?on=2023-01-01"))
    assert "Citizens&#x27; Safety" in after
    assert "Safety Division" not in after


def test_a_day_that_is_none_means_today(kim, renamed, desk):
    assert desk(kim).get("/office/organisation/?on=yesterday").status_code == 200


def test_two_days_are_compared_field_by_field(kim, renamed, desk):
    page = text(desk(kim).get("/office/organisation/compare?from=2022-12-31&to=2023-01-01"))

    assert "<del>안전총괄과</del>" in page
    assert "<ins>시민안전과</ins>" in page


def test_a_unit_page_names_its_posts_holders_and_vacancies(kim, desk, city):
    page = text(desk(kim).get(f"/office/organisation/units/{city.units['support']}"))

    assert "Kim Haneul" in page
    assert "1 vacant" in page


def test_an_unknown_unit_does_not_exist(kim, desk):
    assert desk(kim).get("/office/organisation/units/nothing").status_code == 404


def test_a_restructuring_goes_from_draft_over_preview_and_approval_to_effect(kim, director, give, desk, city):
    give(kim, KEEP)
    browser = desk(kim)
    browser.post("/office/organisation/restructurings/new", {"title_ko": "개편", "effective_on": "2027-01-01"})
    plan = Restructuring.objects.get()
    here = f"/office/organisation/restructurings/{plan.key}"
    browser.post(f"{here}/add/rename_unit", {"target": city.units["digital"], "name_ko": "정보과", "name_en": "Info"})

    assert "<ins>정보과</ins>" in text(browser.get(here))
    browser.post(f"{here}/enact", {"revision": Restructuring.objects.get().revision})

    assert Restructuring.objects.get().state == "draft"
    paper = Paper.objects.get()
    version = drafting.submit(key=paper.key, revision=paper.revision, now=timezone.now(), actor=kim)
    signing.approve(key=paper.key, digest=version.digest, now=timezone.now(), actor=director)

    assert Restructuring.objects.get().state == "enacted"
    assert "Info" in text(browser.get("/office/organisation/?on=2027-01-01"))


def test_a_change_that_leaves_a_unit_without_a_parent_is_told_before_it_is_enacted(kim, give, desk, city):
    give(kim, KEEP)
    browser = desk(kim)
    browser.post("/office/organisation/restructurings/new", {"title_ko": "개편", "effective_on": "2027-01-01"})
    here = f"/office/organisation/restructurings/{Restructuring.objects.get().key}"
    browser.post(f"{here}/add/close_unit", {"target": city.bureau})

    page = text(browser.get(here))

    assert "would stand under a unit that is closed" in page
    assert "cannot be enacted while a problem is left" in page


def test_a_stale_button_changes_nothing(kim, give, desk, city):
    give(kim, KEEP)
    browser = desk(kim)
    browser.post("/office/organisation/restructurings/new", {"title_ko": "개편", "effective_on": "2027-01-01"})
    plan = Restructuring.objects.get()

    browser.post(f"/office/organisation/restructurings/{plan.key}/withdraw", {"revision": 99, "reason": "x"})

    assert Restructuring.objects.get().state == "draft"


def test_without_the_duty_a_draft_is_neither_seen_nor_made(kim, lee, give, desk):
    give(kim, KEEP)
    desk(kim).post("/office/organisation/restructurings/new", {"title_ko": "개편", "effective_on": "2027-01-01"})
    plan = Restructuring.objects.get()
    other = desk(lee)

    assert other.get(f"/office/organisation/restructurings/{plan.key}").status_code == 404
    answer = other.post("/office/organisation/restructurings/new", {"title_ko": "x", "effective_on": "2027-01-01"})
    assert answer.status_code == 403
    assert Restructuring.objects.count() == 1


def test_the_chart_takes_the_same_queries_however_many_units(kim, desk, city, django_assert_max_num_queries):
    browser = desk(kim)
    actions.change(
        planned=[
            actions.opening("open_unit", name_ko=f"{n}팀", kind="team", seat="head_office", parent=city.units["safety"])
            for n in range(30)
        ],
        from_on=date(2021, 1, 1),
        actor=HOUSE,
    )
    assert Unit.objects.count() > 30

    with django_assert_max_num_queries(30):
        browser.get("/office/organisation/")
