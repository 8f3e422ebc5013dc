import pytest

from haengan.rooms.civil_affairs.petitions.engine.masking.finding import findings, masked
from haengan.rooms.civil_affairs.petitions.engine.masking.tests.cases import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind} {case.text}")
def test_a_case_is_masked_as_written_by_hand(case):
    found = findings(case.text)

    assert masked(case.text) == case.masked
    assert tuple((one.start, one.end) for one in found if not one.certain) == case.proposed


def test_there_are_enough_cases_of_both_sides():
    assert len(CASES) >= 150
    assert sum(not case.certain and not case.proposed for case in CASES) >= 60
