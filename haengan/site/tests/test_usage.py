import pytest
import typer
from django.utils import translation

from haengan.site.commands import usage

LINES = [
    (["--prot", "1"], "There is no option --prot. Did you mean --port?", "--prot 옵션이 없습니다. --port"),
    (["--zzz"], "There is no option --zzz.", "--zzz 옵션이 없습니다."),
    (["--port"], "The option '--port' needs a value", "'--port' 옵션 뒤에 값"),
    (["--port", "x", "a"], "'--port': this is not a number", "'--port': 숫자가 아닙니다"),
    ([], "'FILE' is missing.", "'FILE' 항목이 빠졌습니다"),
    (["a", "b"], "There is too much on the line: b.", "필요 없는 내용이 있습니다: b"),
]


@pytest.fixture
def line():
    app = typer.Typer(add_completion=False)

    @app.callback()
    def main():
        """A line with one command."""

    @app.command()
    def bring(file: str = typer.Argument(metavar="FILE"), port: int = 1):
        """Bring a file in."""

    return usage.answering(typer.main.get_command(app))


@pytest.mark.parametrize(("given", "en", "ko"), LINES)
def test_what_is_wrong_with_a_line_is_said_in_either_language(given, en, ko, line):
    for language, told in (("en", en), ("ko", ko)):
        with translation.override(language), pytest.raises(typer.BadParameter.__mro__[2]) as wrong:
            line.main(["bring", *given], standalone_mode=False)
        assert told in wrong.value.format_message()


def test_what_we_have_no_words_for_stays_as_it_was():
    assert usage.said("Something quite new.") == "Something quite new."
