import re
from importlib import import_module

import pytest
from django.test import Client
from django.utils import timezone

from haengan.kernel.journal import queries as journal
from haengan.kernel.privacy.actions import demands
from haengan.kernel.privacy.actions import recipients as confirming
from haengan.kernel.privacy.models import Demand
from haengan.kernel.privacy.tests.test_destruction import NAME, WORD, request

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "access", "name": NAME, "contact": "010-9876-5432", "by": "self"}


@pytest.fixture
def citizen(settings):
    """A browser at the citizens' application."""
    theirs = import_module("haengan.site.settings.public")
    for name in ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        setattr(settings, name, getattr(theirs, name))
    return Client()


@pytest.fixture
def clerk(kim, give):
    give(kim, "house.privacy.answer")
    return kim


def filed(browser, **given):
    answer = browser.post("/privacy/", {**GIVEN, "once": "a", **given})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page = browser.get("/privacy/receipt/").content.decode()
    return re.findall(r"<dd><strong>(?:<code>)?([^<]+)", page)


def followed(browser, number, code, **given):
    return browser.post("/privacy/follow/", {"number": number, "code": code, **given})


def decide(made, clerk):
    today = timezone.localdate()
    made = demands.confirm(key=made.key, revision=made.revision, confirmed="card", actor=clerk)
    made = demands.gather(key=made.key, revision=made.revision, today=today, actor=clerk)
    confirming.confirm(key=made.key, thing_type="autonomy_townhalls.Request", today=today, actor=clerk)
    return demands.answer(key=made.key, revision=made.revision, reply="보냅니다.", today=today, actor=clerk)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_page_opens_without_an_account(citizen, language):
    citizen.cookies["django_language"] = language
    for address in ("/privacy/", "/privacy/follow/"):
        assert citizen.get(address).status_code == 200


def test_a_demand_is_filed_followed_and_its_answer_received(citizen, clerk):
    request()
    number, code = filed(citizen)
    made = Demand.objects.get()
    assert (made.channel, made.confirmed, made.state) == ("portal", "", "received")
    assert number in followed(citizen, number, code).content.decode()
    decide(made, clerk)
    answer = followed(citizen, number, code, do="notice")
    assert answer["Content-Type"] == "application/pdf"
    assert "people.sealed.read" in {entry.act for entry in journal.history(made.key)}


def test_no_notice_leaves_before_the_identity_is_confirmed(citizen):
    request()
    number, code = filed(citizen)
    answer = followed(citizen, number, code, do="notice")
    assert answer["Content-Type"].startswith("text/html")
    assert WORD not in answer.content.decode()


def test_filing_tells_nothing_of_who_is_known(citizen):
    """The same page whether the house knows the person or not, and nothing is looked up."""
    request()
    filed(citizen)
    known = citizen.get("/privacy/receipt/").content.decode()
    filed(citizen, name="남궁모름", contact="010-0000-1111", once="b")
    unknown = citizen.get("/privacy/receipt/").content.decode()
    assert [len(page) for page in (known, unknown)] == [len(known)] * 2
    assert set(Demand.objects.values_list("found", flat=True)) == {0}


def test_a_wrong_number_and_a_wrong_code_are_answered_alike(citizen):
    number, code = filed(citizen)
    pages = [
        followed(citizen, *pair) for pair in ((number, "AAAAAAAA"), ("2020-0001", code), ("2020-0001", "AAAAAAAA"))
    ]
    assert {page.status_code for page in pages} == {404}


def test_the_door_is_throttled(citizen):
    answers = [citizen.post("/privacy/", {**GIVEN, "once": str(n)}).status_code for n in range(7)]
    assert answers == [302] * 5 + [429] * 2
    codes = [followed(citizen, "2020-0001", "AAAAAAAA").status_code for _n in range(31)]
    assert codes == [404] * 30 + [429]


def test_a_contact_that_reaches_nobody_is_refused_at_its_field(citizen):
    answer = citizen.post("/privacy/", {**GIVEN, "contact": "없음", "once": "a"})
    assert answer.status_code in {409, 422}
    assert "031-940-1234" in answer.content.decode()
    assert not Demand.objects.exists()
