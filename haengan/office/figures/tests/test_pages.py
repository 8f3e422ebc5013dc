from datetime import date

import pytest

from haengan.kernel.figures import actions, queries
from haengan.kernel.figures.rules import year
from haengan.kernel.figures.tests.orchard import actions as orchard
from tests.cast import HOUSE

ADDRESS = "/figures/test.orchard.baskets/?period=2023"


@pytest.fixture
def harvest(db):
    grower = orchard.settle(region="north", actor=HOUSE)
    return [orchard.pick(grower=grower, on=date(2023, month, 1), actor=HOUSE) for month in (1, 1, 3)]


def test_a_value_is_shown_with_its_parts(harvest, desk, kim):
    page = desk(kim).get(ADDRESS).content.decode()
    assert "<b>3</b>" in page
    assert "North" in page


def test_a_value_is_compared_with_an_earlier_one(harvest, citizen):
    page = citizen.get("/figures/test.orchard.baskets/?period=2023-03&since=2023-01")
    text = page.content.decode()
    assert all(f"<b>{amount}</b>" in text for amount in ("1", "2", "-1"))
    told = citizen.get("/figures/test.orchard.baskets/data.json?period=2023-03&since=2023-01").json()
    assert [row["amount"] for row in told["values"][:2]] == ["1", "2"]
    assert citizen.get("/figures/test.orchard.baskets/?period=2023&since=soon").status_code == 400


def test_records_out_of_scope_are_counted_and_not_shown(harvest, desk, kim):
    page = desk(kim).get(ADDRESS).content.decode()
    assert "3 records behind this number are not open to you" in page
    assert "basket of" not in page


def test_citizens_see_the_same_number_at_the_same_address(harvest, citizen):
    assert "<b>3</b>" in citizen.get(ADDRESS).content.decode()


def test_what_the_address_gets_wrong_is_told(harvest, citizen):
    page = citizen.get("/figures/test.orchard.baskets/?period=soon&base_on=never&part=colour=red&known_at=x")
    text = page.content.decode()
    assert page.status_code == 400
    assert all(wrong in text for wrong in ("soon", "never", "colour", "Mark x"))


@pytest.mark.parametrize("period", ["2023-01-01..9999-12-31", "9999-12-31", "9999", "2023-13", "..", "2023..2024"])
def test_a_period_that_no_calendar_holds_is_told(period, harvest, citizen):
    assert citizen.get(f"/figures/test.orchard.baskets/?period={period}").status_code == 400


