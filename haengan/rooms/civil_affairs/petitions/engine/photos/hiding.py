"""The copy of a picture for everyone: what was found is made unreadable, and only of a picture that was looked at."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image

from haengan.rooms.civil_affairs.petitions.engine.photos.cleaning import Cleaned, clean, upright
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import Finding, Looked, What, digest

MARGIN = 0.15
"""Of its width and height, on each side."""
BLOCKS = {What.FACE: (3, 4), What.PLATE: (3, 1), What.NUMBER: (3, 1), What.OTHER: (3, 3)}
"""Colours that are left of it: too few for reading anything back, however sharpened."""


class NotLooked(RuntimeError):
    """No copy for everyone without a look at this very picture."""

    def __init__(self) -> None:
        self.ko = "이 사진에서 얼굴과 번호판을 아직 찾지 않았습니다. 먼저 찾은 다음 공개하십시오."
        self.en = "Faces and plates were not looked for in this very picture. Look first, then publish."
        super().__init__(self.en)


def public(
    content: bytes, looked: Looked | None, *, added: Iterable[Finding] = (), removed: Iterable[Finding] = ()
) -> Cleaned:
    """Without what stands beside the dots. `removed` are findings that an official judged to be none. Raises `NotLooked`."""
    if looked is None or looked.digest != digest(content):
        raise NotLooked
    taken = set(removed)
    with Image.open(io.BytesIO(content)) as opened:
        kind = opened.format or "PNG"
        picture = upright(opened).convert(
            "RGBA" if "A" in opened.getbands() or "transparency" in opened.info else "RGB"
        )
    for one in (*(one for one in looked.findings if one not in taken), *added):
        _hide(picture, one)
    out = io.BytesIO()
    picture.save(out, kind, **({} if kind == "PNG" else {"quality": 95}))
    return clean(out)


def _hide(picture: Image.Image, one: Finding) -> None:
    across, down = round(one.width * MARGIN) + 1, round(one.height * MARGIN) + 1
    box = (
        max(0, one.left - across),
        max(0, one.top - down),
        min(picture.width, one.left + one.width + across),
        min(picture.height, one.top + one.height + down),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    piece = picture.crop(box)
    few = piece.resize(BLOCKS[one.what], Image.Resampling.BOX)
    picture.paste(few.resize(piece.size, Image.Resampling.NEAREST), box)
