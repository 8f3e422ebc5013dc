import pytest

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.rules import month
from haengan.rooms.safety.warnings import figures
from haengan.rooms.safety.warnings.tests.watched.conftest import at, bring

pytestmark = pytest.mark.django_db


def test_a_situation_counts_once_by_its_highest_level_and_what_is_taken_back_does_not(version, memory):
    """July 2026 by hand: one situation that rose to severe (rise, rise, fall, end), one taken back by a correction
    (rise, void); and before the first reading it could not be told (doubt)."""
    version()
    memory.build(at(-1))
    bring((0, 4.3), (2, 4.4), (5, 3.0), (6, 1.5))
    bring((8, 2.2))
    bring((8, 1.2), now=at(9))
    july = month(2026, 7)

    assert measured.value(figures.SITUATIONS, july).amount == 1
    parts = {one.asked.member: one.amount for one in measured.by(figures.SITUATIONS, july, "level") if one.amount}
    assert parts == {"severe": 1}
    assert measured.value(figures.DECISIONS, july).amount == 7
