"""The invented city goes in by its acts, the same each time, and has something to say for every figure with records."""

import importlib.util
import pathlib

import pytest
from django.db import transaction

from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import Kind
from haengan.kernel.figures.declare import figures as declared
from haengan.kernel.figures.models import Complaint
from haengan.kernel.figures.totals import Unanswerable
from haengan.kernel.people.models import Official
from haengan.kernel.places import queries as places
from haengan.report.models import Edition
from tests.house import sources

pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.xdist_group("garam")]
FOLDER = sources.ROOT / "samples" / "garam"
YEAR = periods.year(2025)


def sample():
    spec = importlib.util.spec_from_file_location("sample_garam", FOLDER / "load.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ours():
    return {name: figure for name, figure in declared.items() if not name.startswith("test.")}


def readings():
    """Every figure of the year, and the values of its slices; members may be random keys of records."""
    found = {}
    for name, figure in ours().items():
        try:
            found[name] = figures.value(figure, YEAR).text
            for cut in figure.slices if figure.kind is not Kind.RATIO else ():
                found[f"{name}:{cut}"] = sorted(r.text for r in figures.by(figure, YEAR, cut) if r.amount)
        except Unanswerable:
            found[name] = "unanswerable"
    return found


@pytest.fixture(scope="module")
def loads(django_db_setup, django_db_blocker):
    """The sample loaded twice, each time into an empty city: what both said; the second stays for the tests."""
    told = []
    with django_db_blocker.unblock(), transaction.atomic():
        for last in (False, True):
            before = transaction.savepoint()
            module = sample()
            module.load()
            told.append(readings())
            if not last:
                transaction.savepoint_rollback(before)
        yield module, told
        transaction.set_rollback(True)


@pytest.fixture
def garam(loads, db):
    return loads[0]


def filled_by(garam):
    """Systems that live through a year here; the others wait for their part."""
    parts = {path.stem for path in (FOLDER / "parts").glob("*.py")} - set(garam.OWN)
    return {name for name in ours() if name.split(".")[1] in parts or name.startswith("report.")}


def test_the_city_stands_with_its_report(garam):
    edition = Edition.objects.get()
    assert edition.publication
    assert edition.document_ko["marked"] == "가상의 도시"
    assert edition.document_en["marked"] == "invented city"
    assert len(places.districts(garam.TODAY)) == 22
    assert 280 <= Official.objects.count() <= 340
    assert not Official.objects.filter(invented=False).exists()
    assert not Complaint.objects.exists()


def test_every_figure_with_records_has_something_to_say(garam):
    silent = [
        name
        for name in sorted(filled_by(garam))
        if ours()[name].source is not None and not figures.value(ours()[name], YEAR).amount
    ]
    sources.nothing(silent)


def test_the_restructuring_of_july_stands_between_the_halves_of_the_year(garam):
    units = declared["support.establishment.units"]
    read = [
        figures.value(units, periods.period(day), slice="part", member="head_office.division").amount
        for day in ("2025-06-30", "2025-07-01", "2025-12-31")
    ]
    assert read == [34, 36, 36]


def test_two_loads_give_the_same_figures(loads):
    first, second = loads[1]
    assert first == second


def test_every_part_of_a_system_is_named_after_one():
    from haengan.rooms import SYSTEMS

    nouns = {system.split(".")[1] for system in SYSTEMS}
    own = set(sample().OWN)
    parts = {path.stem for path in pathlib.Path(FOLDER / "parts").glob("*.py")}
    assert parts - own <= nouns
