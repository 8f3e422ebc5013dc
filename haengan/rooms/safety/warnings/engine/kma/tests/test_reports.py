"""The text of a special weather report, as it comes and as it might."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.kma import reports
from haengan.rooms.safety.warnings.engine.kma.reports import NotAReport, Region, Report

USUAL = """o 폭염경보 : 충청남도(공주, 아산), 전라남도(곡성, 구례)
o 호우주의보 : 경기도(파주, 고양), 서울"""


def test_the_text_is_read_report_by_report():
    first, second = reports.read(USUAL)

    assert first.title == "폭염경보"
    assert first.regions[0] == Region("충청남도", (Region("공주"), Region("아산")))
    assert (second.phenomenon, second.grade) == ("호우", "주의보")
    assert second.regions[1] == Region("서울")


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("제주도(제주도산지 제외)", (Region("제주도", (Region("제주도산지"),), but=True),)),
        ("경기도(광명, 과천 제외), 인천", (Region("경기도", (Region("광명"), Region("과천")), True), Region("인천"))),
        (
            "강원도(평창군산지(진부, 대관령(횡계)), 강릉)",
            (
                Region(
                    "강원도",
                    (Region("평창군산지", (Region("진부"), Region("대관령", (Region("횡계"),)))), Region("강릉")),
                ),
            ),
        ),
        ("흑산도.홍도", (Region("흑산도.홍도"),)),
        ("경기도(파주,\r\n  고양)", (Region("경기도", (Region("파주"), Region("고양"))),)),
    ],
)
def test_brackets_and_exceptions_are_kept(text, regions):
    assert reports.read(f"o 강풍주의보 : {text}") == (Report("강풍", "주의보", regions),)


@pytest.mark.parametrize("text", ["", "o 없음", "없음", " o 없음\r\n"])
def test_no_report_is_none(text):
    assert reports.read(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("o 호우주의보 : 경기도(파주", "unclosed"),
        ("o 호우주의보 : 경기도 파주)", "unopened"),
        ("o 호우주의보 : 경기도()", "empty"),
        ("o 호우주의보 :", "empty"),
        ("o 호우주의보 : (파주)", "empty"),
        ("o 날씨 : 경기도", "unnamed"),
        ("아무 말", "unnamed"),
        ("o 호우주의보 : 경기도(파주) 북부", "unnamed"),
        ("o 호우주의보 : " + "가(" * 20 + "나" + ")" * 20, "deep"),
        ("가" * 60_000, "long"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(text, code):
    with pytest.raises(NotAReport) as refused:
        reports.read(text)

    assert refused.value.code == code


names = st.text("가나다라마바사아자차·", min_size=1, max_size=6).filter(lambda text: text.strip())
regions = st.recursive(
    st.builds(Region, names),
    lambda inner: st.builds(Region, names, st.lists(inner, min_size=1, max_size=4).map(tuple), st.booleans()),
    max_leaves=12,
)
some = st.builds(
    Report,
    st.sampled_from(["호우", "폭염", "한파", "폭풍해일"]),
    st.sampled_from(["주의보", "경보", "중대경보"]),
    st.lists(regions, min_size=1, max_size=5).map(tuple),
)


@given(st.lists(some, min_size=1, max_size=4).map(tuple))
def test_what_is_written_is_read_back(every):
    try:
        found = reports.read(reports.written(every))
    except NotAReport as refused:
        assert refused.code == "deep"
    else:
        assert found == every


@given(st.text("o○ :(),\r\n제외없음호우주의보경기도파주가나다 ", max_size=200))
def test_whatever_comes_is_read_or_refused(text):
    try:
        found = reports.read(text)
    except NotAReport:
        return
    assert all(one.regions for one in found)
