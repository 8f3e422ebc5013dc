"""The whole edition of the sample, given to programs that we did not write."""

import io
import subprocess
import sys
import zipfile

import frictionless
import pytest
from django.db import transaction

from haengan.report import checking
from haengan.report.models import Edition
from haengan.report.xbrl.tests import arelle
from tests.seed.loaded import load

pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.xdist_group("checking")]


@pytest.fixture(scope="module")
def edition(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield Edition.objects.select_related("report", "freeze").get(report__year=2023)
        transaction.set_rollback(True)


@pytest.fixture
def kit(edition, tmp_path):
    with zipfile.ZipFile(io.BytesIO(checking.kit(edition))) as held:
        held.extractall(tmp_path)
    return tmp_path / "report-2023-1-kit"


def test_the_report_of_2023_is_sound_inline_xbrl_in_both_languages(kit, tmp_path):
    pages = [kit / "xbrl" / f"report-2023-1-{language}.xhtml" for language in ("ko", "en")]
    assert arelle.complaints(*pages, home=tmp_path) == {page.name: [] for page in pages}


def test_its_report_package_opens_as_one_file(edition, tmp_path):
    package = tmp_path / "report.xbri"
    package.write_bytes(checking.xbrl(edition, "ko"))
    assert arelle.complaints(package, home=tmp_path) == {"report.xbri": []}


def test_its_kit_counts_every_number_again_and_its_data_package_is_valid(kit):
    done = subprocess.run(
        [sys.executable, "-I", "check.py"], cwd=kit, capture_output=True, text=True, encoding="utf8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "values 90, 인쇄된 수 printed numbers 206" in done.stdout
    assert frictionless.validate(str(kit / "data" / "datapackage.json")).valid
