"""The fonts that documents are set in, and which characters they hold."""

import os
import struct
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path

import haengan

SERIF = "Noto Serif KR"
SANS = "Pretendard GOV"
MISSING = "〓"
_LOOKALIKES = str.maketrans({"❍": "○", "☞": "▶", "❏": "□", "‐": "-", "\u2011": "-", "➔": "→", "⇨": "→", "✓": "∨"})
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f")


class MissingFontsError(RuntimeError):
    """No usable font lies in the folder; the message says where they are expected and how they come there."""


def folder() -> Path:
    """Where the fonts lie: HAENGAN_FONTS, or the assets that set-up has fetched."""
    given = os.environ.get("HAENGAN_FONTS")
    return Path(given) if given else Path(haengan.__path__[0]) / "site" / "static" / "vendor" / "fonts"


def files(fonts: Path) -> tuple[Path, ...]:
    """Raises MissingFontsError unless the folder, or one inside it, holds both families."""
    found = tuple(sorted(path for path in fonts.rglob("*") if path.suffix.lower() in {".ttf", ".otf"}))
    names = " ".join(path.name for path in found)
    if "NotoSerifKR" not in names or "PretendardGOV" not in names:
        raise MissingFontsError(
            f"{fonts} lacks the TTF files of {SERIF} and {SANS}. Fetch the assets (bin/demo does), or set HAENGAN_FONTS to their folder."
        )
    return found


def printer(fonts: Path) -> Callable[[str], str]:
    """Replaces every character of a text that no font of the folder holds by its lookalike, or by 〓, so that the gap is
    seen. The folder is looked into once."""
    known = _characters(files(fonts))

    def printable(text: str) -> str:
        if known.issuperset(map(ord, text)):
            return text
        return "".join(_printable(sign, known) for sign in text if sign not in _INVISIBLE)

    return printable


def _printable(sign: str, known: frozenset[int]) -> str:
    if ord(sign) in known:
        return sign
    alike = sign.translate(_LOOKALIKES)
    return alike if ord(alike) in known else MISSING


@cache
def _characters(paths: tuple[Path, ...]) -> frozenset[int]:
    """What every weight of at least one family holds: text may be set bold anywhere."""
    families: dict[str, frozenset[int]] = {}
    for path in paths:
        family = path.name.replace("_", "-").split("-")[0]
        held = _cmap(path)
        families[family] = held if families.get(family, held) == held else families[family] & held
    return frozenset().union(*families.values())


def _cmap(path: Path) -> frozenset[int]:
    """The code points of an OpenType file's Unicode tables (OpenType 1.9, cmap): of format 12 where it has one, which holds
    all, else of format 4."""
    with path.open("rb") as file:
        tables = struct.unpack(">4xH6x", file.read(12))[0]
        found = {tag: (at, length) for tag, _sum, at, length in struct.iter_unpack(">4s3I", file.read(16 * tables))}
        if b"cmap" not in found:
            return frozenset()
        at, length = found[b"cmap"]
        file.seek(at)
        data = file.read(length)
    count = struct.unpack_from(">H", data, 2)[0]
    offsets = {at for platform, _, at in struct.iter_unpack(">HHI", data[4 : 4 + 8 * count]) if platform in {0, 3}}
    kinds = {at: struct.unpack_from(">H", data, at)[0] for at in offsets}
    sizes = {at: 12 * struct.unpack_from(">I", data, at + 12)[0] for at, kind in kinds.items() if kind == 12}
    whole = [_groups(data[at + 16 : at + 16 + size]) for at, size in sizes.items()]
    if len(whole) == 1:
        return whole[0]
    return frozenset().union(*(whole or [_segments(data, at) for at, kind in kinds.items() if kind == 4]))


@cache
def _groups(data: bytes) -> frozenset[int]:
    """The weights of a family share them, to the byte."""
    spans = struct.iter_unpack(">3I", data)
    return frozenset(chain.from_iterable([range(first, last + 1) for first, last, _ in spans]))


def _segments(data: bytes, at: int) -> frozenset[int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    spans = zip(starts, ends, strict=True)
    return frozenset(chain.from_iterable([range(first, last + 1) for first, last in spans])) - {0xFFFF}
