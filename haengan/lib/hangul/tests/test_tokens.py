from __future__ import annotations

import re
import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haengan.lib.hangul import tokens
from haengan.lib.hangul.tokens import Phrase

TEXT = st.text(st.sampled_from("가나시읍 다·,.1230aBé展\n-"), max_size=30)


def truth(text: str, phrase: str) -> bool:
    """The reference: units as one string, a bar where a sign parts two syllables, spaces gone."""
    wanted = _line(phrase)
    return bool(wanted.strip("\x00|")) and wanted in _line(text)


def _line(text: str) -> str:
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", unicodedata.normalize("NFC", text).lower())
    units = re.findall(r"[가-힣一-鿿]|[0-9]+|[a-zé]+|[^\s\w]", plain)
    line = ""
    for at, unit in enumerate(units):
        if re.fullmatch(r"[^\s\w]", unit):
            before = next((u for u in reversed(units[:at]) if u[0].isalnum()), "")
            after = next((u for u in units[at:] if u[0].isalnum()), "")
            bar = _syllable(before) and _syllable(after) and not line.endswith("|\x00")
            line += "|\x00" if bar else ""
        else:
            line += ("" if line.endswith("\x00") else "\x00") + unit + "\x00"
    return line


def _syllable(unit: str) -> bool:
    return bool(re.fullmatch(r"[가-힣一-鿿]", unit))


def found_by_fts5(text: str, phrase: Phrase) -> bool:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='unicode61 remove_diacritics 0')")
    base.execute("INSERT INTO t VALUES (?)", [" ".join(tokens.of_document(text))])
    return bool(base.execute("SELECT count(*) FROM t WHERE t MATCH ?", [phrase.fts5()]).fetchone()[0])


@settings(max_examples=400)
@given(TEXT, TEXT)
def test_a_phrase_in_fts5_finds_exactly_what_stands_in_the_text(text: str, wanted: str) -> None:
    phrase = tokens.of_phrase(wanted)

    if phrase:
        assert found_by_fts5(text, phrase) == truth(text, wanted)


@settings(max_examples=300)
@given(TEXT, st.integers(0, 30), st.integers(1, 6))
def test_a_piece_of_the_text_is_found_in_it(text: str, start: int, length: int) -> None:
    wanted = text[start : start + length]
    phrase = tokens.of_phrase(wanted)

    if phrase:
        assert found_by_fts5(text, phrase) == truth(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("급경사지 예찰 강화", "급경사", True),
        ("급경사지 예찰 강화", "경사지", True),
        ("급경사지 예찰 강화", "예찰", True),
        ("안전 총괄과", "안전총괄", True),
        ("안전총괄과", "안전 총괄", True),
        ("인사·복무", "인사복무", False),
        ("읍면동", "동", True),
        ("4읍 6면 10동", "동", True),
        ("재난감시CCTV 13개소", "감시cctv", True),
        ("재난감시CCTV 13개소", "CCTV 13개", True),
        ("재난감시CCTV 13개소", "cct", False),
        ("투표자 12,292명", "12292", True),
        ("투표자 12,292명", "12,292명", True),
        ("2023. 3. 1. 기념식", "2023.3.1", True),
        ("이산가족 展", "展", True),
        ("공공ＷｉＦｉ", "wifi", True),
        (unicodedata.normalize("NFD", "민방위 경보"), "방위", True),
    ],
)
def test_what_officials_search_for(text: str, wanted: str, found: bool) -> None:
    assert found_by_fts5(text, tokens.of_phrase(wanted)) is found


def test_every_unit_has_one_token() -> None:
    assert tokens.of_document("재난감시CCTV 13개소") == ["재난", "난감", "감시", "시", "cctv", "13", "개소", "소"]


def test_words_of_a_query_are_phrases_and_quotes_join_them() -> None:
    assert tokens.of_query('안전 총괄 "주민 총회" 동 ·') == [
        Phrase(("안전",)),
        Phrase(("총괄",)),
        Phrase(("주민", "민총", "총회")),
        Phrase(("동",), prefix=True),
    ]


def test_a_phrase_is_written_for_postgresql() -> None:
    assert tokens.of_phrase("CCTV 시").tsquery() == "'cctv' <-> '시':*"
    assert tokens.of_phrase("총회").tsquery() == "'총회'"


@given(st.text(max_size=40))
def test_tokens_hold_nothing_that_a_query_language_reads(text: str) -> None:
    assert all(token.isalnum() for token in tokens.of_document(text))
    for phrase in tokens.of_query(text):
        found_by_fts5(text, phrase)
