"""`haengan norms …`."""

import pytest
from typer.testing import CliRunner

from haengan.kernel.norms import commands

pytestmark = pytest.mark.django_db


def said(*words):
    result = CliRunner().invoke(commands.app, list(words), env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_the_list_names_each_norm_that_stands(town):
    code, text = said("list", "--on", "2010-01-01")
    assert code == 0
    assert "ballots.age" in text
    assert "reviews.weights" not in text


def test_show_tells_value_article_and_history(town):
    code, text = said("show", "ballots.age", "--on", "2010-01-01")
    assert code == 0
    assert "19 years of age" in text
    assert "2022-04-26" in text


def test_an_unknown_norm_ends_with_a_reason(town):
    code, text = said("show", "ballots.aeg")
    assert code == 1
    assert "Did you mean ballots.age?" in text


def test_check_lists_the_faults_and_fails(town):
    assert said("check") == (0, "3 norms, no fault.\n")
    town.write_text("- key: a.b\n", "utf8")
    code, text = said("check")
    assert code == 1
    assert "town/norms.yaml:1" in text


def test_a_day_that_is_none_is_told(town):
    code, text = said("list", "--on", "yesterday")
    assert code == 2
    assert "2024-01-31" in text
