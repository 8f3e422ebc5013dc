import io

import pytest

from haengan.lib.crypto import Cipher
from haengan.site.keeping import packing
from haengan.site.keeping.packing import Member

CIPHER = Cipher({"k1": b"1" * 32}, "k1")
LONG = bytes(range(256)) * 20_000


@pytest.fixture
def packed(tmp_path):
    files = {"files/ab/abcd": LONG, "empty": b"", "한글/" + "긴" * 80: b"x" * 513}
    members = []
    for number, (name, content) in enumerate(files.items()):
        path = tmp_path / str(number)
        path.write_bytes(content)
        members.append(Member(name, path))
    members.append(Member("gone", tmp_path / "gone"))
    out = io.BytesIO()
    packing.write(out, members, cipher=CIPHER, about={"made_at": "2026-03-01"})
    return files, out.getvalue()


def read(content, cipher=CIPHER):
    with packing.opened(io.BytesIO(content), cipher=cipher) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def test_what_goes_in_comes_out_and_what_is_gone_is_left_out(packed):
    files, content = packed
    assert read(content) == files


def test_the_first_line_says_what_it_is_without_opening(packed):
    told, _line = packing.head(io.BytesIO(packed[1]))
    assert told["made_at"] == "2026-03-01"


@pytest.mark.parametrize("place", [0.001, 0.3, 0.9999])
def test_one_changed_byte_is_found_wherever_it_stands(packed, place):
    content = bytearray(packed[1])
    content[int(len(content) * place)] ^= 1
    with pytest.raises(packing.NotABackup):
        read(bytes(content))


@pytest.mark.parametrize("left", [1, 100, 5000])
def test_a_cut_off_end_is_found(packed, left):
    with pytest.raises(packing.NotABackup):
        read(packed[1][:-left])


def test_another_key_does_not_open_it(packed):
    with pytest.raises(packing.NotABackup, match="key"):
        read(packed[1], Cipher({"k1": b"2" * 32}, "k1"))


def test_any_other_file_is_told_apart():
    with pytest.raises(packing.NotABackup, match="not a backup"):
        read(b"SQLite format 3\x00")
