from datetime import date

import pytest

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused
from haengan.site.commands import founding

TODAY = date(2024, 1, 2)
FIRST = {"number": "7001", "name": "한가온", "grade": "5", "password": "a-long-enough-secret", "today": TODAY}


@pytest.mark.django_db
def test_the_first_official_may_give_duties_and_draw_the_organisation():
    official = founding.open_city("가람시", "Garam City", **FIRST)

    assert access.may(official, "access.duties.give", TODAY)
    assert access.may(official, "organisation.charts.change", TODAY)
    assert official.account.check_password(FIRST["password"])


@pytest.mark.django_db
def test_a_city_is_founded_once():
    founding.open_city("가람시", "Garam City", **FIRST)

    with pytest.raises(Refused, match="stands already"):
        founding.open_city("나래시", "Narae City", **FIRST)


@pytest.mark.django_db
def test_a_founding_that_fails_leaves_nothing_behind():
    with pytest.raises(Refused):
        founding.open_city("가람시", "Garam City", **{**FIRST, "grade": "no such grade"})

    founding.open_city("가람시", "Garam City", **FIRST)
