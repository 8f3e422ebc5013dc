import re
from datetime import time, timedelta

import pytest
from django.utils import timezone

from haengan.rooms.autonomy.townhalls.actions import townhalls
from haengan.rooms.autonomy.townhalls.models import Request
from haengan.rooms.autonomy.townhalls.tests.conftest import TODAY

pytestmark = pytest.mark.django_db
HOME = "/autonomy/townhalls/"
ASK, LOOK_UP, CALENDAR = HOME + "request/", HOME + "request/look-up/", HOME + "calendar.ics"


@pytest.fixture
def sent():
    day = timezone.localdate() + timedelta(days=10)
    return {
        "name": "홍길동",
        "contact": "010-1234-5678",
        "sector": "merchants",
        "subject": "주차장",
        "wished_from_on": day.isoformat(),
        "wished_until_on": day.isoformat(),
        "hours": "any",
        "agreed": "on",
        "once": "t1",
    }


@pytest.fixture
def publish(clerk):
    return lambda one: townhalls.publish(key=one.key, revision=one.revision, today=TODAY, actor=clerk)


def test_a_citizen_asks_once_and_looks_it_up_and_takes_it_back(citizen, sent, city):
    first = citizen.post(ASK, sent)
    again = citizen.post(ASK, sent)
    assert first["Location"] == again["Location"] == HOME + "request/receipt/"
    page = citizen.get(first["Location"]).content.decode()
    number, code = re.search(r"\d{4}-\d{4}", page)[0], re.search(r"<code>(\w+)</code>", page)[1]
    assert Request.objects.get().number == number
    found = citizen.post(LOOK_UP, {"number": number, "code": code})
    assert "주차장" in found.content.decode()
    citizen.post(LOOK_UP, {"number": number, "code": code, "do": "take_back"})
    assert Request.objects.get().state == "withdrawn"


def test_a_wrong_code_tells_nothing(citizen, ask):
    answer = citizen.post(LOOK_UP, {"number": ask().number, "code": "wrong"})
    assert answer.status_code == 404
    assert "주차장" not in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"contact": ""}, "required"),
        ({"agreed": ""}, "Tick the box"),
        ({"wished_until_on": "2023-01-01"}, "end before they begin"),
        ({"wished_from_on": "2023-01-01"}, "Choose a day after today"),
        ({"sector": "kings"}, "kings"),
    ],
)
def test_a_wrong_field_says_what_to_do(given, words, citizen, sent):
    answer = citizen.post(ASK, {**sent, **given})
    assert answer.status_code in {409, 422}
    assert words in answer.content.decode()
    assert not Request.objects.exists()


def test_too_many_requests_from_one_place_are_held_back(citizen, sent):
    answers = [citizen.post(ASK, {**sent, "once": str(n)}).status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_slips_of_the_pen_do_not_count_as_requests(citizen, sent):
    for wrong in ({"contact": ""}, {"wished_from_on": "2023-01-01"}) * 3:
        citizen.post(ASK, {**sent, **wrong})
    assert citizen.post(ASK, sent).status_code == 302


@pytest.mark.parametrize(
    ("day", "words"), [("2012-08-15", "Working days are known from 2016"), ("1948-08-15", "before the rule")]
)
def test_a_day_before_the_rule_or_the_calendar_is_refused_in_words(day, words, desk, clerk, wish):
    told = {**wish, "channel": "phone", "hours": "any", "received_on": day}
    answer = desk(clerk).post("/autonomy/townhalls/requests/new/", told)
    assert answer.status_code in {409, 422}
    assert words in answer.content.decode()


def test_the_ten_thousandth_request_of_a_year_is_followed_by_another(ask):
    ask()
    Request.objects.update(number="2023-9999")
    assert [ask().number, ask().number] == ["2023-10000", "2023-10001"]


def test_citizens_see_what_is_published_and_nothing_else(citizen, plan, publish):
    publish(plan(timezone.localdate() + timedelta(days=3), subject="보이는 것"))
    plan(timezone.localdate() + timedelta(days=3), subject="숨은 것")
    page = citizen.get(HOME).content.decode()
    assert "보이는 것" in page
    assert "숨은 것" not in page


def test_the_page_of_one_shows_summaries_and_answers_without_persons(citizen, hold, say, assign, reply, publish):
    townhall = hold()
    reply(assign(say(townhall, gist="농로 확장 요청", text="저 김아무개는", speaker="김아무개", contact="010-9")))
    say(townhall, text="숨은 말")
    publish(townhall)
    page = citizen.get(f"{HOME}{townhall.key}/").content.decode()
    assert "농로 확장 요청" in page
    assert "넓혔습니다." in page
    assert not re.search("김아무개|010-9|숨은 말", page)


def test_a_hidden_one_has_no_page(citizen, plan):
    assert citizen.get(f"{HOME}{plan().key}/").status_code == 404


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", [HOME, ASK, LOOK_UP])
def test_pages_open_in_both_languages(page, language, citizen):
    answer = citizen.get(page, headers={"accept-language": language})
    assert answer.status_code == 200
    assert (">이동시장실" in answer.content.decode()) == (language == "ko")


def test_the_calendar_tells_of_a_cancellation(citizen, desk, plan, publish, clerk):
    kept = publish(plan(timezone.localdate() + timedelta(days=3), starts=time(14), ends=time(16)))
    before = citizen.get(CALENDAR).content.decode()
    townhalls.cancel(key=kept.key, revision=kept.revision, reason="태풍", today=TODAY, actor=clerk)
    after = citizen.get(CALENDAR).content.decode()
    assert "STATUS:CONFIRMED" in before
    assert "STATUS:CANCELLED" in after
    assert re.search(r"UID:.*", before)[0] == re.search(r"UID:.*", after)[0]
    first, second = (int(re.search(r"SEQUENCE:(\d+)", text)[1]) for text in (before, after))
    assert second > first


def test_the_citizens_calendar_holds_only_what_is_published(citizen, plan):
    plan(timezone.localdate() + timedelta(days=3))
    assert "BEGIN:VEVENT" not in citizen.get(CALENDAR).content.decode()


def test_officials_have_all_in_their_calendar(desk, clerk, plan):
    plan(timezone.localdate() + timedelta(days=3))
    assert desk(clerk).get(CALENDAR).content.decode().count("BEGIN:VEVENT") == 1


def test_an_empty_look_up_is_refused(citizen):
    assert citizen.post(LOOK_UP).status_code == 422
