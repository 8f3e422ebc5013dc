"""The cast stands as its file says."""

import pytest

from haengan.kernel.organisation import queries as organisation
from tests.cast import DIVISIONS, FOUNDED

pytestmark = pytest.mark.django_db


def test_each_of_five_works_in_a_division(kim, lee, park, choi, jung):
    names = [organisation.unit_of(official, FOUNDED).name_ko for official in (kim, lee, park, choi, jung)]
    assert names == [ko for ko, _en in DIVISIONS.values()]


def test_the_director_heads_the_bureau(director, city):
    bureau = organisation.unit_named("행정안전국", FOUNDED)
    assert organisation.head_of(bureau, FOUNDED) == director
