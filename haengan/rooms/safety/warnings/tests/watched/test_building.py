"""Rows of the form write the data that programs send; what is wrong stands beside its field; a row more needs no script."""

import pytest
from django.utils import timezone
from lxml import html

from haengan.kernel.places import actions as places
from haengan.kernel.places.actions import Named
from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.forms.building import Builder
from haengan.rooms.safety.warnings.forms.watched import DraftForm
from haengan.rooms.safety.warnings.models.watched import RuleVersion
from haengan.rooms.safety.warnings.tests.warned.conftest import square
from haengan.rooms.safety.warnings.tests.watched.conftest import RIVER
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db
WHY = {"grounds": "2020년 홍수", "source": "하천기본계획"}
LEVEL = {"level": "severe", "series": "W1", "kind": "level", "sign": ">=", "value": "4"}


def rows(*given, **more):
    data = {"rows": str(len(given)), **WHY, **more}
    for place, row in enumerate(given):
        data |= {f"row-{place}-{name}": value for name, value in row.items()}
    return data


def form(*given, **more):
    return DraftForm(rows(*given, **more))


def test_rows_become_the_same_conditions_as_data(series):
    series("W1"), series("R1", how="increment", measures="rainfall", unit="mm")
    caution = {**LEVEL, "level": "caution", "value": "2,5".replace(",", "."), "ends": "2.2", "hold": "10"}
    rain = {**LEVEL, "level": "caution", "series": "R1", "kind": "sum", "value": "60", "span": "3"}
    given = form(LEVEL, caution, rain, **{"level-caution-join": "all", "level-caution-least": "30"})

    assert given.is_valid(), given.errors
    levels = given.cleaned_data["conditions"]["levels"]
    assert levels["severe"] == {"when": {"level": {"series": "W1", "is": ">=", "value": 4.0}}}
    assert levels["caution"]["when"]["all"][1] == {"sum": {"series": "R1", "is": ">=", "value": 60.0, "hours": 3.0}}
    assert levels["caution"]["until"]["any"][0] == {"level": {"series": "W1", "is": "<=", "value": 2.2}}
    assert levels["caution"]["least"] == 30


WRONG = [
    ({"value": ""}, "value"),
    ({"value": "high"}, "value"),
    ({"series": "W9"}, "series"),
    ({"series": ""}, "series"),
    ({"kind": "rate"}, "span"),
    ({"kind": "forecast"}, "within"),
    ({"kind": "forecast", "within": "60", "probability": "300"}, "probability"),
    ({"kind": "sum", "span": "3"}, "kind"),
    ({"ends": "4.5"}, "ends"),
    ({"sign": "<=", "ends": "3"}, "ends"),
    ({"span": "10"}, "span"),
    ({"hold": "-5"}, "hold"),
    ({"value": "1e12"}, "value"),
]


@pytest.mark.parametrize(("told", "field"), WRONG, ids=[f"{field}-{n}" for n, (_t, field) in enumerate(WRONG)])
def test_what_is_wrong_is_said_beside_its_field(told, field, series):
    series("W1")
    given = form(LEVEL, {**LEVEL, **told})

    assert not given.is_valid()
    assert list(given.builder.rows[1].errors) == [field]
    assert not given.builder.rows[0].errors


def test_rows_without_a_station_are_left_out(series):
    series("W1")
    given = form(LEVEL, {"level": "caution", "kind": "rate", "sign": ">="})
    assert given.is_valid(), given.errors
    assert list(given.cleaned_data["conditions"]["levels"]) == ["severe"]
    assert not given.builder.rows[1].errors


def test_nothing_filled_in_asks_for_conditions(series):
    series("W1")
    assert "conditions" in form({"level": "caution"}).errors


def test_rows_and_data_at_once_are_refused(series):
    series("W1")
    assert "conditions" in form(LEVEL, conditions="{}").errors


def test_programs_send_data_and_no_rows(series):
    given = DraftForm({**WHY, "conditions": '{"levels": {}}'})
    assert given.is_valid(), given.errors
    assert given.cleaned_data["conditions"] == {"levels": {}}


