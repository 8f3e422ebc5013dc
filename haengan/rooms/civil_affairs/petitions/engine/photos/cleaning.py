"""A picture made anew from its dots alone; what stood beside them is read once and thrown away."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from PIL import Image, ImageOps
from PIL.ExifTags import GPS, IFD, Base

FORMATS = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png"), "WEBP": ("image/webp", ".webp")}
DOTS = 60_000_000
"""More are refused before they are unpacked."""
EDGE = 2400
"""The longer edge of what is kept."""
QUALITY = 86


class Unreadable(ValueError):
    """No picture, a broken one, or one that would swell beyond measure: `why` is broken, format or large."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Found:
    """What the camera wrote: (longitude, latitude) in degrees, WGS 84, and when. Anyone can write it: only a proposal."""

    place: tuple[float, float] | None
    taken_at: datetime | None


@dataclass(frozen=True)
class Cleaned:
    content: bytes
    ending: str
    found: Found


def clean(stream: BinaryIO) -> Cleaned:
    """Turned upright, at most `EDGE` long, without EXIF, XMP, IPTC, comments, profiles or thumbnails. Raises `Unreadable`."""
    stream.seek(0)
    try:
        with Image.open(stream) as picture:
            kind = picture.format or ""
            if kind not in FORMATS:
                raise Unreadable("format")
            if picture.width * picture.height > DOTS:
                raise Unreadable("large")
            found = _found(picture)
            return Cleaned(_written(upright(picture), kind), FORMATS[kind][1], found)
    except Unreadable:
        raise
    except Image.DecompressionBombError as large:
        raise Unreadable("large") from large
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        KeyError,
        IndexError,
        OverflowError,
        ZeroDivisionError,
    ) as broken:
        raise Unreadable("broken") from broken


def upright(picture: Image.Image) -> Image.Image:
    """As every browser shows it: turned as the camera says it was held."""
    return ImageOps.exif_transpose(picture)


def size(content: bytes) -> tuple[int, int]:
    """Width and height in dots, upright. Raises `Unreadable`."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return upright(picture).size
    except (OSError, ValueError, SyntaxError) as broken:
        raise Unreadable("broken") from broken


def _written(picture: Image.Image, kind: str) -> bytes:
    """From the dots alone: nothing of `info` is carried over."""
    mode = (
        "RGB" if kind == "JPEG" else ("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    )
    plain = picture.convert(mode)
    plain.thumbnail((EDGE, EDGE))
    bare = Image.new(mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    options: dict[str, Any] = {"PNG": {"optimize": True}}.get(kind, {"quality": QUALITY})
    bare.save(out, kind, **options)
    return out.getvalue()


def _found(picture: Image.Image) -> Found:
    try:
        exif = picture.getexif()
        gps = exif.get_ifd(IFD.GPSInfo)
        told = exif.get_ifd(IFD.Exif).get(Base.DateTimeOriginal) or exif.get(Base.DateTime)
    except (ValueError, TypeError, KeyError, OSError, SyntaxError):
        return Found(None, None)
    return Found(_place(gps), _moment(told))


def _place(gps: Any) -> tuple[float, float] | None:
    """None where it is missing, impossible or the null point."""
    lat = _degrees(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), "S")
    lon = _degrees(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), "W")
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180 or (abs(lat) < 1e-6 and abs(lon) < 1e-6):
        return None
    return round(lon, 6), round(lat, 6)


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(found):
        return None
    return -found if str(side).strip("\x00 ").upper() == negative else found


def _moment(told: Any) -> datetime | None:
    """Local time of the camera, without zone."""
    try:
        return datetime.strptime(str(told).strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - a camera knows no zone
    except ValueError:
        return None
