"""`haengan doctor`: plain words, in the language of the terminal, and 1 where something is wrong."""

import pytest

from haengan.kernel.offers.agreements import OPEN_PETITION
from haengan.kernel.offers.declare import Declared, declared
from haengan.site.commands import diagnosing
from haengan.site.doctor import findings, records

pytestmark = pytest.mark.django_db


def test_a_database_that_is_behind_is_one_fault_and_not_many(haengan, monkeypatch):
    monkeypatch.setattr(records.migrating, "pending", lambda: ["kernel_people.0002"])
    answer = haengan("doctor")

    assert answer.code == 1
    assert "it lacks kernel_people.0002" in answer.said
    assert "journal" not in answer.said.lower()


def test_offers_that_nobody_takes_and_that_nobody_answers_are_listed_apart(haengan, monkeypatch):
    monkeypatch.setitem(declared, OPEN_PETITION.name, Declared(OPEN_PETITION, provider=print))
    assert f"Nobody takes these offers: {OPEN_PETITION.name}." in haengan("doctor").said

    monkeypatch.setitem(declared, OPEN_PETITION.name, Declared(OPEN_PETITION, takers={"autonomy.townhalls"}))
    assert f"No system answers these offers: {OPEN_PETITION.name}." in haengan("doctor").said


def test_a_warning_alone_ends_with_1_only_where_it_is_asked_for(haengan, monkeypatch):
    monkeypatch.setattr(diagnosing, "MACHINE", [("mail", lambda: iter([findings.warning("No mail.", "Set it.")]))])
    monkeypatch.setattr(diagnosing, "HOUSE", [])

    assert haengan("doctor").code == 0
    assert haengan("doctor", "--strict").code == 1


def test_a_korean_terminal_is_answered_in_korean(haengan):
    told = haengan("doctor", language="ko").said.splitlines()

    plain = [line for line in told if line[:1] in "✓!✗→" and not any("가" <= letter <= "힣" for letter in line)]
    assert told
    assert plain == []
