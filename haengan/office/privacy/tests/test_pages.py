import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from haengan.kernel.people import actions as people
from haengan.kernel.people import queries as reading
from haengan.kernel.privacy import queries
from haengan.kernel.privacy.actions import destructions as actions
from haengan.kernel.privacy.models import Destruction, Review
from haengan.kernel.privacy.tests.test_destruction import KIND, NAME, request
from haengan.rooms.autonomy.townhalls.models import Request
from tests.cast import HOUSE


def text(answer):
    return " ".join(answer.content.decode().split())


def revision(page):
    return re.search(r'name="revision" value="(\d+)"', page)[1]


@pytest.fixture
def two(kim, lee, give, desk):
    give(kim, "house.privacy.draw_up")
    give(lee, "house.privacy.approve")
    return desk(kim), desk(lee)


@pytest.fixture
def reviewer(kim, give, desk):
    give(kim, "house.privacy.review")
    return desk(kim)


@pytest.fixture
def read(resident, lee):
    def one(times=1):
        point = people.add_contact(
            person=resident, kind="mobile", value="010-9876-5432", from_on=date(2026, 1, 1), actor=HOUSE
        )
        return [reading.reveal(lee, point, "재난 안내") for _time in range(times)]

    return one


def test_every_official_sees_the_periods_and_nobody_elses_data(kim, desk):
    request()
    page = text(desk(kim).get("/office/privacy/"))
    assert "Who asked for a town hall" in page
    assert "개인정보 보호법 제21조" in page
    assert "Due for destruction" not in page


def test_one_draws_up_another_approves_and_the_data_are_gone(two):
    made = request()
    first, second = two
    assert first.post("/office/privacy/draw-up", {"retention": KIND}).status_code == 302
    listed = Destruction.objects.get()
    at = f"/office/privacy/lists/{listed.key}/"
    assert f"{made.number}" in text(first.get(at))
    assert "Destroy the personal data" not in text(first.get(at))
    page = text(second.get(at))
    second.post(f"{at}approve", {"revision": revision(page)})
    assert Request.objects.get().name == "-"
    assert NAME not in text(second.get(at))
    assert "destroyed" in text(second.get(at))


def test_drilling_down_says_what_became_of_the_record(two, give, kim):
    made = request()
    first, second = two
    give(kim, "house.privacy.draw_up", "autonomy.townhalls.keep")
    first.post("/office/privacy/draw-up", {"retention": KIND})
    at = f"/office/privacy/lists/{Destruction.objects.get().key}/"
    second.post(f"{at}approve", {"revision": revision(text(second.get(at)))})
    page = text(first.get("/figures/autonomy.townhalls.requests/?period=2023"))
    assert made.number in page
    assert f"Personal data destroyed on {timezone.localdate()} under: 이동시장실 신청인 연락처 보관 기간" in page


def test_a_list_is_dropped_with_a_reason(two):
    request()
    first, _second = two
    first.post("/office/privacy/draw-up", {"retention": KIND})
    at = f"/office/privacy/lists/{Destruction.objects.get().key}/"
    page = text(first.get(at))
    assert first.post(f"{at}drop", {"revision": revision(page)}).status_code == 422
    assert first.post(f"{at}drop", {"revision": revision(page), "reason": "소송 중"}).status_code == 302
    assert "소송 중" in text(first.get(at))


def test_nothing_due_says_so(two):
    answer = two[0].post("/office/privacy/draw-up", {"retention": KIND}, follow=True)
    assert "Nothing of this kind is due today." in text(answer)


def test_a_month_shows_who_read_what_for_which_purpose_and_never_the_value(reviewer, read, lee):
    read(times=3)
    page = text(reviewer.get(f"/office/privacy/readings?month={timezone.localdate():%Y-%m}"))
    assert lee.title in page
    assert "재난 안내" in page
    assert "9876" not in page
    assert "when the month is over" in page


def test_many_records_for_one_purpose_stand_out(read, resident, lee):
    point = people.add_contact(
        person=resident, kind="mobile", value="010-9876-5432", from_on=date(2026, 1, 1), actor=HOUSE
    )
    reading.reveal_all(lee, [point] * 100, "안내 발송")
    assert [(found.things, found.many) for found in queries.readers(timezone.localdate())] == [(100, True)]


def test_a_review_is_kept_and_the_month_is_no_longer_asked_for(reviewer, read, kim, monkeypatch):
    read()
    later = timezone.localdate() + timedelta(days=40)
    this = timezone.localdate().replace(day=1)
    assert this in queries.unreviewed(later)
    actions.review(month=this, finding="이상 없음", today=later, actor=kim)
    assert (Review.objects.get().readings, queries.unreviewed(later)) == (1, [])


def test_a_month_without_readings_is_reviewed_on_the_page(reviewer):
    at = "/office/privacy/readings?month=2024-03"
    assert reviewer.post(at, {"finding": ""}).status_code == 422
    assert reviewer.post(at, {"finding": "열람이 없었음"}).status_code == 302
    assert "열람이 없었음" in text(reviewer.get(at))


def test_without_the_duty_the_readings_are_closed(kim, desk):
    assert desk(kim).get("/office/privacy/readings").status_code == 403


def test_the_readings_ask_as_much_however_many_there_are(reviewer, read, django_assert_max_num_queries):
    read(times=20)
    with django_assert_max_num_queries(25):
        reviewer.get(f"/office/privacy/readings?month={timezone.localdate():%Y-%m}")
