"""What a file is, by its content."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.files.engine import kinds
from haengan.kernel.files.tests.samples import samples, zipped


def detect(content, name):
    found = kinds.detect(io.BytesIO(content), name=name)
    return found.code if found else None


@pytest.mark.parametrize("name", samples())
def test_each_kind_is_known_by_its_content(name):
    code, content = samples()[name]
    assert detect(content, name) == code
    assert kinds.agrees(kinds.KINDS[code], name)


def test_every_kind_has_a_sample():
    assert {code for code, _ in samples().values()} == set(kinds.KINDS)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + bytes(60), "report.pdf"),
        (b"\x7fELF" + bytes(60), "a.txt"),
        (b"text\x00text", "a.txt"),
        (b"\xff\xfe\xff\xff", "a.csv"),
        (b"PK\x03\x04 torn off", "a.zip"),
        (zipped([("[Content_Types].xml", "<a/>"), ("ppt/presentation.xml", "<a/>")]), "a.docx"),
        (b"[1, 2]", "a.geojson"),
        (b'{"type": "Secret"}', "a.geojson"),
        (b"[" * 100_000, "a.geojson"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "a.hwp"),
    ],
)
def test_what_is_none_of_ours_has_no_kind(content, name):
    assert detect(content, name) is None


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("보고서.pdf", "보고서.pdf"),
        ("C:\\Users\\kim\\보고서.pdf", "보고서.pdf"),
        ("../../etc/passwd", "passwd"),
        ("가.pdf", "가.pdf"),
        ("fdp\u202e.txt", "fdp.txt"),
        ("a\x00\nb?.txt", "ab.txt"),
        ("  .txt ", "txt"),
        ("", ""),
        ("x" * 300 + ".pdf", "x" * 140 + ".pdf"),
    ],
)
def test_a_name_keeps_only_what_is_seen(given_name, kept):
    assert kinds.clean_name(given_name) == kept


@given(st.text())
def test_a_clean_name_is_short_flat_and_stays_as_it_is(name):
    clean = kinds.clean_name(name)
    assert len(clean) <= 150
    assert "/" not in clean
    assert kinds.clean_name(clean) == clean


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.geojson", "a.zip", "a"]))
def test_no_content_breaks_the_detection(content, name):
    detect(content, name)
    detect(b"PK\x03\x04" + content, name)
