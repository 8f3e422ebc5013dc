"""How names and contact points are masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.people import rules


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("홍길동", "홍*동"),
        ("남궁민수", "남**수"),
        ("홍길", "홍*"),
        ("홍", "홍*"),
        ("Hong Gildong", "H*** G******"),
        ("Nguyen", "N*****"),
        ("", ""),
    ],
)
def test_a_name_is_masked(name, masked):
    assert rules.masked_name(name) == masked


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("010-1234-5678", "010-****-5678"),
        ("01012345678", "010-****-5678"),
        ("02-123-4567", "02-***-4567"),
        ("031 940 1234", "031-***-1234"),
        ("hong@example.kr", "ho**@example.kr"),
        ("honggildong@example.kr", "ho*********@example.kr"),
        ("경기도 가람시 시청로 50", "경기도 가람시 ***"),
        ("", ""),
    ],
)
def test_a_contact_point_is_masked(value, masked):
    assert rules.masked_contact(value) == masked


@given(st.text(alphabet="가나다라마바사", min_size=2, max_size=8))
def test_a_masked_name_keeps_its_length_and_hides_something(name):
    masked = rules.masked_name(name)
    assert len(masked) == len(name)
    assert "*" in masked
