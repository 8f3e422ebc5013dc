"""The doctor on documents: a hole in a register, a seal without its key."""

import pytest
from django.db import connection
from django.utils import timezone

from haengan.kernel.approvals.actions import letters
from haengan.site.doctor import papers
from haengan.site.doctor.findings import State
from tests.cast import HOUSE


@pytest.fixture
def registered(db, settings, tmp_path):
    settings.HAENGAN_SEAL = tmp_path / "seal.json"
    letters.register_seal(name_ko="가람시장의인", name_en="", now=timezone.now(), actor=HOUSE)
    return settings.HAENGAN_SEAL


def test_a_seal_without_its_key_is_a_fault(registered):
    assert [finding.state for finding in papers.seal()] == [State.WELL]
    registered.unlink()

    assert [finding.state for finding in papers.seal()] == [State.FAULT]


def test_no_seal_is_a_warning(db):
    assert [finding.state for finding in papers.seal()] == [State.WARNING]


def test_a_hole_in_a_register_is_a_fault(city):
    assert [finding.state for finding in papers.document_numbers()] == [State.WELL]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_approvals_ledger (key, revision, unit_id, year, direction, last) "
            "SELECT 'aaaaaaaaaaaaaaaa', 1, MIN(id), 2024, 'produced', 3 FROM kernel_organisation_unit"
        )

    assert [finding.state for finding in papers.document_numbers()] == [State.FAULT]
