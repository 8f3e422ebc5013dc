import pytest

from haengan.report.engine import quantities


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("managers of grades 5 and 6", ["grade"]),
        ("a city of 500,000", ["proper"]),
        ("a city of 500,000 residents", ["quantity"]),
        ("a drama (22 to 23 June)", ["date"]),
        ("22 tasks in June", ["quantity"]),
    ],
)
def test_english_grades_cities_and_days_are_told_from_quantities(text, kinds):
    assert [str(hit.kind) for hit in quantities.find(text)] == kinds
