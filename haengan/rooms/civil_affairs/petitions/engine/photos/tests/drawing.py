"""Pictures that tests and the benchmark draw: Korean number plates on a street of noise, and a face set into it.

The face is a part of NASA's portrait of the astronaut Eileen Collins, without known copyright, in the public domain; it is also what
scikit-image brings as `data.astronaut()`."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from haengan.lib.documents import fonts

HERE = Path(__file__).parent
SIGNS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자하허호"
LOOKS = {"white": ("#f4f4f0", "#111111"), "yellow": ("#f2b705", "#111111"), "green": ("#0b5d3b", "#f0f0e8")}


@dataclass(frozen=True)
class Scene:
    """`box` is where the plate or face lies: left, top, right, bottom."""

    picture: Image.Image
    box: tuple[int, int, int, int]

    def content(self, kind: str = "JPEG") -> bytes:
        out = io.BytesIO()
        self.picture.save(out, kind, **({"quality": 88} if kind == "JPEG" else {}))
        return out.getvalue()


def street(chance: random.Random, size: tuple[int, int] = (1280, 960)) -> Image.Image:
    """Sky, houses with windows, a road: edges and rectangles, no text."""
    picture = Image.new("RGB", size, (150, 165, 180))
    draw = ImageDraw.Draw(picture)
    for _house in range(9):
        left, top, grey = chance.randrange(size[0]), chance.randrange(size[1] // 2), chance.randrange(70, 200)
        draw.rectangle((left, top, left + 260, size[1]), fill=(grey, grey, max(0, grey - 15)))
        for row in range(5):
            for column in range(4):
                x, y = left + 20 + 60 * column, top + 25 + 80 * row
                draw.rectangle((x, y, x + 32, y + 44), fill=(40, 50, 70))
    draw.rectangle((0, size[1] * 2 // 3, *size), fill=(85, 85, 88))
    noise = Image.effect_noise(size, 24).convert("RGB")
    return Image.blend(picture, noise, 0.12)


def plate_text(chance: random.Random) -> str:
    return f"{chance.randrange(10, 700)}{chance.choice(SIGNS)} {chance.randrange(1000, 10000)}"


def plate(text: str, width: int, look: str = "white") -> Image.Image:
    """One line, 520 by 110 millimetres."""
    ground, ink = LOOKS[look]
    made = Image.new("RGBA", (1040, 220), ground)
    draw = ImageDraw.Draw(made)
    draw.rounded_rectangle((6, 6, 1033, 213), 18, outline=ink, width=6)
    font = _font(170)
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    draw.text(((1040 - right - left) / 2, (220 - bottom - top) / 2), text, font=font, fill=ink)
    return made.resize((width, max(1, width * 220 // 1040)), Image.Resampling.LANCZOS)


def two_lines(above: str, below: str, width: int, look: str = "green") -> Image.Image:
    """Region and class above, sign and number below, 335 by 170 millimetres."""
    ground, ink = LOOKS[look]
    made = Image.new("RGBA", (670, 340), ground)
    draw = ImageDraw.Draw(made)
    draw.rounded_rectangle((6, 6, 663, 333), 18, outline=ink, width=6)
    for text, size, middle in ((above, 90, 80), (below, 180, 225)):
        left, top, right, bottom = draw.textbbox((0, 0), text, font=_font(size))
        draw.text(((670 - right - left) / 2, middle - (top + bottom) / 2), text, font=_font(size), fill=ink)
    return made.resize((width, width * 340 // 670), Image.Resampling.LANCZOS)


def face(width: int) -> Image.Image:
    with Image.open(HERE / "astronaut.jpg") as opened:
        picture = opened.convert("RGBA")
    return picture.resize((width, round(width * picture.height / picture.width)), Image.Resampling.LANCZOS)


def scene(
    thing: Image.Image,
    chance: random.Random,
    *,
    size: tuple[int, int] = (1280, 960),
    turn: float = 0,
    light: float = 1,
    blur: float = 0,
) -> Scene:
    """The thing turned by degrees, somewhere on the street; then all of it darker or lighter, and out of focus."""
    ground = street(chance, size)
    turned = thing.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
    left = chance.randrange(40, ground.width - turned.width - 40)
    top = chance.randrange(40, ground.height - turned.height - 40)
    ground.paste(turned, (left, top), turned)
    lit = ImageEnhance.Brightness(ground).enhance(light)
    soft = lit.filter(ImageFilter.GaussianBlur(blur)) if blur else lit
    return Scene(soft, (left, top, left + turned.width, top + turned.height))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts.folder() / "PretendardGOV-Bold.ttf", size)
