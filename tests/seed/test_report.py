"""The report that the system builds from the sample, held against the independent transcription of the seed."""

import pytest
from django.db import transaction

from haengan.kernel.figures import actions as figures
from haengan.kernel.figures.models import Entered
from haengan.kernel.figures.rules import period
from haengan.lib.documents import model as doc
from haengan.lib.documents import outline, wire
from haengan.report import actions, assembling, queries
from haengan.report.assembling import Assembly
from haengan.report.models import Award, Edition
from tests.cast import HOUSE
from tests.seed import answers, paju, printed, transcription
from tests.seed.loaded import FOLDER, load
from tests.seed.shapes import bare

pytestmark = pytest.mark.django_db

TABLES = {
    "organisation": "support.establishment.before_after",
    "townhalls": "autonomy.townhalls.by_sector",
    "assemblies": "autonomy.assemblies.items",
    "exchanges": "table.autonomy.exchanges.list",
    "call_centre": "civil_affairs.call_centre.directions",
    "wifi": "digital.wifi.by_place",
    "awards": "table.report.awards.list",
    "tasks": "plan",
}


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample, loaded once for all tests of this page and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield queries.of_year(2023)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def report(sample):
    return wire.from_json(Edition.objects.get(report=sample).document_ko)


def grid(table):
    """The full rectangle of printed texts; a spanning cell repeats wherever it reaches."""
    rows = [*table.head, *table.body]
    filled = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in filled:
                column += 1
            text = "".join(bare(outline.plain(line)) for line in cell.lines)
            filled |= {(number + d, column + r): text for d in range(cell.rowspan) for r in range(cell.colspan)}
    return [[filled[r, c] for c in range(len(table.columns))] for r in range(len(rows))]


@pytest.mark.parametrize("expected", transcription.TABLES, ids=lambda t: t.id)
def test_every_cell_of_a_table_is_as_printed(expected, report):
    table = next(t for t in report.tables if t.name == TABLES[expected.id])
    assert grid(table) == [[bare(text) for text in row] for row in expected.grid()]
    assert bare(table.unit) == bare(expected.unit_note)


def chip_of(number):
    part = "".join(f"|{name}={value}" for name, value in number.slice)
    return f"{number.figure}|{number.period}{part}"


def told(document):
    """Every number of the document by its chip."""
    found = {}
    for number in outline.numbers(document):
        found.setdefault(chip_of(number), []).append(number.text)
    return found


@pytest.mark.parametrize("expected", [n for n in printed.NUMBERS if n.id in answers.FIGURES], ids=lambda n: n.id)
def test_every_number_is_a_figure_and_reads_as_printed(expected, report):
    chip = answers.FIGURES[expected.id]
    if chip.startswith("report.awards.prize"):
        chip = f"report.awards.list.prize|record={Award.objects.get(prize__gt=0).key}"
        found = [n.text for n in outline.numbers(report) if n.figure == "report.awards.list.prize"]
    else:
        found = told(report)[chip]
    digits = "".join(c for c in found[0] if c.isdigit())
    assert int(digits) == expected.value
    assert ("여" in found[0]) == expected.approximate


def test_vision_and_goals_are_those_of_the_bureau(report):
    assert report.cover.vision == transcription.VISION
    assert report.cover.goals == transcription.GOALS


def numbers_and_cells(document):
    """What a change could alter: every number with its place, every cell with its place."""
    numbers = {(n, chip_of(number)): number.text for n, number in enumerate(outline.numbers(document))}
    cells = {
        (t.name, r, c): text for t in document.tables for r, row in enumerate(grid(t)) for c, text in enumerate(row)
    }
    return numbers, cells


def live(report):
    return assembling.document(Assembly(report, "ko"), queries.blocks(report))


@pytest.fixture(scope="module")
def untouched(sample):
    return numbers_and_cells(live(sample))


@pytest.fixture
def undone(sample):
    """Whatever a test changes is taken back."""
    with transaction.atomic():
        yield sample
        transaction.set_rollback(True)


@pytest.mark.alike
@pytest.mark.parametrize(
    "fact", paju.entered(), ids=lambda f: f"{f.figure}-{'-'.join(m for _s, m in f.slices)}-{f.last}"
)
def test_altering_an_entered_total_changes_exactly_its_numbers(fact, untouched, undone):
    before, _cells = untouched
    part = next((f"{s}={m}" for s, m in fact.slices), "")
    span = period(f"{fact.first}..{fact.last}")
    cut, _, member = part.partition("=")
    old = Entered.objects.get(
        figure=fact.figure, slice=cut, member=member, from_on=span.from_on, until_on=span.until_on
    )
    figures.retract(key=old.key, reason="test", today=span.last_on, actor=HOUSE)
    figures.enter(
        figure=fact.figure,
        period=span,
        part=part,
        amount=old.amount + 5,
        document="test",
        today=span.last_on,
        actor=HOUSE,
    )
    after, _cells = numbers_and_cells(live(undone))
    changed = {place for place, text in after.items() if before[place] != text}
    assert changed
    assert changed == {
        place for place, text in before.items() if "record=" not in place[1] and reaches(fact, place[1], text)
    }


def reaches(fact, chip, text):
    """Whether the chip's number is made of this fact; a printed change (↑4) is made of the state before, too."""
    chips = [chip]
    if text[0] in "↑↓":
        chips += [earlier for earlier, later in answers.CHANGES.values() if later == chip]
    try:
        return any(fact in paju.behind(one) for one in chips)
    except paju.UnansweredError:
        return False


def test_altering_an_award_changes_exactly_its_cell(untouched, undone):
    _numbers, before = untouched
    award = Award.objects.get(prize__gt=0)
    actions.correct_award(key=award.key, revision=award.revision, prize=70_000_000, actor=HOUSE)
    _numbers, after = numbers_and_cells(live(undone))
    assert {k: v for k, v in after.items() if before[k] != v} == {("table.report.awards.list", 1, 4): "70,000"}


def test_the_samples_folder_is_the_one_that_is_loaded():
    assert (FOLDER / "load.py").exists()


def test_every_number_of_the_report_leads_somewhere(report):
    assert all(n.href.startswith("/figures/") for n in outline.numbers(report) if n.standing != "signed")
    assert len(list(outline.numbers(report))) >= 80
    assert isinstance(report, doc.Document)