@pytest.fixture
def page(rule, drafter, desk):
    return desk(drafter), f"/safety/warnings/rules/{rule.key}/do/draft/"


def test_an_official_drafts_by_rows_alone(page, series, rule):
    series("W1")
    browser, address = page
    answer = browser.post(address, {**rows(LEVEL), "once": "1", "revision": rule.revision})

    assert answer.status_code == 302, html.fromstring(answer.content).text_content()[:3000]
    made = RuleVersion.objects.get()
    assert made.conditions["levels"]["severe"]["when"] == {"level": {"series": "W1", "is": ">=", "value": 4}}
    assert made.conditions["series"]["W1"]["silent"] == 30


def test_without_script_a_row_more_keeps_what_was_typed_and_judges_nothing(page, series, rule):
    series("W1")
    browser, address = page
    half = {**LEVEL, "value": "not yet"}
    answer = browser.post(
        address, {**rows(half, {}), "grounds": "가", "more": "1", "once": "1", "revision": rule.revision}
    )
    tree = html.fromstring(answer.content.decode())

    assert tree.xpath("//input[@name='rows']/@value") == ["3"]
    assert tree.xpath("//input[@name='row-0-value']/@value") == ["not yet"]
    assert tree.xpath("//*[@name='grounds']/@value | //textarea[@name='grounds']/text()") == ["가"]
    assert tree.xpath("//select[@name='row-2-series']")
    assert not tree.xpath("//form//*[@aria-invalid='true']")
    assert not RuleVersion.objects.exists()


def test_the_form_begins_with_the_version_in_force(page, version):
    version()
    browser, address = page
    tree = html.fromstring(browser.get(address).content.decode())

    values = [tree.xpath(f"//input[@name='row-{place}-value']/@value") for place in range(3)]
    assert values == [["2"], ["4"], []]
    assert tree.xpath("//input[@name='row-0-ends']/@value") == ["1.7"]
    assert tree.xpath("//input[@name='row-1-hold']/@value") == ["2"]
    assert not tree.xpath("//textarea[@name='conditions']")[0].text.strip()


def test_what_rows_cannot_say_begins_as_data(page, version):
    above = {"level": {"series": "W1", "value": 3}}
    version({"levels": {"severe": {"when": {"not": above}}}})
    browser, address = page
    tree = html.fromstring(browser.get(address).content.decode())

    assert '"not"' in tree.xpath("//textarea[@name='conditions']")[0].text
    assert tree.xpath("//details[@open]//textarea[@name='conditions']")


def test_no_more_rows_are_made_than_conditions_may_have(series):
    series("W1")
    assert len(Builder({"rows": "999", "more": "1"}).rows) == 60
    assert len(Builder({"rows": "x"}).rows) == 2


def test_the_same_rows_come_back_from_what_they_wrote(series, version):
    made = version()
    from haengan.rooms.safety.warnings.engine.decision.parsing import read
    from haengan.rooms.safety.warnings.engine.decision.rows import compose, split

    assert compose(split(read(made.conditions)))["levels"].keys() == RIVER["levels"].keys()


def test_a_mark_for_terminals_stays_unless_it_is_changed(series, rule, drafter, approver, districts):
    series("W1")
    now = timezone.now()
    local = {"level": "severe", "speech": {"ko": "대피"}, "cut": 90, "rest": 60}
    made = ruling.draft(rule=rule, conditions=RIVER, local=local, now=now, actor=drafter, **WHY)
    ruling.approve(key=made.key, revision=made.revision, now=now, actor=approver)

    begun = DraftForm(record=rule).initial
    assert (begun["local_level"], begun["local_speech_ko"], begun["local_cut"], begun["local_rest"]) == (
        "severe",
        "대피",
        90,
        60,
    )


@pytest.fixture
def districts(city, rule, drafter):
    """The rule is for the first of two."""
    made = [
        places.open_district(named=Named("dong", name, "", square(place, 0)), from_on=FOUNDED, actor=HOUSE)
        for place, name in enumerate(("강변동", "언덕동"))
    ]
    ruling.correct(key=rule.key, revision=rule.revision, districts=made[:1], actor=drafter)
    rule.refresh_from_db()
    return made
