"""No page of data protection costs a query more for a row more."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haengan.kernel.privacy.actions import demands
from haengan.kernel.privacy.actions import destructions as actions
from haengan.kernel.privacy.models import Destruction, Review
from haengan.kernel.privacy.rules import ACCESS
from haengan.kernel.privacy.tests.test_destruction import KIND, NAME, request

pytestmark = pytest.mark.django_db
ASKED = date(2026, 3, 3)
MOBILE = "010-9876-5432"


@pytest.fixture
def clerk(kim, give):
    give(kim, "house.privacy.answer", "house.privacy.draw_up", "house.privacy.review", "autonomy.townhalls.keep")
    return kim


def queries_of(browser, page):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    return len(asked)


def demand(n, clerk):
    """Looked up, and waiting for the word of those who keep the records."""
    for _one in range(n):
        made = demands.receive(
            actor=clerk,
            today=ASKED,
            received_on=ASKED,
            name=NAME,
            contact=MOBILE,
            channel="visit",
            kind=ACCESS,
            confirmed="card",
        )
        demands.gather(key=made.key, revision=made.revision, today=ASKED, actor=clerk)


def destruction(n, clerk):
    made = []
    for _one in range(n):
        drawn = actions.draw_up(retention=KIND, today=date(2026, 3, 3), actor=clerk)
        made.append(actions.drop(key=drawn.key, revision=drawn.revision, reason="잘못 작성", today=ASKED, actor=clerk))
    assert Destruction.objects.count() >= n


def review(n, clerk):
    for _one in range(n):
        actions.review(month=date(2026, 1, 1), finding="이상 없음", today=ASKED, actor=clerk)
    assert Review.objects.count() >= n


@pytest.mark.parametrize(
    ("page", "enter"),
    [
        ("/office/privacy/recipients/", demand),
        ("/office/privacy/demands/", demand),
        ("/office/privacy/destructions/", destruction),
        ("/office/privacy/reviews/", review),
        ("/office/privacy/", destruction),
    ],
)
def test_a_page_costs_the_same_queries_whatever_its_rows(page, enter, clerk, desk):
    request()
    browser = desk(clerk)
    enter(1, clerk)
    browser.get(page)
    few = queries_of(browser, page)
    enter(6, clerk)
    assert queries_of(browser, page) == few


def test_each_demand_names_the_records_to_those_who_see_them_only(clerk, desk, lee, give):
    mine, other = request(), request(name="남궁하늘")
    give(lee, "house.privacy.confirm", "autonomy.townhalls.keep")
    demand(3, clerk)
    page = desk(lee).get("/office/privacy/recipients/").content.decode()
    assert page.count(mine.key) == 3
    assert other.key not in page
