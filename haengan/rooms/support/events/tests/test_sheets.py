from datetime import date

import pytest

from haengan.lib.documents import outline
from haengan.rooms.support.events.engine.papers import sheets

EVENT = sheets.Told(name="3.1절 기념행사", when="2023. 3. 1.(수)", hours="10:00", place="시민회관")
MADE = {"city": "가람시", "dated": date(2023, 2, 20), "language": "ko"}


def test_the_programme_tells_each_point_in_its_row():
    text = outline.text(sheets.programme(EVENT, [sheets.Point("10:00", "국민의례", "사회자")], **MADE))
    assert "일시: 2023. 3. 1.(수) 10:00" in text
    assert "국민의례" in text
    assert "사회자" in text


def test_the_list_of_groups_adds_up():
    guests = [sheets.Guests("광복회원", 30), sheets.Guests("시민", 1200)]
    assert "1,230" in outline.text(sheets.invitations(EVENT, guests, **MADE))


@pytest.mark.parametrize("make", [sheets.programme, sheets.invitations])
def test_an_empty_paper_says_so(make):
    assert "아직 정해지지 않았습니다" in outline.text(make(EVENT, [], **MADE))
