import csv
import io
import re
import subprocess
import sys
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from haengan.kernel.figures.tests.orchard import actions as orchard
from haengan.kernel.figures.tests.orchard.models import Basket
from haengan.report.audit import gathering, kit
from haengan.report.audit.tests import sample
from haengan.report.tests.conftest import CLERK

pytestmark = pytest.mark.django_db
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


@pytest.fixture
def folder(audit, tmp_path):
    with zipfile.ZipFile(io.BytesIO(kit.packed(audit, KEY))) as held:
        held.extractall(tmp_path)
    return tmp_path / "report-2023-1-kit"


def checked(folder):
    """Exit code and lines of check.py, run as a stranger would: our code is not on its path."""
    done = subprocess.run(
        [sys.executable, "-I", "check.py"], cwd=folder, capture_output=True, text=True, encoding="utf8", check=False
    )
    assert not done.stderr
    return done.returncode, done.stdout.splitlines()


def changed(path, row, column, value):
    """A CSV with one field altered; gives what stood there."""
    rows = list(csv.reader(path.read_text("utf8").splitlines()))
    at = rows[0].index(column)
    old, rows[row][at] = rows[row][at], value
    with path.open("w", encoding="utf8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    return old


def row_of(path, **told):
    rows = list(csv.DictReader(path.read_text("utf8").splitlines()))
    return next(n for n, row in enumerate(rows, 1) if all(row[k] == v for k, v in told.items()))


def test_a_stranger_counts_every_number_again(folder):
    code, lines = checked(folder)
    assert (code, len(lines)) == (0, 1)
    assert "values 14, 인쇄된 수 printed numbers 34" in lines[0]


def test_one_altered_record_is_reported_as_exactly_the_number_it_stands_behind(folder):
    path = folder / "data" / "records.csv"
    row = row_of(path, figure="test.orchard.trees", at="2023-04-05")
    changed(path, row, "at", "2024-04-05")
    code, lines = checked(folder)
    values = [line for line in lines if "VALUE DIFFERS" in line]
    assert code == 1
    assert [re.findall(r"test\.orchard\.\w+ [\d-]+ [\d-]+", line) for line in values] == [
        ["test.orchard.trees 2023-01-01 2023-12-31"]
    ]
    assert [line for line in lines if "FILE ALTERED" in line] == ["파일이 바뀜 / FILE ALTERED data/records.csv"]


def test_an_altered_amount_reaches_the_half_year_and_the_year(folder):
    path = folder / "data" / "records.csv"
    changed(path, row_of(path, figure="test.orchard.weight", at="2023-08-01"), "amount", "12")
    values = [line for line in checked(folder)[1] if "VALUE DIFFERS" in line]
    assert [re.search(r"\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d", line)[0] for line in values] == [
        "2023-01-01 2023-12-31", "2023-07-01 2023-12-31",
    ]  # fmt: skip


def test_an_altered_entered_total_and_a_changed_digit_of_the_page_are_found(folder):
    path = folder / "data" / "entered.csv"
    changed(path, row_of(path, member="south"), "amount", "1235")
    page = folder / "report" / "report-2023-1-en.html"
    page.write_text(page.read_text("utf8").replace(">40,000<", ">41,000<"), "utf8")
    lines = checked(folder)[1]
    assert sum("VALUE DIFFERS test.orchard.visitors" in line for line in lines) == 2
    assert [line for line in lines if "PRINTED DIFFERS report-2023-1-en.html test.orchard.visitors" in line]


def test_the_kit_stays_the_same_whatever_happens_to_the_records():
    edition = sample.frozen()
    before = kit.packed(gathering.audit(edition), KEY)
    orchard.correct(basket=Basket.objects.first(), weight=99, actor=CLERK)
    assert kit.packed(gathering.audit(edition), KEY) == before


def test_no_name_is_in_the_kit(folder):
    held = b"".join(path.read_bytes() for path in (folder / "data").iterdir())
    assert b"A grower" not in held
    assert b"clerk" not in held


def test_the_list_of_hashes_is_signed(folder):
    public = load_pem_public_key((folder / kit.PUBLIC_KEY).read_bytes())
    public.verify((folder / kit.SIGNATURE).read_bytes(), (folder / kit.HASHES).read_bytes())
    listed = {line.split("  ")[1] for line in (folder / kit.HASHES).read_text("utf8").splitlines()}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there - listed == {kit.HASHES, kit.SIGNATURE, kit.PUBLIC_KEY}


def test_a_freeze_about_people_is_not_open(audit):
    """The orchard's distinct count counts people (명)."""
    assert not audit.is_open
    assert [name for name, question in audit.questions.items() if not question.is_open] == ["test.orchard.growers"]
