import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.civil_affairs.petitions.engine.questions.answering import checked, pairs
from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import Malformed, read

LAMP = {
    "questions": [
        {"code": "pole", "kind": "text", "ko": "가로등 번호", "en": "Number of the pole", "most": 10},
        {
            "code": "dark",
            "kind": "one_of",
            "ko": "어떤 상태입니까?",
            "en": "What is wrong?",
            "required": True,
            "choices": [["off", "꺼짐", "Off"], ["blinks", "깜박임", "Blinks"]],
        },
        {
            "code": "since",
            "kind": "date",
            "ko": "언제부터입니까?",
            "en": "Since when?",
            "when": ["dark", ["off"]],
            "required": True,
        },
        {"code": "many", "kind": "number", "ko": "몇 개입니까?", "en": "How many?", "least": 1, "most": 99},
        {
            "code": "near",
            "kind": "many_of",
            "ko": "무엇이 가깝습니까?",
            "en": "What is near?",
            "choices": [["school", "학교", "School"], ["stop", "정류장", "Bus stop"]],
        },
        {"code": "home", "kind": "text", "ko": "사는 곳", "en": "Where you live", "private": True},
    ]
}


def codes(faults):
    return [fault.code for fault in faults]


def test_answers_are_kept_typed():
    kept, faults = checked(
        read(LAMP), {"dark": ["off"], "since": "2026-11-20", "many": "1,0", "near": ["stop", "stop"]}
    )

    assert (kept, faults) == ({"dark": "off", "since": "2026-11-20", "many": 10, "near": ["stop"]}, [])


def test_what_is_not_asked_is_left_out():
    assert checked(read(LAMP), {"dark": "blinks", "since": "2026-11-20"})[0] == {"dark": "blinks"}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, ["dark"]),
        ({"dark": "off"}, ["since"]),
        ({"dark": "out"}, ["dark"]),
        ({"dark": "blinks", "pole": "12345678901"}, ["pole"]),
        ({"dark": "blinks", "many": "100"}, ["many"]),
        ({"dark": "blinks", "many": "nan"}, ["many"]),
        ({"dark": "off", "since": "어제"}, ["since"]),
        ({"dark": "blinks", "near": ["moon"]}, ["near"]),
        ({"dark": "blinks", "ghost": "1"}, ["ghost"]),
    ],
)
def test_what_is_wrong_is_named(told, wrong):
    assert codes(checked(read(LAMP), told)[1]) == wrong


def test_the_public_never_reads_private_answers():
    declaration = read(LAMP)
    kept, _faults = checked(declaration, {"dark": "blinks", "home": "중앙로 1"})

    assert ("사는 곳", "중앙로 1") in pairs(declaration, kept, "ko")
    assert pairs(declaration, kept, "ko", public=True) == [("어떤 상태입니까?", "깜박임")]


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({"code": "A", "kind": "text", "ko": "가", "en": "a"}, ".code"),
        ({"code": "a", "kind": "song", "ko": "가", "en": "a"}, ".kind"),
        ({"code": "a", "kind": "text", "ko": "가"}, ""),
        ({"code": "a", "kind": "one_of", "ko": "가", "en": "a"}, ".choices"),
        ({"code": "a", "kind": "text", "ko": "가", "en": "a", "choices": [["a", "가", "a"]]}, ".choices"),
        ({"code": "a", "kind": "text", "ko": "가", "en": "a", "when": ["b", ["c"]]}, ".when"),
        ({"code": "a", "kind": "text", "ko": "가", "en": "a", "most": "x"}, ".most"),
        ({"code": "a", "kind": "text", "ko": "가", "en": "a", "colour": 1}, ""),
    ],
)
def test_a_declaration_that_cannot_be_read_says_where(row, path):
    with pytest.raises(Malformed) as wrong:
        read({"questions": [row]})

    assert wrong.value.path == f"questions[0]{path}"


WORDS = st.sampled_from(["off", "blinks", "stop", "school", "2026-11-20", "12", "x", "가로등", ""])
plain = st.none() | st.booleans() | st.integers(-200, 200) | WORDS | st.lists(WORDS, max_size=3)


@given(st.dictionaries(st.sampled_from([q["code"] for q in LAMP["questions"]]), plain))
def test_what_is_kept_is_kept_again_and_told(told):
    declaration = read(LAMP)
    kept, _faults = checked(declaration, told)
    again, faults = checked(declaration, kept)

    assert again == kept
    assert not [fault for fault in faults if fault.code in kept]
    assert len(pairs(declaration, kept, "ko")) == len(kept)
