"""Which archives and office files may come in."""

import io
import struct
import zipfile

import pytest

from haengan.kernel.files.engine import archives
from haengan.kernel.files.tests.samples import hangul, word, workbook, zipped

LIMITS = archives.Limits(entries=100, unpacked=20 << 20, ratio=100, depth=3)
BILLION = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def why(content, *, office=False, limits=LIMITS):
    try:
        archives.check(io.BytesIO(content), limits=limits, office=office)
    except archives.Unsafe as wrong:
        return wrong.why
    return None


def nested(levels):
    content = zipped([("a.txt", "a")])
    for _ in range(levels - 1):
        content = zipped([("inner.zip", content)])
    return content


def locked():
    content = bytearray(zipped([("a.txt", "secret")]))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    return bytes(content)


def overlapping():
    """Two directory entries that point to the same packed bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x" * 50)
        info = archive.infolist()[0]
        twin = zipfile.ZipInfo("a.txt")
        for name in ("CRC", "compress_size", "file_size", "header_offset"):
            setattr(twin, name, getattr(info, name))
        archive.filelist.append(twin)
    return out.getvalue()


@pytest.mark.parametrize("content", [word(), workbook(), hangul()], ids=["docx", "xlsx", "hwpx"])
def test_office_files_as_programs_write_them_come_in(content):
    assert why(content, office=True) is None


def test_an_archive_of_office_files_comes_in():
    assert why(zipped([("문서/보고.docx", word()), ("표.xlsx", workbook())])) is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped([("bomb.txt", bytes(10 << 20))]), "ratio"),
        (zipped([(f"{n}.txt", "a") for n in range(101)]), "entries"),
        (zipped([(f"{n}.bin", bytes(5 << 20)) for n in range(5)], method=zipfile.ZIP_STORED), "unpacked"),
        (nested(4), "depth"),
        (zipped([("../outside.txt", "a")]), "path"),
        (zipped([("/etc/passwd", "a")]), "path"),
        (zipped([("C:/a.txt", "a")]), "path"),
        (locked(), "locked"),
        (overlapping(), "overlap"),
        (b"PK\x03\x04" + bytes(50), "broken"),
        (zipped([("a.bz2", "a" * 99)], method=zipfile.ZIP_BZIP2), "broken"),
        (zipped([("inner.zip", b"PK\x03\x04 not one")]), "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_could_harm_is_refused(content, reason):
    assert why(content) == reason


def test_three_levels_are_allowed():
    assert why(nested(3)) is None


def test_levels_share_one_budget():
    part = zipped([(f"{n}.txt", "a") for n in range(40)])
    assert why(zipped([("1.zip", part), ("2.zip", part), ("3.zip", part)])) == "entries"


@pytest.mark.parametrize(
    "xml",
    [
        BILLION,
        BILLION.lower(),
        b"<!--" + b"-" * 70_000 + b"-->" + BILLION,
        b"<!--" + b"x" * (archives.PIECE - 5) + b"-->" + BILLION,
        BILLION.decode().encode("utf-16"),
        BILLION.decode().encode("utf-16-le"),
    ],
    ids=["plain", "small letters", "far behind", "across a border", "UTF-16", "UTF-16 unmarked"],
)
def test_an_office_file_that_declares_entities_is_refused(xml):
    content = zipped([("mimetype", "application/hwp+zip"), ("Contents/section0.xml", xml)], method=zipfile.ZIP_STORED)
    assert why(content, office=True) == "xml"
    assert why(zipped([("doc.hwpx", content)])) == "xml"


def test_a_document_with_macros_is_refused():
    content = zipped([("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>"), ("word/vbaProject.bin", "x")])
    assert why(content, office=True) == "macro"


def test_a_size_that_lies_is_not_believed():
    content = bytearray(zipped([("inner.zip", nested(1) + bytes(1000))]))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    assert why(bytes(content)) == "broken"
