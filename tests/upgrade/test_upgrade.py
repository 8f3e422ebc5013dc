"""A city that began with the first release comes to this one by `haengan upgrade`, and its closed year says the same."""

import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile

import pytest

from tests.house import sources

pytestmark = [pytest.mark.heavy, pytest.mark.trial]
FIRST = ("v0.1.0", "0ed34f85d288362b11154e87761131b0befac2dd")
"""The first release: its tag, or its commit where a clone has no tags."""
HERE = pathlib.Path(__file__).parent
YEAR = "2025"


@pytest.fixture(scope="module")
def first_release(tmp_path_factory):
    place = tmp_path_factory.mktemp("first_release")
    for name in FIRST:
        packed = subprocess.run(["git", "archive", name], check=False, cwd=sources.ROOT, capture_output=True)
        if packed.returncode == 0:
            with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
                files.extractall(place, filter="data")
            return place
    pytest.skip(f"neither {FIRST[0]} nor its commit is in this clone; git fetch --tags --unshallow brings them")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """``run(code, "-m", …)``: what Python prints with the code in that folder, in one home."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HAENGAN_", "DATABASE_URL"))}

    def python(code, *asked):
        place = {"PYTHONPATH": str(code), "HAENGAN_HOME": str(home), "HAENGAN_DEBUG": "1"}
        environment = kept | place | {"DJANGO_SETTINGS_MODULE": "haengan.site.settings.office", "LANG": "C.UTF-8"}
        done = subprocess.run(
            [sys.executable, *asked], check=False, cwd=code, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
        return done.stdout

    return python


@pytest.fixture(scope="module")
def upgraded(first_release, run):
    """What the first release said of the year, what `haengan upgrade` said, and what the year says after it."""
    run(first_release, "-m", "haengan.site.building")  # catalogues are not in git; sheets have Korean headings
    run(first_release, HERE / "fill.py")
    before = json.loads(run(first_release, HERE / "figures_told.py", YEAR).splitlines()[-1])
    said = run(sources.ROOT, "-m", "haengan.site.commands", "upgrade")
    after = json.loads(run(sources.ROOT, HERE / "figures_told.py", YEAR).splitlines()[-1])
    return before, said, after


def test_the_first_release_is_migrated_behind_a_backup(upgraded):
    _before, said, _after = upgraded
    assert "before-upgrade.backup" in said


def test_every_figure_of_the_closed_year_says_the_same(upgraded):
    before, _said, after = upgraded
    assert len([text for text in before.values() if text is not None]) > 50
    assert {name: after.get(name) for name in before} == before


def test_the_journal_of_the_first_release_is_sealed_and_verifies(upgraded, run):
    run(sources.ROOT, "-m", "haengan.site.commands", "journal", "checkpoint")
    said = run(sources.ROOT, "-m", "haengan.site.commands", "journal", "verify")
    assert not said.startswith("0 lines")


def test_nothing_is_left_to_migrate(upgraded, run):
    assert "up to date" in run(sources.ROOT, "-m", "haengan.site.commands", "upgrade")
