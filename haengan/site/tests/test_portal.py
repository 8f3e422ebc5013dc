"""The citizens' first page and their search."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from haengan.kernel.figures import actions as figures
from haengan.kernel.figures import queries as kernel
from haengan.kernel.figures import rules as periods
from haengan.kernel.offers import boards
from haengan.rooms.autonomy.townhalls.actions import townhalls
from haengan.rooms.support.events import actions as events
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
LAST_YEAR = timezone.localdate().year - 1


@pytest.fixture
def announce(kim, lee, give):
    """``announce("Day of trees", days=3)``: an event and a town hall that citizens may see, so many days from now."""
    give(kim, "support.events.keep", "support.events.decide")
    give(lee, "autonomy.townhalls.keep", "autonomy.townhalls.decide")

    def one(name, days, **more):
        today = timezone.localdate()
        on = today + timedelta(days=days)
        told = {"kind": "commemoration", "state": "planned" if days >= 0 else "held", "public": True, **more}
        events.enter(name_ko=name, from_on=on, until_on=on + timedelta(days=1), today=today, actor=kim, **told)
        planned = townhalls.schedule(
            meets_on=on, sector="farmers", subject=f"{name} 대화", starts=time(14), place="마을회관", actor=lee
        )
        townhalls.publish(key=planned.key, revision=planned.revision, today=today, actor=lee)

    return one


@pytest.fixture
def count(kim, give):
    """Enters a total of a headline for a year, and closes."""
    give(kim, "house.figures.enter")

    def one(year, amount, name="autonomy.assemblies.voters"):
        today = timezone.localdate()
        period = periods.year(year)
        figures.enter(figure=name, period=period, amount=amount, document="보고서", today=today, actor=kim)
        figures.close(actor=HOUSE)

    return one


def page(public, path="/"):
    answer = public.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_stands_in_an_empty_house(public):
    told = page(public)

    assert "No year is closed yet." in told
    assert "Nothing is announced at the moment." in told
    assert "No report is published yet" in told


def test_figures_are_those_of_the_newest_year_that_is_over_and_each_leads_to_its_page(public, count):
    count(LAST_YEAR - 1, 900)
    count(LAST_YEAR, 12_292)
    told = page(public)

    assert f"{LAST_YEAR} in figures" in told
    assert "<b>12,292</b>" in told
    assert f'href="/figures/autonomy.assemblies.voters/?period={LAST_YEAR}-01-01..{LAST_YEAR}-12-31"' in told


def test_a_year_that_is_not_over_is_not_shown(public, count):
    count(LAST_YEAR, 7)
    count(LAST_YEAR + 1, 8)

    assert f"{LAST_YEAR} in figures" in page(public)


def test_what_is_coming_stands_in_the_order_of_its_days(public, announce):
    announce("나무의 날", 9)
    announce("물의 날", 2)
    announce("불의 날", -5)
    told = page(public)

    assert told.index("물의 날") < told.index("나무의 날")
    assert "불의 날" not in told


def test_where_nothing_is_coming_the_last_ones_held_are_shown(public, announce):
    announce("불의 날", -5)
    told = page(public)

    assert "Held last" in told
    assert "불의 날" in told


def test_what_is_not_for_citizens_is_neither_shown_nor_found(public, announce):
    announce("비밀 모임", 3, public=False)

    assert "비밀 모임<" not in page(public)
    assert "비밀 모임<" not in page(public, "/search/?q=비밀")


def test_a_citizen_reads_how_to_ask_for_a_town_hall(public):
    told = page(public)

    assert 'href="/autonomy/townhalls/request/"' in told
    assert 'href="/autonomy/townhalls/request/look-up/"' in told
    assert "Within 7 working days" in told


def test_the_page_costs_the_same_queries_whatever_it_shows(public, announce, count):
    count(LAST_YEAR, 5)
    announce("나무의 날", 1)
    page(public)
    with CaptureQueriesContext(connection) as few:
        page(public)
    for days in range(2, 9):
        announce(f"나무의 날 {days}", days)
    with CaptureQueriesContext(connection) as many:
        page(public)

    assert len(many) == len(few) <= 19


def test_search_finds_pages_events_town_halls_and_figures_by_every_word(public, announce):
    announce("나무의 날", 1)
    told = page(public, "/search/?q=나무의+날")
    counted = page(public, "/search/?q=town+halls+held")

    assert "나무의 날</a>" in told
    assert "나무의 날 대화</a>" in told
    assert "2 results" in told
    assert 'href="/figures/autonomy.townhalls.held/"' in counted
    assert "Nothing was found." in page(public, "/search/?q=나무의+돌")


@pytest.mark.parametrize("text", ["날 나무", "\u1102\u1161\u1106\u116e", "무의"])
def test_search_finds_words_in_any_order_letter_by_letter_and_inside_others(text, public, announce):
    announce("나무의 날", 1)

    assert "나무의 날</a>" in page(public, f"/search/?q={text}")


def test_what_officials_note_for_themselves_cannot_be_guessed_by_searching(public, announce):
    announce("나무의 날", 1, note="예산 부족")

    assert "Nothing was found." in page(public, "/search/?q=예산 부족")


def test_a_list_that_is_not_open_is_not_found(public):
    closed = [table for table in kernel.published_tables() if not table.public]

    assert closed
    for table in closed:
        assert f"/figures/tables/{table.name}/" not in page(public, f"/search/?q={table.en}")


def test_search_costs_the_same_queries_whatever_it_finds(public, announce):
    announce("나무의 날", 1)
    page(public, "/search/?q=나무")
    with CaptureQueriesContext(connection) as few:
        page(public, "/search/?q=나무")
    for days in range(2, 9):
        announce(f"나무의 날 {days}", days)
    with CaptureQueriesContext(connection) as many:
        page(public, "/search/?q=나무")

    assert len(many) == len(few) <= 12


@pytest.mark.parametrize("query", ["", "%20", "%25", "a" * 5000, "%F0%9F%8C%B3"])
def test_odd_questions_are_answered_with_a_page(query, public):
    page(public, f"/search/?q={query}")


def test_every_system_that_fills_a_board_is_named_after_its_place():
    for board in (boards.COMING, boards.HELD, boards.GUIDES):
        for by, filler in board.fillers.items():
            assert filler.__module__ == f"haengan.rooms.{by}.offers"


def test_the_first_page_is_whole_in_korean(public):
    with translation.override("ko"):
        told = public.get("/", headers={"accept-language": "ko"}).content.decode()

    assert "시민 참여" in told
    assert "근무일 7일 안에" in told
