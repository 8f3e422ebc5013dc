"""The bureau's events of 2023 go in through the register's own import and answer the report's chips."""

import datetime
import random
from pathlib import Path

import pytest
from django.utils import timezone, translation

from haengan.kernel.figures import printing
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import period
from haengan.kernel.registers import actions as registers
from haengan.kernel.registers import forwarding
from haengan.rooms.support.events import figures as declared
from haengan.rooms.support.events.models import Event
from haengan.rooms.support.events.tests.conftest import TODAY
from samples import loading
from tests.seed import paju

pytestmark = pytest.mark.django_db
FOLDER = Path(paju.FOLDER)


@pytest.fixture
def loaded(keeper):
    with translation.override("ko"):
        loading.part(FOLDER, "events").load_events(FOLDER, keeper, TODAY)
    return {event.series: event for event in Event.objects.all()}


@pytest.mark.parametrize(
    ("figure", "asked", "part", "amount", "approximate"),
    [
        (declared.ATTENDANCE, "2023-03-01", ("event", "samil"), 800, True),
        (declared.ATTENDANCE, "2023-08-15", ("event", "liberation"), 800, True),
        (declared.HELD, "2023", ("kind", "national_day"), 2, False),
        (declared.HELD, "2023", ("kind", "commemoration"), 3, False),
        (declared.HELD, "2023", ("", ""), 5, False),
        (declared.HELD, "2023-06", ("event", "musical"), 1, False),
    ],
)
def test_the_report_is_answered(figure, asked, part, amount, approximate, loaded):
    reading = figures.value(figure, period(asked), slice=part[0], member=part[1])
    assert (reading.amount, reading.approximate) == (amount, approximate)


def test_the_weekday_is_computed(loaded):
    assert loaded["samil"].when("ko") == "2023. 3. 1.(수)"
    assert loaded["liberation"].when("ko") == "2023. 8. 15.(화)"
    assert loaded["exhibition"].when("ko") == "2023. 7. 17.(월) ~ 8. 20.(일)"
    assert loaded["liberation"].when("en") == "Tuesday 15 August 2023"


def test_a_wrong_typed_weekday_is_complained_about_with_the_right_one(keeper):
    rows = [{**loading.read(FOLDER / "events.csv")[1], "시작": "2023. 8. 15.(목)", "끝": ""}]
    with translation.override("ko"), pytest.raises(loading.Unfit, match="화요일인데 목요일로 적혀 있습니다"):
        loading.bring("support.events", rows, name="events.csv", actor=keeper)
    assert not Event.objects.exists()


def test_the_list_gives_names_days_and_numbers(loaded):
    rows = [row["cells"] for row in printing.rows(declared.LIST, period("2023"))]
    assert rows[0][4] == [{"n": 800, "text_ko": "800여", "text_en": "about 800"}]
    assert [row[2][0]["ko"] for row in rows[1:3]] == ["2023. 6. 22.(목) ~ 6. 23.(금)", "2023. 7. 14.(금)"]


def test_the_same_file_again_finds_every_row_the_same(loaded, keeper):
    content = loading.sheet(loading.read(FOLDER / "events.csv"))
    with translation.override("ko"):
        again = registers.stage(
            register="support.events", file_name="again.csv", content=content, at=timezone.now(), actor=keeper
        )
        forwarding.to_the_end(again.key)
    assert registers.counts(again) == {"same": 5}


def test_an_invented_city_fills_its_years_the_same_way_each_time(keeper):
    garam = loading.part(FOLDER.parent / "garam", "events")
    garam.fill(random.Random(7), None, keeper, datetime.date(2026, 11, 22), 0.2)
    assert Event.objects.count() > 6
    assert Event.objects.filter(invented=False).count() == 0
