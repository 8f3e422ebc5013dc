from datetime import date

from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.people import actions as people
from haengan.kernel.places import actions as places


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_first_page_says_where_one_works_and_what_one_did(kim, lee, give, desk):
    give(kim, "support.personnel.keep")
    people.promote(
        key=lee.key, grade="6", from_on=lee.from_on.replace(year=2025), actor=type(kim).objects.get(pk=kim.pk)
    )

    page = text(desk(kim).get("/"))

    assert "Administrative Support Division" in page
    assert "Personnel desk" in page


def test_only_who_keeps_norms_is_told_what_must_be_confirmed(kim, lee, give, desk):
    give(kim, "house.norms.keep")

    assert "Legal values to be confirmed" in text(desk(kim).get("/"))
    assert "Legal values to be confirmed" not in text(desk(lee).get("/"))


def test_search_without_words_asks_for_some(kim, desk):
    assert "What are you looking for?" in text(desk(kim).get("/office/search/"))


def test_search_for_what_is_nowhere_says_so_and_quotes_it_safely(kim, desk):
    page = text(desk(kim).get("/office/search/?q=<script>alert(1)</script>"))

    assert "<script>alert" not in page
    assert "Nothing holds" in page


def test_officials_units_districts_sites_and_figures_are_found_by_their_names(kim, lee, city, desk, house):
    places.open_site(name_ko="가람시민회관", from_on=date(2020, 1, 1), actor=house)
    places.open_district(named=places.Named("dong", "온새동"), from_on=date(2020, 1, 1), actor=house)
    browser = desk(kim, language="ko")
    led = {
        "이가람": f"/office/people/{lee.key}/",
        "자치협력과": f"/office/organisation/units/{city.units['autonomy']}",
        "시민회관": "/office/places/sites/",
        "온새동": "/office/places/districts/",
        "교류 횟수": "/figures/autonomy.exchanges.held/",
    }

    assert [word for word, url in led.items() if url not in text(browser.get("/office/search/", {"q": word}))] == []


def test_a_renamed_unit_is_found_once(kim, city, desk, house):
    unit = Change(Verb.RENAME_UNIT, city.units["digital"], {"name_ko": "스마트도시과"})
    organisation.change(planned=[unit], from_on=date(2021, 1, 1), actor=house)
    found = text(desk(kim).get("/office/search/", {"q": "스마트도시과"}))

    assert found.count(f"/office/organisation/units/{city.units['digital']}") == 1
