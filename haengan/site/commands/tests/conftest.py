from dataclasses import dataclass

import pytest
from django.utils import translation

from haengan.site.commands import line


@dataclass(frozen=True)
class Answer:
    code: int
    said: str


@pytest.fixture
def haengan(capsys, monkeypatch):
    """``haengan("figures", "show", …)`` as typed at a terminal; `language` is the terminal's."""
    monkeypatch.setenv("COLUMNS", "240")

    def run(*words: object, language: str = "en") -> Answer:
        with translation.override(language), pytest.raises(SystemExit) as ended:
            line.command()([str(word) for word in words], prog_name="haengan")
        told = capsys.readouterr()
        return Answer(int(ended.value.code or 0), told.out + told.err)

    return run
