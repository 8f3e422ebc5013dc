import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from haengan.rooms.civil_affairs.petitions.engine.photos.hiding import NotLooked, public
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import (
    Finding,
    Looked,
    Unsound,
    What,
    digest,
    drawn,
    read,
)


def picture(size=(120, 90)):
    chance = random.Random(7)
    made = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def dots(content, box):
    return Image.open(io.BytesIO(content)).convert("RGB").crop(box)


PLATE = Finding(What.PLATE, 40, 30, 30, 10, 0.9)


def test_what_was_found_is_gone_and_the_rest_is_as_it_was():
    content = picture()

    copy = public(content, Looked(digest(content), (PLATE,))).content

    assert len(dots(copy, (40, 30, 70, 40)).getcolors()) <= 3
    assert dots(copy, (0, 0, 120, 20)).tobytes() == dots(content, (0, 0, 120, 20)).tobytes()


def test_an_official_takes_one_away_and_draws_another():
    content = picture()
    looked = Looked(digest(content), (PLATE,))

    copy = public(content, looked, added=[drawn(left=80, top=60, width=20, height=20)], removed=[PLATE]).content

    assert dots(copy, (40, 30, 70, 40)).tobytes() == dots(content, (40, 30, 70, 40)).tobytes()
    assert len(dots(copy, (80, 60, 100, 80)).getcolors()) <= 9


@pytest.mark.parametrize("looked", [None, Looked("0" * 64, ())])
def test_what_nobody_looked_at_is_not_published(looked):
    with pytest.raises(NotLooked):
        public(picture(), looked)


def test_a_look_at_another_picture_is_none():
    with pytest.raises(NotLooked):
        public(picture((10, 10)), Looked(digest(picture()), ()))


def test_nothing_beside_the_dots_comes_along():
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010F] = "Secret of the camera"
    Image.new("RGB", (32, 32)).save(out, "JPEG", exif=exif)
    content = out.getvalue()

    assert b"Secret" not in public(content, Looked(digest(content), ())).content


boxes = st.builds(
    Finding,
    st.sampled_from(What),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(1, 400),
    st.integers(1, 400),
    st.floats(0, 1),
)


@given(st.lists(boxes, max_size=5))
def test_kept_findings_are_read_again(found):
    looked = Looked("a" * 64, tuple(found))

    assert read(looked.plain()) == looked


@given(st.lists(boxes, max_size=3))
def test_a_rectangle_beyond_the_edge_breaks_nothing(found):
    content = picture((40, 30))

    copy = public(content, Looked(digest(content), tuple(found)))

    assert Image.open(io.BytesIO(copy.content)).size == (40, 30)


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({"what": "tree"}, "findings[0].what"),
        ({"what": "face", "left": -1, "top": 0, "width": 1, "height": 1}, "findings[0].left"),
        ({"what": "face", "left": 0, "top": 0, "width": 0, "height": 1}, "findings[0].width"),
        ({"what": "face", "left": 0, "top": 0, "width": 1, "height": 1.5}, "findings[0].height"),
        ({"what": "face", "left": 0, "top": 0, "width": 1, "height": 1, "sure": 2}, "findings[0].sure"),
    ],
)
def test_what_cannot_be_read_says_where(row, path):
    with pytest.raises(Unsound) as wrong:
        read({"digest": "a" * 64, "findings": [row]})

    assert wrong.value.path == path
