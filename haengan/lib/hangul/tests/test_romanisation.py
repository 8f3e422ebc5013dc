from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.hangul import jamo, romanisation

# The notice's own examples: chapter 2 item 2 notes 1 and 2, chapter 3 item 1.
WORDS = """구미 gumi|영동 yeongdong|백암 baegam|옥천 okcheon|합덕 hapdeok|호법 hobeop|월곶 wolgot|벚꽃 beotkkot|한밭 hanbat
구리 guri|설악 seorak|칠곡 chilgok|임실 imsil|울릉 ulleung|대관령 daegwallyeong|광희문 gwanghuimun
백마 baengma|신문로 sinmunno|종로 jongno|왕십리 wangsimni|별내 byeollae|신라 silla|학여울 hangnyeoul|알약 allyak
해돋이 haedoji|같이 gachi|묵호 mukho|집현전 jiphyeonjeon|압구정 apgujeong|낙동강 nakdonggang|죽변 jukbyeon
낙성대 nakseongdae|합정 hapjeong|팔당 paldang|샛별 saetbyeol|울산 ulsan|속리산 songnisan|독립문 dongnimmun
촉석루 chokseongnu|불국사 bulguksa|극락전 geungnakjeon|안압지 anapji|남한산성 namhansanseong|경복궁 gyeongbokgung"""
VERBS = "굳히다 guchida|좋고 joko|놓다 nota|잡혀 japyeo|낳지 nachi|맞히다 machida|않는 anneun|싫어 sireo|밟혀 balpyeo|앉히다 anchida"
PLACES = """충청북도 Chungcheongbuk-do|제주도 Jeju-do|의정부시 Uijeongbu-si|양주군 Yangju-gun|도봉구 Dobong-gu
신창읍 Sinchang-eup|삼죽면 Samjuk-myeon|인왕리 Inwang-ri|당산동 Dangsan-dong|파주시 Paju-si|문산읍 Munsan-eup
적성면 Jeokseong-myeon|금촌1동 Geumchon 1-dong|율곡 Yulgok|임진각 Imjingak"""


def table(text: str) -> list[tuple[str, str]]:
    return [(korean, latin) for korean, latin in (pair.split(" ", 1) for pair in text.replace("\n", "|").split("|"))]


@pytest.mark.parametrize(("korean", "latin"), table(WORDS))
def test_a_noun_is_written_as_in_the_notice(korean: str, latin: str) -> None:
    assert romanisation.romanise(korean) == latin


@pytest.mark.parametrize(("korean", "latin"), table(VERBS))
def test_a_verb_breathes_its_h(korean: str, latin: str) -> None:
    assert romanisation.romanise(korean, noun=False) == latin


@pytest.mark.parametrize(("korean", "latin"), table(PLACES))
def test_a_district_carries_its_unit_after_a_hyphen(korean: str, latin: str) -> None:
    assert romanisation.place(korean) == latin


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("민용하", "Min Yongha"),
        ("송나리", "Song Nari"),
        ("한복남", "Han Boknam"),
        ("홍빛나", "Hong Bitna"),
        ("남궁민", "Namgung Min"),
    ],
)
def test_a_person_is_written_surname_first_without_change_between_syllables(korean: str, latin: str) -> None:
    assert romanisation.person(korean) == latin


def test_a_given_name_may_have_a_hyphen() -> None:
    assert romanisation.person("한복남", hyphen=True) == "Han Bok-nam"


def test_a_city_may_add_words_that_rules_cannot_sound() -> None:
    assert romanisation.proper("문산로", sounds={"문산로": "문산노"}) == "Munsanno"


@given(st.text(st.characters(min_codepoint=jamo.FIRST, max_codepoint=jamo.LAST), min_size=1, max_size=8), st.booleans())
def test_hangul_becomes_plain_small_letters(word: str, noun: bool) -> None:
    latin = romanisation.romanise(word, noun=noun)

    assert latin.isascii()
    assert latin.isalpha()
    assert latin.islower()


@given(st.lists(st.tuples(st.sampled_from(jamo.INITIALS), st.sampled_from(jamo.VOWELS)), min_size=1, max_size=6))
def test_open_syllables_are_written_one_by_one(parts: list[tuple[str, str]]) -> None:
    word = "".join(jamo.join(*part) for part in parts)

    assert romanisation.romanise(word) == "".join(map(romanisation.romanise, word))


@given(st.text(max_size=20))
def test_what_is_no_hangul_stays(text: str) -> None:
    latin = romanisation.romanise(text)

    assert [char for char in text if char.isdigit()] == [char for char in latin if char.isdigit()]
