import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from haengan.rooms.civil_affairs.petitions.engine.photos.cleaning import EDGE, Unreadable, clean

SECRET = b"Secret of the camera"


def photo(kind="JPEG", *, lat=((37, 1), (24, 1), (3000, 100)), lon=((127, 1), (30, 1), (0, 1)), size=(64, 48), turn=1):
    picture = Image.new("RGB", size, "navy")
    picture.putpixel((0, 0), (255, 255, 255))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turn, SECRET.decode()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:23 10:30:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", tuple(a / b for a, b in lat)
    gps[3], gps[4] = "E", tuple(a / b for a, b in lon)
    out = io.BytesIO()
    options = {"comment": SECRET} if kind == "JPEG" else {}
    picture.save(out, kind, exif=exif, **options)
    out.seek(0)
    return out


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_is_read_and_then_nothing_is_left_of_it(kind):
    brought = photo(kind)
    assert SECRET in brought.getvalue()

    cleaned = clean(brought)

    assert cleaned.found.place == (127.5, 37.408333)
    assert cleaned.found.taken_at.isoformat() == "2026-11-23T10:30:00"
    assert SECRET not in cleaned.content
    again = Image.open(io.BytesIO(cleaned.content))
    assert not again.getexif()
    assert not {"exif", "comment", "icc_profile", "XML:com.adobe.xmp", "xmp"} & set(again.info)


def test_what_lay_on_its_side_stands_upright():
    again = Image.open(io.BytesIO(clean(photo(turn=6)).content))

    assert again.size == (48, 64)


def test_a_large_one_is_made_smaller():
    assert max(Image.open(io.BytesIO(clean(photo(size=(3000, 20))).content)).size) == EDGE


@pytest.mark.parametrize("lat", [((0, 1), (0, 1), (0, 1)), ((95, 1), (0, 1), (0, 1))])
def test_an_impossible_place_is_none(lat):
    lon = ((0, 1), (0, 1), (0, 1))

    assert clean(photo(lat=lat, lon=lon)).found.place is None


def test_texts_of_a_png_are_gone():
    told, out = PngInfo(), io.BytesIO()
    told.add_text("Author", SECRET.decode())
    Image.new("RGBA", (8, 8)).save(out, "PNG", pnginfo=told)

    assert SECRET not in clean(out).content


@pytest.mark.parametrize(
    ("brought", "why"),
    [
        (b"no picture", "broken"),
        (photo().getvalue()[:60], "broken"),
        (b"", "broken"),
        (b"GIF89a" + b"\0" * 40, "broken"),
    ],
)
def test_what_is_no_picture_is_refused(brought, why):
    with pytest.raises(Unreadable) as refused:
        clean(io.BytesIO(brought))

    assert refused.value.why == why


def test_what_would_swell_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")

    with pytest.raises(Unreadable) as refused:
        clean(out)

    assert refused.value.why == "large"
    assert len(out.getvalue()) < 100_000
