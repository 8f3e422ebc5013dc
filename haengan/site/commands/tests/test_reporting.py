"""`haengan report` where there is nothing to write."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_year_without_a_report_is_told_and_leaves_no_folder(haengan, tmp_path):
    answer = haengan("report", "1999", "--into", tmp_path / "out")

    assert answer.code == 1
    assert "There is no report for 1999." in answer.said
    assert not (tmp_path / "out").exists()


def test_a_language_that_no_report_has_is_refused(haengan):
    answer = haengan("report", "2023", "--language", "fr")

    assert answer.code == 2
    assert "Write ko or en." in answer.said