@pytest.mark.parametrize("asked", ["period=soon", "period=2023&part=region=nroth"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_data_for_a_question_that_is_not_understood_is_refused_and_not_another(form, asked, harvest, citizen):
    answer = citizen.get(f"/figures/test.orchard.baskets/data.{form}?{asked}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("address", ["/figures/no.such.figure/", "/figures/tables/no.such.table/"])
def test_what_does_not_exist_is_not_found(address, citizen):
    assert citizen.get(address).status_code == 404


def test_values_are_given_as_json_and_csv(harvest, citizen):
    told = citizen.get("/figures/test.orchard.baskets/data.json?period=2023").json()
    assert [v["amount"] for v in told["values"]][0] == "3"
    lines = citizen.get("/figures/test.orchard.baskets/data.csv?period=2023").content.decode().splitlines()
    assert lines[1].startswith("test.orchard.baskets,2023-01-01,2024-01-01,3,")


def test_a_published_list_leads_to_its_record(harvest, citizen):
    assert "2023-03-01" in citizen.get("/figures/tables/test.orchard.list/?period=2023").content.decode()
    row = citizen.get(f"/figures/tables/test.orchard.list/{harvest[0].key}/")
    assert "2023-01-01" in row.content.decode()


def test_entering_needs_the_duty_and_is_counted(desk, kim, give):
    told = {
        "figure": "test.orchard.visitors", "first_on": "2023-01-01", "last_on": "2023-12-31", "amount": "500",
        "unit": "명", "document": "Report 2023",
    }  # fmt: skip
    assert desk(kim).get("/figures/entered/new/").status_code == 403
    give(kim, "house.figures.enter")
    browser = desk(kim)
    assert browser.post("/figures/entered/new/", told).status_code == 302
    assert queries.value(queries.named("test.orchard.visitors"), year(2023)).amount == 500


def test_a_freeze_tells_what_came_late(harvest, desk, kim, give):
    questions = [queries.asked("test.orchard.baskets", year(2023))]
    frozen = actions.freeze(name="Report", base_on=date(2023, 12, 31), questions=questions, actor=HOUSE)
    orchard.pick(grower=harvest[0].grower, on=date(2023, 5, 1), actor=HOUSE)
    give(kim, "house.figures.freeze")
    assert "late record" in desk(kim).get(f"/figures/freezes/{frozen.key}/").content.decode()


def test_a_figures_page_costs_the_same_whatever_the_records(harvest, citizen, django_assert_max_num_queries):
    for _ in range(20):
        orchard.pick(grower=harvest[0].grower, on=date(2023, 5, 1), actor=HOUSE)
    with django_assert_max_num_queries(43):
        citizen.get(ADDRESS)


@pytest.mark.parametrize("address", ["/figures/report.awards.prize/?period=2023", "/figures/entered/"])
def test_what_stands_behind_a_number_is_told_in_the_same_unit(address, desk, kim, give):
    give(kim, "house.figures.enter")
    told = {"period": year(2023), "amount": 60_000_000, "document": "Report", "today": date(2024, 1, 2)}
    actions.enter(figure="report.awards.prize", **told, actor=kim)

    page = desk(kim).get(address).content.decode()

    assert "60,000" in page
    assert "60000000" not in page
    assert "60,000,000" not in page


def test_an_entered_total_is_told_in_words_and_not_by_its_code(kim, desk):
    told = {"document": "업무보고", "today": date(2023, 12, 31), "actor": HOUSE}
    actions.enter(figure="test.orchard.baskets", period=year(2023), amount=5, part="region=north", **told)
    page = desk(kim).get(ADDRESS).content.decode()
    assert "Baskets - North</a>" in page
    assert ">2023</td>" in page


@pytest.mark.parametrize(("language", "said"), [("en", "2023-12-31"), ("ko", "2023. 12. 31.")])
def test_its_history_reads_the_last_day_and_not_the_one_behind_it(language, said, kim, desk, give):
    give(kim, "house.figures.enter")
    told = {"document": "업무보고", "today": date(2023, 12, 31), "actor": HOUSE}
    made = actions.enter(figure="test.orchard.baskets", period=year(2023), amount=5, **told)
    page = desk(kim, language=language).get(f"/figures/entered/{made.key}/").content.decode()
    assert said in page
    assert "2024-01-01" not in page
    assert "2024. 1. 1." not in page
    assert "not included" not in page


@pytest.fixture
def hands(db):
    """Two people in the north, nine in the south."""
    for region, count in (("north", 2), ("south", 9)):
        grower = orchard.settle(region=region, actor=HOUSE)
        for _number in range(count):
            orchard.pick(grower=grower, on=date(2023, 1, 1), actor=HOUSE)


HANDS = "/figures/test.orchard.hands/"


@pytest.mark.parametrize("region", ["north", "south"])
def test_citizens_are_not_told_a_part_of_a_few_people_nor_what_would_tell_it(region, hands, citizen):
    whole = citizen.get(f"{HANDS}?period=2023").content.decode()
    assert "<b>11</b>" in whole
    assert "<b>X</b>" in whole
    assert not {"<b>2</b>", "<b>9</b>"} & set(whole.split())
    page = citizen.get(f"{HANDS}?period=2023&part=region={region}").content.decode()
    assert "fewer than 3 people" in page
    assert "What stands behind it" not in page
    (told,) = citizen.get(f"{HANDS}data.json?period=2023&part=region={region}").json()["values"]
    assert (told["amount"], told["withheld"]) == (None, True)
    assert ",X," in citizen.get(f"{HANDS}data.csv?period=2023&part=region={region}").content.decode()


def test_officials_see_small_parts_with_the_duty_only(hands, desk, kim, park, give):
    give(kim, "report.audit")
    address = f"{HANDS}?period=2023&part=region=north"
    assert "<b>2</b>" in desk(kim).get(address).content.decode()
    assert "<b>X</b>" in desk(park).get(address).content.decode()
