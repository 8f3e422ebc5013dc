"""Long contents, sealed in chunks: what comes out is what went in, or nothing."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haengan.lib.crypto import Unreadable, streams

KEY = bytes(32)
FULL = streams.CHUNK + streams.TAG
HEAD = len(streams.HEAD)


def sealed(plain, about=b"a"):
    return b"".join(streams.seal([plain], key=KEY, about=about))


def opened(content, about=b"a", key=KEY):
    return b"".join(streams.open_(io.BytesIO(content), key=key, about=about))


@pytest.mark.parametrize("size", [0, 1, streams.CHUNK - 1, streams.CHUNK, streams.CHUNK + 1, 3 * streams.CHUNK])
def test_any_length_comes_back(size):
    plain = bytes(range(256)) * (size // 256 + 1)
    assert opened(sealed(plain[:size])) == plain[:size]


@given(st.lists(st.binary(max_size=50)))
def test_it_does_not_matter_how_the_content_arrives(pieces):
    whole = b"".join(streams.seal(pieces, key=KEY, about=b"a"))
    assert whole == sealed(b"".join(pieces))
    assert opened(whole) == b"".join(pieces)


@settings(max_examples=50)
@given(st.integers(0, 200), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place, change):
    content = bytearray(sealed(b"x" * 200))
    content[place] ^= change
    with pytest.raises(Unreadable):
        opened(bytes(content))


@pytest.mark.parametrize(
    "broken",
    [
        lambda content: content[: HEAD + FULL],
        lambda content: content[: HEAD + 2 * FULL],
        lambda content: content[:-1],
        lambda content: content[:HEAD] + content[HEAD + FULL :],
        lambda content: (
            content[:HEAD]
            + content[HEAD + FULL : HEAD + 2 * FULL]
            + content[HEAD : HEAD + FULL]
            + content[HEAD + 2 * FULL :]
        ),
        lambda content: content + content[-50:],
        lambda content: b"",
    ],
    ids=[
        "first chunk only",
        "last chunk missing",
        "cut by a byte",
        "first chunk missing",
        "chunks changed over",
        "longer",
        "empty",
    ],
)
def test_chunks_left_out_moved_or_cut_off_are_noticed(broken):
    with pytest.raises(Unreadable):
        opened(broken(sealed(b"y" * (2 * streams.CHUNK + 34))))


def test_neither_another_key_nor_another_place_opens_it():
    with pytest.raises(Unreadable):
        opened(sealed(b"z"), key=bytes([1]) * 32)
    with pytest.raises(Unreadable):
        opened(sealed(b"z"), about=b"b")
