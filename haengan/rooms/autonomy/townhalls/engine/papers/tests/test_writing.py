from datetime import date, time

import pytest

from haengan.lib.documents import outline
from haengan.rooms.autonomy.townhalls.engine.papers import words, writing

DAY = date(2023, 8, 1)
MEETING = writing.Meeting(
    subject="농업인과의 대화",
    sector="농업인",
    meets_on=DAY,
    starts=time(14),
    ends=time(16),
    place="농업기술센터",
    host="시장",
    groups=[("농업인", 30), ("공무원", 5)],
)
SAID = writing.Said(1, "농업", "농로를 넓혀 주십시오.", "안전총괄과", "완료", "넓혔습니다.", date(2023, 8, 10))


def text(document):
    return outline.text(document)


def test_the_sheet_tells_the_meeting_who_came_and_each_opinion_with_its_answer():
    told = text(writing.sheet(MEETING, [SAID], city="가람시", dated=DAY, language="ko"))
    for part in (
        "2023. 8. 1.(화) 14:00 ~ 16:00",
        "35명 (농업인 30명, 공무원 5명)",
        "농로를",
        "넓혔습니다.",
        "2023. 8. 10.(목)",
    ):
        assert part in told


def test_a_sheet_without_opinions_says_so():
    assert "제출된 의견이 없습니다." in text(writing.sheet(MEETING, [], city="가람시", dated=DAY, language="ko"))


def test_the_answer_tells_what_became_of_it_since():
    later = writing.Said(1, "농업", "", "안전총괄과", "추진 중", "둘째 구간을 시작했습니다.", date(2023, 9, 1))
    told = text(writing.answer(MEETING, SAID, to="김아무개", later=[later], city="가람시", dated=DAY, language="ko"))
    assert told.index("넓혔습니다.") < told.index("둘째 구간")


@pytest.mark.parametrize(("meeting", "part"), [(MEETING, "찾아뵙겠습니다"), (None, "찾아뵙기 어렵습니다")])
def test_the_reply_says_whether_the_office_comes(meeting, part):
    given = {"to": "금촌 상인회", "meeting": meeting, "text": "고맙습니다.", "city": "가람시", "dated": DAY}
    assert part in text(writing.reply("2023-0001", "주차장", language="ko", **given))


def test_both_languages_have_the_same_words():
    assert words.WORDS["ko"].keys() == words.WORDS["en"].keys()
