"""`haengan figures`: the list, one value, the close."""

import pytest

from haengan.kernel.figures.declare import figures
from haengan.site.commands import catalogue

pytestmark = pytest.mark.django_db


def test_the_list_as_markdown_is_the_document(haengan):
    assert haengan("figures", "--markdown").said == catalogue.markdown()


def test_what_tests_declare_is_not_in_it(haengan):
    assert "test.orchard.weight" in figures
    assert "test.orchard" not in haengan("figures", "--markdown").said


@pytest.mark.parametrize(("language", "said"), [("en", "Town halls held: 0 times (recorded)"), ("ko", ": 0 회 (")])
def test_a_value_is_told_in_the_language_of_the_terminal(language, said, haengan):
    answer = haengan("figures", "show", "autonomy.townhalls.held", "2023", language=language)

    assert answer.code == 0
    assert said in answer.said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("autonomy.townhalls.hold", "2023"), "There is no figure “autonomy.townhalls.hold”."),
        (("autonomy.townhalls.held", "last year"), "The period “last year” is not understood."),
        (("autonomy.townhalls.held", "2023", "--by", "colour"), "cannot be divided by “colour”"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(words, said, haengan):
    answer = haengan("figures", "show", *words)

    assert answer.code == 1
    assert said in answer.said


def test_the_close_tells_how_many_values_have_changed(haengan):
    answer = haengan("figures", "close")

    assert answer.code == 0
    assert "values have changed" in answer.said
