"""A proof is checked by the script that citizens get, in a Python that knows nothing of this house."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from haengan.kernel.journal import keys, proving, queries
from haengan.kernel.journal.engine import leaves
from haengan.kernel.journal.tests.conftest import AWKWARD, write

SCRIPT = Path(__file__).parents[4] / "docs" / "journal_proof.py"
pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(tmp_path):
    def check(proof, *words):
        file = tmp_path / "proof.json"
        file.write_text(json.dumps(proof), "utf8")
        return subprocess.run([sys.executable, "-I", SCRIPT, file, *words], capture_output=True, text=True, check=False)

    return check


def test_the_script_is_of_forty_lines_and_of_the_standard_library():
    text = SCRIPT.read_text("utf8")
    assert len(text.splitlines()) <= 40
    assert [line for line in text.splitlines() if "import" in line] == ["import hashlib, json, sys"]


@pytest.mark.parametrize("place", [0, 25, 59])
def test_every_line_of_a_block_is_proven(place, sealed, checked):
    proof = proving.proof(sealed[place])
    told = checked(proof, keys.trusted()[0], queries.seal_of(sealed[place]).hash)

    assert (told.returncode, told.stdout[:3]) == (0, "YES"), told.stderr
    assert leaves.taken_apart(proof["line"])[0]["reason"] == AWKWARD


def test_whatever_is_altered_in_a_proof_the_script_says_no(sealed, checked):
    proof, key = proving.proof(sealed[25]), keys.trusted()[0]
    sound, alterations = (
        checked(proof, key),
        [
            {"line": proof["line"].replace("test.do", "test.undo")},
            {"path": proof["path"][1:]},
            {"path": [["left", beside] for _side, beside in proof["path"]]},
            {"header": {**proof["header"], "sealed_at": "2020-01-01"}},
            {"signature": proof["signature"][:-2] + f"{int(proof['signature'][-2:], 16) ^ 1:02x}"},
            {"signature": proving.proof(sealed[5])["signature"]},
        ],
    )
    answers = [checked({**proof, **one}, key) for one in alterations]
    answers += [checked(proof, "11" * 32), checked(proof, key, "00" * 32)]

    assert sound.returncode == 0
    assert all(answer.returncode == 1 and answer.stderr.startswith("NO: ") for answer in answers)


def test_a_line_that_waits_has_no_proof_yet(sealed):
    write(1)
    with pytest.raises(proving.NoProof):
        proving.proof(queries.last_number())


def test_a_line_that_was_altered_has_no_proof(sealed, attacker):
    attacker("UPDATE kernel_journal_line SET reason = '' WHERE number = %s", sealed[25])
    with pytest.raises(proving.NoProof):
        proving.proof(sealed[25])
