import pytest

from haengan.rooms.autonomy.townhalls.tests.conftest import ANSWER, READ

pytestmark = pytest.mark.django_db
LIST, REQUESTS, OPINIONS = ("/autonomy/townhalls/" + part for part in ("", "requests/", "opinions/"))


@pytest.mark.parametrize("page", [LIST, REQUESTS, OPINIONS, LIST + "calendar.ics"])
def test_another_division_is_refused(page, desk, park):
    answer = desk(park).get(page)
    assert answer.status_code == 403


def test_another_division_does_not_learn_whether_a_record_exists(desk, park, plan):
    assert desk(park).get(f"{LIST}{plan().key}/").status_code in {403, 404}


def test_a_reader_sees_but_does_not_enter(desk, park, give, plan):
    give(park, READ)
    page = f"{LIST}{plan().key}/"
    assert desk(park).get(page).status_code == 200
    assert desk(park).get(LIST + "new/").status_code == 403
    assert desk(park).get(page + "do/hold/").status_code == 302


def test_names_and_contacts_are_masked_for_readers_and_clear_for_keepers(desk, park, clerk, give, ask):
    give(park, READ)
    page = f"{REQUESTS}{ask().key}/"
    masked, clear = (desk(who).get(page).content.decode() for who in (park, clerk))
    assert "홍길동" not in masked
    assert "010-1234-5678" not in masked
    assert "홍길동" in clear
    assert "010-1234-5678" in clear


def test_whoever_answers_sees_only_what_the_own_division_owes(desk, park, give, hold, say, assign):
    give(park, ANSWER)
    townhall = hold()
    mine, other = assign(say(townhall), unit="safety"), assign(say(townhall), unit="digital")
    browser = desk(park)
    assert browser.get(f"{OPINIONS}{mine.key}/").status_code == 200
    assert browser.get(f"{OPINIONS}{other.key}/").status_code == 404


def test_office_pages_are_absent_from_the_citizens_application(citizen, plan):
    assert citizen.get(REQUESTS).status_code == 404
    assert citizen.get(f"{LIST}{plan().key}/edit/").status_code == 404
