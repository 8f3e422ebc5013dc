import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.civil_affairs.petitions.engine.questions import attributes, versions
from haengan.rooms.civil_affairs.petitions.engine.questions.answering import checked, notices, pairs
from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import Kind, Malformed, plain, read
from haengan.rooms.civil_affairs.petitions.engine.questions.versions import Answers, History

SMELL = {
    "version": 2,
    "questions": [
        {
            "code": "smell",
            "kind": "one_of",
            "ko": "무슨 냄새입니까?",
            "en": "What does it smell of?",
            "spoken_ko": "어떤 냄새가 나는지 말씀해 주시겠어요?",
            "required": True,
            "choices": [["gas", "가스", "Gas"], ["waste", "쓰레기", "Waste"]],
            "notice": {"when": ["gas"], "ko": "가스 냄새는 119에 먼저 신고하십시오.", "en": "Call 119 first."},
        },
        {"code": "at", "kind": "moment", "ko": "언제입니까?", "en": "When?"},
        {
            "code": "where",
            "kind": "place",
            "ko": "어디입니까?",
            "en": "Where?",
            "when": ["smell", ["waste"]],
            "required": True,
        },
        {"code": "ill", "kind": "flag", "ko": "아픈 사람이 있습니까?", "en": "Is anybody ill?", "private": True},
    ],
}


def test_gas_is_told_to_call_119_first():
    declaration = read(SMELL)

    assert notices(declaration, {"smell": "gas"}, "ko") == ["가스 냄새는 119에 먼저 신고하십시오."]
    assert notices(declaration, {"smell": "waste"}, "ko") == []


def test_the_telephone_has_its_own_words():
    assert read(SMELL)[0].spoken("ko") == "어떤 냄새가 나는지 말씀해 주시겠어요?"
    assert read(SMELL)[0].spoken("en") == "What does it smell of?"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026-11-23 10:30", "2026-11-23T10:30+09:00"),
        ("2026-11-23T01:30:00+00:00", "2026-11-23T10:30+09:00"),
        ("2026-11-23", "2026-11-23T00:00+09:00"),
        ("어제 낮", None),
    ],
)
def test_a_moment_is_the_city_s(told, kept):
    assert checked(read(SMELL), {"smell": "gas", "at": told})[0].get("at") == kept


@pytest.mark.parametrize(
    ("told", "kept"),
    [("37.76, 126.78", "37.760000,126.780000"), ("중앙로 1", "중앙로 1"), ("126.78,37.76", None), ("가" * 201, None)],
)
def test_a_place_is_an_address_or_a_point(told, kept):
    assert checked(read(SMELL), {"smell": "waste", "where": told})[0].get("where") == kept


def test_places_and_private_answers_are_never_public():
    declaration = read(SMELL)
    kept, faults = checked(declaration, {"smell": "waste", "where": "중앙로 1", "ill": "yes"})

    assert faults == []
    assert pairs(declaration, kept, "en", public=True) == [("What does it smell of?", "Waste")]


def test_open311_is_told_the_same_questions():
    told = attributes.listed(read(SMELL), "en")

    assert [(one["code"], one["variable"], one["required"], one["order"]) for one in told] == [
        ("smell_notice", False, False, 1),
        ("smell", True, True, 2),
        ("at", True, False, 3),
        ("where", True, False, 4),
        ("ill", True, False, 5),
    ]
    assert told[1]["values"] == [{"key": "gas", "name": "Gas"}, {"key": "waste", "name": "Waste"}]


def test_answers_of_open311_are_read():
    given_ = {"attribute[smell]": "gas", "attribute[near][]": ["a", "b"], "api_key": "x", "attribute[Bad]": "1"}

    assert attributes.answers(given_) == {"smell": "gas", "near": ["a", "b"]}


def test_each_kind_of_question_has_a_datatype():
    assert set(attributes.DATATYPES) == set(Kind)


def test_an_older_answer_is_read_by_its_own_version():
    first = {"version": 1, "questions": [{"code": "smell", "kind": "text", "ko": "냄새", "en": "Smell"}]}
    history = History([read(first), read(SMELL)])

    assert history.pairs(Answers(1, {"smell": "gas"}), "en") == [("Smell", "gas")]
    assert history.pairs(Answers(2, {"smell": "gas"}), "en") == [("What does it smell of?", "Gas")]
    assert history.newest.version == 2
    with pytest.raises(Malformed):
        history.of(Answers(3, {}))


def test_two_declarations_of_one_version_are_refused():
    with pytest.raises(Malformed):
        History([read(SMELL), read(SMELL)])


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"version": 0}, "version"),
        ({"version": "2"}, "version"),
        (
            {"questions": [{**SMELL["questions"][0], "notice": {"ko": "가", "en": "a", "when": ["fire"]}}]},
            "questions[0].notice.when",
        ),
        ({"questions": [{**SMELL["questions"][0], "notice": {"ko": "가"}}]}, "questions[0].notice"),
        ({"questions": [{**SMELL["questions"][0], "notice": "119"}]}, "questions[0].notice"),
    ],
)
def test_what_cannot_be_read_says_where(change, path):
    with pytest.raises(Malformed) as wrong:
        read({**SMELL, **change})

    assert wrong.value.path == path


texts = st.text("가나다 abc1", min_size=1, max_size=12).filter(str.strip).map(str.strip)


@st.composite
def declarations(draw):
    rows = []
    for place in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(list(Kind)))
        row = {"code": f"q{place}", "kind": str(kind), "ko": draw(texts), "en": draw(texts)}
        if kind in {Kind.ONE_OF, Kind.MANY_OF}:
            row["choices"] = [[f"c{n}", draw(texts), draw(texts)] for n in range(draw(st.integers(1, 3)))]
        choosing = [one for one in rows if "choices" in one]
        if choosing and draw(st.booleans()):
            earlier = draw(st.sampled_from(choosing))
            row["when"] = [earlier["code"], [earlier["choices"][0][0]]]
        if draw(st.booleans()):
            row["notice"] = {
                "ko": draw(texts),
                "en": draw(texts),
                "when": [row["choices"][0][0]] if "choices" in row else [],
            }
        row["private"], row["required"], row["spoken_ko"] = draw(st.booleans()), draw(st.booleans()), draw(texts)
        rows.append(row)
    return read({"version": draw(st.integers(1, 9)), "questions": rows})


@given(declarations())
def test_a_declaration_is_read_again_from_json(declaration):
    again = read(json.loads(json.dumps(plain(declaration))))

    assert again == declaration
    assert again.version == declaration.version


@given(
    declarations(),
    st.dictionaries(st.sampled_from(["q0", "q1", "q2"]), texts | st.lists(st.sampled_from(["c0", "c1"]))),
)
def test_answers_survive_their_keeping(declaration, told):
    kept, _faults = checked(declaration, told)
    answers = Answers(declaration.version, kept)
    again = versions.read(json.loads(json.dumps(answers.plain())))

    assert again == answers
    assert checked(declaration, again.kept)[0] == kept
    assert len(History([declaration]).pairs(again, "ko")) == len(kept)


@given(declarations())
def test_every_door_asks_the_same_questions(declaration):
    codes = [one.code for one in declaration]

    assert all(one.spoken("ko") for one in declaration)
    assert [one["code"] for one in attributes.listed(declaration, "ko") if one["variable"]] == codes
