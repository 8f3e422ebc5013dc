"""`haengan due`, as a person types it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from haengan.site.commands import line


def ask(*words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(line.app(), ["due", *words])
    return found.exit_code, found.stdout, found.stderr


def test_it_prints_the_proof_and_the_due_moment() -> None:
    code, said, _error = ask("inquiry", "2026-11-23T10:30", "--language", "ko")
    assert code == 0
    assert "민원 처리에 관한 법률 시행령 제14조제2호" in said
    assert said.splitlines()[-1].endswith("처리기한: 2026. 12. 1.(화) 23:59.")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (("legal_inquiry", "2026-11-02T09:00"), "2026-11-19T23:59:59"),
        (("suggestion", "2026-11-02T09:00"), "2026-11-19T23:59:59"),
        (("grievance", "2026-11-02T09:00"), "2026-11-10T23:59:59"),
        (("other", "2026-11-23T16:00"), "2026-11-24T10:00:00"),
        (("other", "2026-11-23T07:00Z"), "2026-11-24T10:00:00+09:00"),
        (("statutory", "2026-11-23T09:00", "--period", "3h", "--copies", "41"), "2026-11-25T12:00:00"),
        (("inquiry", "2026-11-02T09:00", "--holiday", "2026-11-09"), "2026-11-11T23:59:59"),
        (("inquiry", "2026-11-02T09:00", "--extend", "facts@2026-11-10T17:00+3d"), "2026-11-13T23:59:59"),
        (
            ("inquiry", "2026-11-02T09:00", "--pause", "supplement@2026-11-04T10:00/2026-11-09T15:00"),
            "2026-11-16T23:59:59",
        ),
        (("inquiry", "2026-11-02T09:00", "--pause", "supplement@2026-11-04T10:00/"), None),
    ],
)
def test_json_holds_the_moment_and_the_proof(words: tuple[str, ...], due: str | None) -> None:
    code, said, _error = ask(*words, "--json", "--language", "en")
    told = json.loads(said)
    assert code == 0
    assert told["due"] == due
    assert told["proof"][0]["text"].startswith("Received at")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("question", "2026-11-02T09:00"), "There is no kind 'question'. There are legal_inquiry,"),
        (("inquiry", "yesterday"), "'yesterday' is no moment. Write it as 2026-11-23T10:30."),
        (("statutory", "2026-11-02T09:00"), "제17조제1항: a statutory petition needs the period"),
        (("statutory", "2026-11-02T09:00", "--period", "10"), "'10' is no period. Write a number and"),
        (("inquiry", "2026-11-02T09:00", "--pause", "tea@2026-11-02T10:00/"), "There is no cause 'tea'."),
        (("inquiry", "2026-11-02T09:00", "--pause", "outage@2026-11-02T10:00"), "does not say until when."),
        (("inquiry", "2026-11-02T09:00", "--extend", "rain@2026-11-02T10:00"), "There is no reason 'rain'."),
        (("inquiry", "2026-11-02T09:00", "--extend", "workload@2026-11-03T10:00"), "제21조제2항: a period must not be"),
        (("inquiry", "2026-11-02T09:00", "--holiday", "soon"), "'soon' is no day. Write it as 2026-11-23."),
        (("inquiry", "2051-11-02T09:00"), "Holidays are known from 2016 to 2050, not for 2051."),
    ],
)
def test_what_cannot_be_reckoned_is_told_with_its_remedy(words: tuple[str, ...], said: str) -> None:
    code, _said, error = ask(*words, "--language", "en")
    assert code == 2
    assert said in error


def test_a_refusal_is_told_in_korean() -> None:
    code, _said, error = ask("inquiry", "어제", "--language", "ko")
    assert (code, error) == (2, "‘어제’는 시각이 아닙니다. 2026-11-23T10:30과 같이 적으십시오.\n")


def test_a_language_that_there_is_not_is_refused() -> None:
    assert ask("inquiry", "2026-11-02T09:00", "--language", "fr")[0] == 2
