"""Names of divisions and systems, read from the nameplate that is each one's docstring: `한글 이름: English name, more.`"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.utils.translation import get_language

from haengan.rooms import SYSTEMS

NAME_ENDS = re.compile(r"[.,;:(…]|\s[-–—]\s|\n")
ARTICLE = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Nameplate:
    path: str
    ko: str
    en: str

    @property
    def name(self) -> str:
        return self.ko if (get_language() or "ko").startswith("ko") else self.en

    @property
    def slug(self) -> str:
        """Where it is mounted: `autonomy/honorary-mayors`."""
        return self.path.replace("_", "-").replace(".", "/")

    @property
    def label(self) -> str:
        """The Django app label: `autonomy_honorary_mayors`."""
        return self.path.replace(".", "_")


@cache
def of(path: str) -> Nameplate:
    """The nameplate of `support` or `autonomy.townhalls`."""
    return read(path, import_module(f"haengan.rooms.{path}").__doc__ or path)


ADDRESSES = {"home": "", "figures": "figures/", "approvals": "approvals/", "seals": "seals/"}
"""Screens that do not stand under `/office/`: what officials and citizens reach by one address."""


PUBLIC = {"privacy": "privacy/"}
"""Screens whose citizens' pages are others than those of officials."""


def address(screen: str, application: str = "office") -> str:
    if application == "public" and screen in PUBLIC:
        return PUBLIC[screen]
    return ADDRESSES.get(screen, f"office/{screen}/")


@cache
def of_screen(name: str) -> Nameplate:
    return read(name, import_module(f"haengan.office.{name}").__doc__ or name)


def read(path: str, words: str) -> Nameplate:
    """The English name ends at the first comma, stop or dash; an article before it falls away."""
    korean, _, english = words.strip().partition(":")
    short = ARTICLE.sub("", NAME_ENDS.split(english.strip(), maxsplit=1)[0]).strip()
    return Nameplate(path, korean.strip().rstrip("."), (short[:1].upper() + short[1:]) or path)


def divisions() -> list[tuple[Nameplate, list[Nameplate]]]:
    """Divisions in the order of SYSTEMS, each with its systems."""
    found: dict[str, list[Nameplate]] = {}
    for path in SYSTEMS:
        found.setdefault(path.partition(".")[0], []).append(of(path))
    return [(of(division), systems) for division, systems in found.items()]
