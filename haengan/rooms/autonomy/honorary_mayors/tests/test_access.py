import pytest

from haengan.rooms.autonomy.honorary_mayors.tests.conftest import ANSWER, READ

pytestmark = pytest.mark.django_db
HOME = "/autonomy/honorary-mayors/"
PARTS = ["", "calls/", "applications/", "opinions/"]


@pytest.mark.parametrize("part", PARTS)
def test_another_division_is_refused(part, desk, park):
    assert desk(park).get(HOME + part).status_code == 403


def test_names_are_masked_for_readers_and_clear_for_keepers(desk, park, clerk, give, apply):
    give(park, READ)
    page = f"{HOME}applications/{apply().key}/"
    masked, clear = (desk(who).get(page).content.decode() for who in (park, clerk))
    assert not {part for part in ("홍길순", "010-1234-5678", "1990-05-05") if part in masked}
    assert not {part for part in ("홍길순", "010-1234-5678", "1990-05-05") if part not in clear}


def test_a_reader_chooses_no_one(desk, park, give, apply):
    give(park, READ)
    page = f"{HOME}applications/{apply().key}/do/select/"
    assert desk(park).get(page).status_code in {302, 403}


def test_whoever_answers_sees_only_what_the_own_division_was_entrusted_with(desk, park, give, name, voice, entrust):
    give(park, ANSWER)
    mine, other = entrust(voice(name()), unit="safety"), entrust(voice(name()), unit="digital")
    browser = desk(park)
    assert browser.get(f"{HOME}opinions/{mine.key}/").status_code == 200
    assert browser.get(f"{HOME}opinions/{other.key}/").status_code == 404


def test_office_pages_are_absent_from_the_citizens_application(citizen, apply):
    assert citizen.get(f"{HOME}applications/{apply().key}/").status_code == 404
