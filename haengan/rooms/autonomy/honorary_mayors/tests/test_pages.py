import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from haengan.rooms.autonomy.honorary_mayors.actions import calls, mayors
from haengan.rooms.autonomy.honorary_mayors.models import Application
from haengan.rooms.autonomy.honorary_mayors.tests.conftest import told

pytestmark = pytest.mark.django_db
HOME = "/autonomy/honorary-mayors/"


@pytest.fixture
def open_call(clerk):
    """Open this week: pages read the clock."""
    today = timezone.localdate()
    span = {"from_on": today - timedelta(days=3), "until_on": today + timedelta(days=4)}
    made = calls.call(title="이번 모집", year=today.year, **span, women=2, actor=clerk)
    return calls.publish(key=made.key, revision=made.revision, today=today, actor=clerk)


@pytest.fixture
def sent():
    return {
        "name": "홍길순",
        "born_on": "1990-05-05",
        "contact": "010-1",
        "group": "women",
        "agreed": "on",
        "once": "a",
    }


def test_a_citizen_applies_once_looks_it_up_and_takes_it_back(citizen, open_call, sent):
    page = f"{HOME}calls/{open_call.key}/"
    assert citizen.post(page, sent)["Location"] == citizen.post(page, sent)["Location"] == HOME + "receipt/"
    shown = citizen.get(HOME + "receipt/").content.decode()
    number, code = re.search(r"\d{4}-\d{4}", shown)[0], re.search(r"<code>(\w+)</code>", shown)[1]
    assert "이번 모집" in citizen.post(HOME + "look-up/", {"number": number, "code": code}).content.decode()
    citizen.post(HOME + "look-up/", {"number": number, "code": code, "do": "take_back"})
    assert Application.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("given", "words"),
    [({"born_on": ""}, "required"), ({"agreed": ""}, "Tick the box"), ({"born_on": "2999-01-01"}, "in the past")],
)
def test_a_wrong_field_says_what_to_do(given, words, citizen, open_call, sent):
    answer = citizen.post(f"{HOME}calls/{open_call.key}/", {**sent, **given})
    assert answer.status_code in {409, 422}
    assert words in answer.content.decode()
    assert not Application.objects.exists()


def test_slips_of_the_pen_do_not_count_as_applications(citizen, open_call, sent):
    page = f"{HOME}calls/{open_call.key}/"
    for wrong in ({"agreed": ""}, {"born_on": "2999-01-01"}) * 3:
        citizen.post(page, {**sent, **wrong})
    assert citizen.post(page, sent).status_code == 302


def test_too_many_applications_from_one_place_are_held_back(citizen, open_call, sent):
    page = f"{HOME}calls/{open_call.key}/"
    answers = [citizen.post(page, {**sent, "name": f"사람{n}", "once": str(n)}).status_code for n in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_call_that_is_closed_has_no_form(citizen, call):
    assert citizen.get(f"{HOME}calls/{call.key}/").status_code == 404


def test_citizens_read_what_was_proposed_and_its_fate_without_persons(citizen, name, voice, entrust, clerk):
    opinion = entrust(voice(name(), gist="도서관 연장 운영"))
    voice(name(), text="숨은 말")
    mayors.answer(**told(opinion), outcome="adopted", text="밤 10시까지 엽니다.", today=date(2023, 5, 2), actor=clerk)
    page = citizen.get(HOME).content.decode()
    assert "도서관 연장 운영" in page
    assert "밤 10시까지 엽니다." in page
    assert not re.search("홍길순|숨은 말", page)


def test_the_table_of_groups_tells_that_people_may_belong_to_several(citizen, name):
    name("women", ["disability"], appointed_on=timezone.localdate())
    page = citizen.get(HOME).content.decode()
    assert "With a disability" not in page
    assert "People with a disability" in page
    assert "One person may belong to several groups" in page


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("part", ["", "look-up/"])
def test_pages_open_in_both_languages(part, language, citizen):
    answer = citizen.get(HOME + part, headers={"accept-language": language})
    assert answer.status_code == 200
    assert ("명예시장" in answer.content.decode()) == (language == "ko")


def test_everyone_reads_calls_and_opinions_over_the_api(citizen, open_call, name, voice):
    voice(name(), gist="도서관 연장 운영")
    rows = citizen.get("/api/v1/autonomy/honorary-mayors/calls").json()
    assert [(row["title"], row["places"]) for row in rows] == [("이번 모집", 2)]
    assert citizen.get("/api/v1/autonomy/honorary-mayors/opinions?year=2023").json()[0]["gist"] == "도서관 연장 운영"


def test_an_empty_look_up_is_refused(citizen):
    assert citizen.post(HOME + "look-up/").status_code == 422
