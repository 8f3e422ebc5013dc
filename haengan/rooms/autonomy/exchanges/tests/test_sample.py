"""The bureau's list of 2023 goes in through the register's own import and comes out as it was printed."""

import datetime
import random
from pathlib import Path

import pytest
from django.utils import timezone, translation

from haengan.kernel.figures import printing
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.declare import figures as by_name
from haengan.kernel.figures.rules import period
from haengan.kernel.registers import actions as registers
from haengan.kernel.registers import forwarding
from haengan.rooms.autonomy.exchanges import figures as declared
from haengan.rooms.autonomy.exchanges.models import Exchange
from haengan.rooms.autonomy.exchanges.tests.conftest import TODAY
from samples import loading
from tests.house import sources
from tests.seed import answers, paju, printed, shapes, transcription

pytestmark = pytest.mark.django_db
FOLDER = Path(paju.FOLDER)
YEAR = period("2023")
PRINTED = transcription.EXCHANGES


@pytest.fixture
def loaded(keeper):
    with translation.override("ko"):
        loading.part(FOLDER, "exchanges").load_exchanges(FOLDER, keeper, TODAY)
    return list(Exchange.objects.order_by("pk"))


def said(cell, language):
    return "".join(
        part
        if isinstance(part, str)
        else part.get(f"text_{language}") or (f"{part['n']:,}" if "n" in part else part[language])
        for part in cell
    )


def grid(language="ko"):
    return [[said(cell, language) for cell in row["cells"]] for row in printing.rows(declared.LIST, YEAR)]


def test_every_cell_comes_out_as_it_was_printed(loaded):
    assert grid() == [row[:5] for row in PRINTED.grid()[1:]]


def test_countries_and_cities_are_merged_as_they_were_printed(loaded):
    spans = printing.spans(declared.LIST, printing.rows(declared.LIST, YEAR))
    want = [[cell.rows for (row, _c), cell in PRINTED.anchors().items() if row == n] for n in range(1, 12)]
    assert [[span for span in row if span] for row in spans] == want


def test_each_printed_number_is_a_number_of_its_row(loaded):
    missing = []
    for number, where in answers.IN_ROWS.items():
        told = next(n for n in printed.NUMBERS if n.id == number)
        exchange = loaded[where[0] - 1]
        parts = [part for part in printing.parts(declared.queries.content(exchange), "") if isinstance(part, dict)]
        amounts = [(part["n"], part["text_ko"]) for part in parts if "n" in part]
        if (told.value, shapes.bare(told.text).rstrip("명불")) not in amounts:
            missing.append(f"{number}: {told.text} in row {where[0]}")
    sources.nothing(missing)


def test_the_year_counts_what_the_list_counts(loaded):
    counted = {
        declared.HELD.name: (11, False),
        declared.CITIES.name: (7, False),
        declared.COUNTRIES.name: (6, False),
        declared.DELEGATES.name: (5 + 6 + 10 + 16 + 40 + 4 + 14 + 15 + 16, False),
        declared.ATTENDANCE.name: (14 + 70, True),
        declared.GIFTS.name: (40_000, False),
    }
    read = {name: figures.value(by_name[name], YEAR) for name in counted}
    assert {name: (told.amount, told.approximate) for name, told in read.items()} == counted


def test_the_parts_of_the_year(loaded):
    parts = {
        ("country", "JP"): 4,
        ("city", "eskisehir"): 1,
        ("mode", "mutual"): 2,
        ("kind", "civic"): 2,
        ("kind", "youth"): 5,
    }
    read = {of: figures.value(declared.HELD, YEAR, slice=of[0], member=of[1]).amount for of in parts}
    assert read == parts


def test_the_same_file_again_finds_every_row_the_same(loaded, keeper):
    rows = loading.read(FOLDER / "exchanges.csv")
    with translation.override("ko"):
        again = registers.stage(
            register="autonomy.exchanges",
            file_name="again.csv",
            content=loading.sheet(rows),
            at=timezone.now(),
            actor=keeper,
        )
        forwarding.to_the_end(again.key)
    assert registers.counts(again) == {"same": 11}


def test_the_english_list_has_the_same_numbers(loaded):
    assert grid("en")[8][2:] == [
        "Apr",
        "· Visit of the Gloucester delegation (15 people)\n· Commemoration of the battle (about 70 people in all)",
        "Administrative exchange\nCitizens' exchange",
    ]
    assert grid("en")[10][3].endswith("(40,000 US dollars)")


def test_rows_entered_long_after_owe_no_report(loaded):
    assert not [exchange for exchange in loaded if exchange.report_due_on]
    assert loaded[0].from_on == datetime.date(2023, 1, 1)


def test_an_invented_city_fills_its_years_the_same_way_each_time(keeper):
    garam = loading.part(FOLDER.parent / "garam", "exchanges")
    garam.fill(random.Random(7), None, keeper, datetime.date(2026, 11, 22), 0.2)
    assert Exchange.objects.count() > 10
    assert Exchange.objects.filter(invented=False).count() == 0
