from datetime import date, time

import pytest

from haengan.lib.documents import outline
from haengan.rooms.autonomy.honorary_mayors.engine.papers import writing

DAY = date(2023, 4, 20)


def letter(language="ko", serves_on=DAY):
    made = writing.letter(
        number="2023-1",
        name="홍길순",
        city="가람시",
        appointed_on=date(2023, 4, 3),
        serves_on=serves_on,
        language=language,
    )
    return outline.text(made)


def test_the_letter_names_person_number_and_days():
    told = letter()
    for part in ("제 2023-1 호", "성명: 홍길순", "가람시 일일 명예시장", "활동일: 2023. 4. 20.(목)", "가람시장"):
        assert part in told


def test_a_letter_without_a_day_says_nothing_of_one():
    assert "활동일" not in letter(serves_on=None)


def test_a_letter_can_be_read_in_english():
    assert "appointed honorary mayor of" in letter("en")


@pytest.mark.parametrize(("stops", "words"), [([], "아직 정해진 일정이 없습니다."), ([1], "09:00 ~ 10:00")])
def test_the_programme_lists_the_hours(stops, words):
    stops = [writing.Stop(time(9), time(10), "시장실", "간부회의") for _ in stops]
    made = writing.programme(name="홍길순", city="가람시", serves_on=DAY, stops=stops, dated=DAY, language="ko")
    assert words in outline.text(made)
