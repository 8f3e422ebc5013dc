import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.civil_affairs.petitions.engine.routing.learning import PASSED_ON, Model, features, propose

SAID = [
    ("가로등이 꺼져 있습니다", "lamp", "road"),
    ("보도블럭이 깨졌어요", "road", "road"),
    ("도로에 구멍이 났습니다 포트홀", "road", "road"),
    ("중앙로 가로등 깜박임", "lamp", "road"),
    ("쓰레기를 안 치워 갑니다", "waste", "waste"),
    ("무단투기 쓰레기 신고합니다", "waste", "waste"),
    ("재활용품 수거일이 언제인가요", "waste", "waste"),
    ("불법주차 단속해 주세요", "parking", "traffic"),
    ("버스가 너무 안 옵니다", "bus", "traffic"),
]


def taught():
    model = Model()
    for text, kind, division in SAID:
        model.learn(features(text, kind), division)
    return model


@pytest.mark.parametrize(
    ("text", "division"),
    [("우리 집 앞 가로등 고장", "road"), ("골목에 쓰레기가 쌓였어요", "waste"), ("주차 단속 좀 해 주세요", "traffic")],
)
def test_words_propose_the_division_that_dealt_with_them(text, division):
    assert propose(taught(), features(text))[0].division == division


def test_it_says_why():
    reasons = propose(taught(), features("가로등이 고장났어요", "lamp"))[0].reasons

    assert "가로등" in " ".join(reason.told("ko") for reason in reasons) or reasons[0].term == "kind:lamp"
    assert reasons[0].told("en").startswith("It dealt with 2 of 2 petitions")


def test_nothing_is_proposed_before_something_was_learnt():
    model = Model()
    model.learn(features("가로등"), "road")

    assert propose(model, features("가로등")) == []


def test_a_correction_teaches():
    model, said = taught(), features("버스 정류장 가로등이 어두워요")
    before = next(each.share for each in propose(model, said) if each.division == "traffic")
    for _each in range(4):
        model.learn(said, "traffic")

    assert propose(model, said)[0].division == "traffic"
    assert propose(model, said)[0].share > before


def test_only_divisions_that_stand_are_proposed():
    assert [each.division for each in propose(taught(), features("가로등"), among=["waste", "new"])] == ["waste"]


def test_a_division_that_takes_over_a_topic_is_soon_proposed_and_says_so():
    model, said = taught(), features("버스가 너무 안 옵니다")
    for _each in range(20):
        model.learn(said, "traffic")
    for _each in range(5):
        model.learn(said, "traffic")
        model.correct(said, "waste", wrong="traffic")

    first = propose(model, said)[0]
    assert first.division == "waste"
    assert "5건은 다른 부서에서 넘어왔습니다" in first.reasons[0].told("ko")
    assert propose(model, features("불법주차 단속"))[0].division == "traffic"


def test_what_is_passed_there_and_back_leaves_nothing():
    model, said = taught(), features("버스가 너무 안 옵니다")
    before = propose(model, said)
    model.correct(said, "waste", wrong="traffic")
    model.correct(said, "traffic", wrong="waste")

    assert propose(model, said) == before


def test_what_was_passed_on_is_kept_in_rows_too():
    model, rows, said = taught(), Model(), features("버스가 너무 안 옵니다")
    model.correct(said, "waste", wrong="traffic")
    rows.add((term, division, count) for term, counts in model.terms.items() for division, count in counts.items())
    rows.add(("", division, count) for division, count in model.cases.items())
    rows.add(
        (PASSED_ON + term, division, count)
        for term, counts in model.moved.items()
        for division, count in counts.items()
    )

    assert propose(rows, said) == propose(model, said)


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=12))
def test_what_is_taken_back_leaves_nothing(said):
    model, rows = Model(), Model()
    for text, kind, division in said:
        model.learn(features(text, kind), division)
    rows.add((term, division, count) for term, counts in model.terms.items() for division, count in counts.items())
    rows.add(("", division, count) for division, count in model.cases.items())
    assert propose(rows, features("가로등")) == propose(model, features("가로등"))

    for text, kind, division in said:
        model.learn(features(text, kind), division, -1)

    assert not model.cases
    assert not any(any(counts.values()) for counts in model.terms.values())


@given(st.lists(st.sampled_from(SAID), min_size=6, max_size=20), st.sampled_from(SAID))
def test_shares_are_of_one_whole_and_the_order_stands(said, asked):
    model = Model()
    for text, kind, division in said:
        model.learn(features(text, kind), division)
    found = propose(model, features(asked[0]), top=9)

    assert found == propose(model, features(asked[0]), top=9)
    assert abs(sum(each.share for each in found) - 1) < 0.01
