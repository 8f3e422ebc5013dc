"""`haengan journal` as an operator types it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from haengan.kernel.journal import commands, keys, queries
from haengan.kernel.journal.tests.conftest import write

pytestmark = pytest.mark.django_db


def asked(*words):
    return CliRunner().invoke(commands.app, list(words))


def test_verify_tells_what_is_sealed_and_what_waits(sealed):
    write(2)
    told = asked("verify")

    assert told.exit_code == 0
    assert "60 lines in 3 blocks" in told.stdout
    assert "2 lines wait for a seal" in told.stdout


def test_verify_names_the_first_altered_line_and_ends_with_1(sealed, attacker):
    attacker("UPDATE kernel_journal_line SET reason = 'forged' WHERE number IN (%s, %s)", sealed[25], sealed[40])
    told = asked("verify")

    assert told.exit_code == 1
    assert f"First: line {sealed[25]} is not what was sealed (altered)" in told.stdout
    assert json.loads(asked("verify", "--json").stdout)["faults"][0]["line"] == sealed[25]


def test_prove_writes_a_proof(sealed, tmp_path):
    asked("prove", str(sealed[25]), "--to", str(tmp_path / "proof.json"))
    assert json.loads((tmp_path / "proof.json").read_text("utf8"))["header"]["number"] == 2


def test_prove_says_why_there_is_no_proof(sealed):
    told = asked("prove", "999999")
    assert (told.exit_code, "not sealed yet" in told.stdout) == (1, True)


def test_checkpoint_tells_the_newest_block(sealed):
    assert json.loads(asked("checkpoint").stdout)["hash"] == queries.newest_seal().hash


def test_rotate_tells_the_new_key(sealed, settings, places):
    told = asked("rotate", "--lost", "a trial")
    assert (told.exit_code, keys.trusted()[-1] in told.stdout) == (1, False), "the end is of another key"
