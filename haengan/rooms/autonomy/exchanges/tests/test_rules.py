from datetime import date

import pytest

from haengan.rooms.autonomy.exchanges import rules


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Toowoomba", "toowoomba"),
        ("Eskişehir", "eskisehir"),
        ("São Paulo", "sao_paulo"),
        ("Iğdır", "igdir"),
        ("가람", ""),
    ],
)
def test_a_city_gets_a_code_from_its_english_name(name, code):
    assert rules.slug(name) == code


@pytest.mark.parametrize(
    ("last_on", "days", "due"),
    [(date(2023, 8, 31), 30, date(2023, 9, 30)), (date(2023, 12, 31), 30, date(2024, 1, 30))],
)
def test_the_day_of_return_is_not_counted(last_on, days, due):
    assert rules.report_due(last_on, days) == due
