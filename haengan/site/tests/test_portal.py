"""Citizens' search: published records and figures, and nothing else."""

from datetime import date

import pytest

from haengan.rooms.support.events import actions
from haengan.site import portal


@pytest.fixture
def keeper(kim, give):
    give(kim, "support.events.keep")
    return kim


@pytest.fixture
def concert(keeper):
    """A published event with a note for officials."""
    day = {"from_on": date(2024, 5, 1), "until_on": date(2024, 5, 2), "today": date(2024, 4, 1)}
    told = {"kind": "commemoration", "state": "planned", "name_ko": "평화 음악회", "note": "내부 검토 의견"}
    return actions.enter(**told, **day, public=True, actor=keeper)


def found(citizen, words):
    return citizen.get("/search/", {"q": words}).content.decode()


def test_a_citizen_finds_a_published_event_and_its_public_page(citizen, concert):
    page = found(citizen, "음악회")

    assert f"/support/events/{concert.key}/" in page
    assert citizen.get(f"/support/events/{concert.key}/").status_code == 200


def test_what_is_no_longer_published_is_not_found(citizen, concert, keeper):
    actions.correct(key=concert.key, revision=concert.revision, actor=keeper, public=False)

    assert concert.key not in found(citizen, "음악회")


def test_words_that_only_officials_read_find_nothing(citizen, concert):
    assert concert.key not in found(citizen, "내부 검토")


def test_a_citizen_finds_figures_by_their_names(citizen):
    assert "/figures/autonomy.exchanges.held/" in found(citizen, "exchanges held")


def test_a_flood_of_searches_is_braked(citizen, monkeypatch):
    monkeypatch.setattr(portal, "SEARCHES_AN_HOUR", 1)
    found(citizen, "행사")

    assert citizen.get("/search/", {"q": "행사"}).status_code == 429
