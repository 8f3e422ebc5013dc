"""Every command tells its use with an example, in the language of the terminal."""

import re

import pytest
import typer.main
from django.utils import translation

from haengan.site.commands import language, line

HANGUL = re.compile("[가-힣]")


def paths(command, path=()):
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from paths(below, (*path, name))


COMMANDS = [path for path in paths(typer.main.get_command(line.app())) if path]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_prints_its_help_with_an_example(path, haengan):
    answer = haengan(*path, "--help")

    assert answer.code == 0
    assert re.search(rf"Example: haengan {path[0]}\b", answer.said)


def test_every_word_of_help_has_its_korean():
    command = typer.main.get_command(line.app())
    with translation.override("ko"):
        lacking = [text for text in language.texts(language.worded(command)) if not HANGUL.search(text)]
    assert [text for text in lacking if re.search("[a-z]{3}", text)] == []


def test_the_help_of_a_korean_terminal_is_korean(haengan):
    answer = haengan("import", "--help", language="ko")

    assert "표를 행마다 검사하고" in answer.said
    assert "예: haengan import" in answer.said


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "ko_KR.UTF-8", "LANG": "C"}, "ko"),
        ({"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "ko_KR", "LANG": "C"}, "ko"),
        ({}, "en"),
    ],
)
def test_the_terminals_language_is_read_from_its_usual_places(environment, spoken):
    assert language.of_terminal(environment) == spoken


def test_a_command_that_does_not_exist_is_told_with_the_way_to_help(haengan):
    answer = haengan("no-such-command")

    assert answer.code == 2
    assert "No such command" in answer.said
    assert "haengan --help" in answer.said
