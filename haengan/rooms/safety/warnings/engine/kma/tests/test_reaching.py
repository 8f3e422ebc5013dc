"""Whether a report is of Paju, case by case."""

import pytest

from haengan.rooms.safety.warnings.engine.kma import reaching, reports

PAJU = reaching.city("파주시", "4148000000", ["문산읍", "파평면", "금촌동"])


@pytest.mark.parametrize(
    ("places", "here"),
    [
        ("경기도(파주, 고양)", True),
        ("경기도(고양)", False),
        ("경기도", True),
        ("경기도(고양 제외)", True),
        ("경기도(고양, 파주 제외)", False),
        ("전국", True),
        ("서울, 인천", False),
        ("충청남도(공주)", False),
        ("전라남도(거문도.초도), 경기도(파주.고양)", True),
        ("파주시", True),
    ],
)
def test_the_city_is_found_by_its_name_and_province(places, here):
    (report,) = reports.read(f"o 호우경보 : {places}")

    assert reaching.reach(report, PAJU).here is here


def test_named_districts_alone_are_warned():
    (report,) = reports.read("o 호우경보 : 경기도(파주(문산읍, 파평면))")

    assert reaching.reach(report, PAJU).districts == ("문산읍", "파평면")


def test_what_is_left_out_of_the_city_is_not_warned():
    (report,) = reports.read("o 호우경보 : 경기도(파주(문산읍) 제외)")

    found = reaching.reach(report, PAJU)
    assert (found.here, found.districts) == (True, ("파평면", "금촌동"))


@pytest.mark.parametrize("places", ["경기북부", "경기도(경기북부 제외)", "경기도(파주(산지))"])
def test_a_part_that_only_a_map_knows_is_offered_as_unsure(places):
    (report,) = reports.read(f"o 호우경보 : {places}")

    found = reaching.reach(report, PAJU)
    assert found.here
    assert found.unsure
