import datetime

import pytest

from haengan.rooms.support.events import actions, rules
from haengan.rooms.support.events.tests.conftest import TODAY
from haengan.rooms.support.events.tests.test_actions import SAMIL

pytestmark = pytest.mark.django_db
HOME = "/support/events/"


@pytest.fixture
def coming(enter):
    told = {"name_en": "Garden Concert", "place_ko": "시민회관", "place_en": "Citizens' Hall", "state": "planned"}
    return enter("뜰 음악회", "2099-05-01", **told)


@pytest.mark.parametrize(("language", "words"), [("ko", "뜰 음악회"), ("en", "Garden Concert")])
def test_citizens_see_what_is_coming(language, words, citizen, coming):
    page = citizen.get(HOME, headers={"accept-language": language}).content.decode()
    assert words in page
    assert words in citizen.get(f"{HOME}{coming.key}/", headers={"accept-language": language}).content.decode()


def test_citizens_see_the_programme_without_who_does_it(citizen, coming, keeper):
    programme = rules.items("10:00 여는 말 | Opening | 김하늘")
    actions.order(key=coming.key, revision=coming.revision, programme=programme, actor=keeper)
    page = citizen.get(f"{HOME}{coming.key}/").content.decode()
    assert "Opening" in page
    assert "김하늘" not in page


@pytest.mark.parametrize("page", ["", "event.ics"])
def test_what_is_not_shown_does_not_exist_for_citizens(page, citizen, enter):
    hidden = enter("내부 행사", "2023-05-01", public=False)
    assert citizen.get(f"{HOME}{hidden.key}/{page}").status_code == 404
    assert "내부 행사" not in citizen.get(HOME).content.decode()


def test_a_cancelled_event_is_told_to_whoever_would_come(citizen, coming, keeper):
    actions.cancel(key=coming.key, revision=coming.revision, reason="비", today=TODAY, actor=keeper)
    assert "does not take place" in citizen.get(f"{HOME}{coming.key}/").content.decode()
    assert b"STATUS:CANCELLED" in citizen.get(f"{HOME}{coming.key}/event.ics").content


def test_a_calendar_holds_whole_days_or_hours(citizen, enter):

    whole = enter("전시회", "2099-07-01", "2099-07-04", state="planned")
    hours = enter("음악회", "2099-07-10", starts=datetime.time(10), state="planned")
    feed = citizen.get(f"{HOME}calendar.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20990701\r\nDTEND;VALUE=DATE:20990704" in feed
    assert "DTSTART:20990710T010000Z" in feed
    assert whole.key in feed
    assert hours.key in feed


def test_a_year_shows_what_was_held_then(citizen, enter):
    enter("3.1절 기념행사", "2022-03-01", **SAMIL)
    enter("음악회", "2023-05-01")
    page = citizen.get(f"{HOME}?year=2022").content.decode()
    assert "3.1절 기념행사" in page
    assert "음악회" not in page
    assert citizen.get(f"{HOME}?year=1999").status_code == 404


@pytest.mark.parametrize("page", ["", "new/", "calendar.ics", "import/"])
def test_another_division_is_refused(page, desk, park, enter):
    enter("음악회", "2023-05-01")
    assert desk(park).get(HOME + page).status_code == 403


def test_the_open_data_tell_coming_and_held(citizen, coming, enter):
    enter("음악회", "2023-05-01", present=10)
    assert [row["name_en"] for row in citizen.get("/api/v1/support/events/coming").json()] == ["Garden Concert"]
    assert [row["present"] for row in citizen.get("/api/v1/support/events/held/2023").json()] == [10]
