"""The invented city goes in by its acts, the same each time, and has something to say for every figure with records."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys

import pytest
from django.db import transaction

from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import figures as declared
from haengan.kernel.figures.models import Complaint
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


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        module = sample()
        module.load()
        yield module
        transaction.set_rollback(True)


@pytest.fixture
def garam(loaded, db):
    return loaded


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


NEVER_SENT = {f"safety.warnings.{name}" for name in ("sent", "received", "relayed", "refused")}
"""The storm of the sample's year was judged, and warned nobody: keys and certificates to sign by are those of the day it is loaded."""


def test_every_figure_with_records_has_something_to_say(garam):
    silent = [
        name
        for name in sorted(filled_by(garam) - NEVER_SENT)
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


@pytest.mark.trial
def test_two_loads_give_the_same_figures(tmp_path):
    assert said_by_a_city(tmp_path / "one", hashes="1") == said_by_a_city(tmp_path / "two", hashes="2")


def said_by_a_city(home, *, hashes):
    """Every figure of a small Garam that is loaded in a process of its own, sets in an order of their own."""
    home.mkdir()
    given = {"HAENGAN_HOME": str(home), "HAENGAN_DEBUG": "1", "PYTHONHASHSEED": hashes, "PYTHONPATH": str(sources.ROOT)}
    environment = os.environ | given | {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office"}
    for words in (["fill.py"], ["figures_told.py", "2025"]):
        done = subprocess.run(
            [sys.executable, sources.ROOT / "tests" / "upgrade" / words[0], *words[1:]],
            check=True, cwd=sources.ROOT, env=environment, capture_output=True, text=True,
        )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def test_every_part_of_a_system_is_named_after_one():
    from haengan.rooms import SYSTEMS

    nouns = {system.split(".")[1] for system in SYSTEMS}
    own = set(sample().OWN)
    parts = {path.stem for path in pathlib.Path(FOLDER / "parts").glob("*.py")}
    assert parts - own <= nouns
