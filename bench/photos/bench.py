"""Plates are drawn (no photograph of a real one is at hand) with the house's font, at several widths, turned, darkened, out of
focus, of two lines. Faces are one portrait (NASA, public domain) at several widths, turned and darkened, and the hundred
of 25 by 25 dots that scikit-image brings (LFW). Neither says how it goes on a real street: an official looks at every picture.
What is seen where nothing is comes from scikit-image's pictures without faces and plates."""

from __future__ import annotations

import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from bench.running import ROOT, Case, Result, say
from haengan.rooms.civil_affairs.petitions.engine.photos.looking import look
from haengan.rooms.civil_affairs.petitions.engine.photos.regions import What
from haengan.rooms.civil_affairs.petitions.engine.photos.tests import drawing
from haengan.rooms.civil_affairs.petitions.engine.photos.tests.drawing import Scene

EACH = 8
SMALL = (640, 480)
EMPTY = ("coffee.png", "chelsea.png", "brick.png", "grass.png", "motorcycle_left.png", "rocket.jpg", "coins.png")
Drawer = Callable[[random.Random], Scene]


def run(peers: Path) -> Result:
    result, spent = Result("photos", "target"), []
    for what, kind, drawer in _scenes():
        chance = random.Random(what)
        hits = 0
        for _each in range(EACH):
            drawn = drawer(chance)
            began = time.perf_counter()
            hits += _found(drawn, kind)
            spent.append(time.perf_counter() - began)
        result.cases.append(_told(f"recall, {what}", hits, EACH))
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(
            [str(peers), str(ROOT / "bench" / "photos" / "peer.py"), folder], capture_output=True, text=True, check=True
        )
        result.cases.append(_told("recall, faces of LFW, 25 dots made 100", *_crowd(Path(folder))))
        result.cases.append(_seen(Path(told.stdout)))
    result.cases.append(
        Case("seconds for a picture, beside 10", round(sum(spent) / len(spent), 2), 10.0, "s", None, less=True)
    )
    return result


def _scenes() -> Iterator[tuple[str, What, Drawer]]:
    for width in (60, 90, 140, 240):
        yield f"plates {width} wide", What.PLATE, _plate(width)
    yield "plates 140 wide, turned by 20 degrees", What.PLATE, _plate(140, turn=20)
    yield "plates 140 wide, dark", What.PLATE, _plate(140, light=0.35)
    yield "plates 140 wide, out of focus", What.PLATE, _plate(140, blur=1.5)
    yield "plates of two lines, 160 wide", What.PLATE, _two
    for width in (40, 80, 160, 320):
        yield f"faces, portrait {width} wide", What.FACE, _face(width)
    yield "faces, portrait 160 wide, turned by 25 degrees", What.FACE, _face(160, turn=25)
    yield "faces, portrait 160 wide, dark", What.FACE, _face(160, light=0.35)


def _plate(width: int, **told: float) -> Drawer:
    def drawn(chance: random.Random) -> Scene:
        made = drawing.plate(drawing.plate_text(chance), width, chance.choice(list(drawing.LOOKS)))
        return drawing.scene(made, chance, size=(1280, 960), **told)

    return drawn


def _two(chance: random.Random) -> Scene:
    below = f"{chance.choice(drawing.SIGNS)} {chance.randrange(1000, 10000)}"
    made = drawing.two_lines(f"경기 {chance.randrange(10, 99)}", below, 160)
    return drawing.scene(made, chance, size=(1280, 960))


def _face(width: int, **told: float) -> Drawer:
    return lambda chance: drawing.scene(drawing.face(width), chance, size=SMALL, **told)


def _found(drawn: Scene, kind: What) -> bool:
    """Its middle lies in a finding that is no larger than two and a half times what was drawn."""
    left, top, right, bottom = drawn.box
    across, down = (left + right) / 2, (top + bottom) / 2
    most = 2.5 * (right - left) * (bottom - top)
    return any(
        one.what is kind
        and one.left <= across <= one.left + one.width
        and one.top <= down <= one.top + one.height
        and one.width * one.height <= most
        for one in look(drawn.content()).findings
    )


def _crowd(folder: Path) -> tuple[int, int]:
    """Ten to a picture, in two rows, of which those count in which a face is found."""
    faces, hits = sorted(folder.glob("*.png")), 0
    for begin in range(0, len(faces), 10):
        ground = Image.new("RGB", (900, 400), "gray")
        places = [(40 + 170 * (place % 5), 40 + 180 * (place // 5)) for place in range(10)]
        for path, place in zip(faces[begin:], places, strict=False):
            with Image.open(path) as opened:
                ground.paste(opened.convert("RGB").resize((100, 100), Image.Resampling.BICUBIC), place)
        found = [one for one in look(Scene(ground, (0, 0, 0, 0)).content()).findings if one.what is What.FACE]
        hits += sum(
            any(x < one.left + one.width / 2 < x + 100 and y < one.top + one.height / 2 < y + 100 for one in found)
            for x, y in places
        )
    return hits, len(faces)


def _seen(folder: Path) -> Case:
    seen = sum(
        one.what in {What.FACE, What.PLATE} for name in EMPTY for one in look((folder / name).read_bytes()).findings
    )
    say(f"seen where nothing is: {seen} in {len(EMPTY)} pictures")
    return Case("seen where nothing is, a picture, beside 1", round(seen / len(EMPTY), 2), 1.0, "", None, less=True)


def _told(what: str, hits: int, many: int) -> Case:
    say(f"{what}: {hits} of {many}")
    return Case(what, round(100 * hits / many, 1), 100.0, "%", None)
