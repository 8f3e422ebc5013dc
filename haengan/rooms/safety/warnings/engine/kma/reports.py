"""The free text of a special weather report (기상특보 현황, getPwnStatus t6) as values.

``o 폭염경보 : 충청남도(공주, 아산), 제주도(제주도산지 제외)``: a kind of report and its regions, with regions inside regions
in brackets, however deep. `제외` (except) at the end of a list turns that whole list round: all of the region but these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 50_000
DEEPEST = 8
NONE = ("없음", "없 음")
EXCEPT = "제외"
BULLET = re.compile(r"(?:^|[\r\n]|(?<=\s)|(?<=\)))\s*[oㅇ○◦●ｏ]\s+(?=[가-힣])")
NAMED = re.compile(r"(?P<phenomenon>[가-힣]{2,8}?)\s*(?P<grade>중대경보|주의보|경보)\s*\Z")


class NotAReport(ValueError):
    """`code` is long, deep, unclosed, unopened, empty, unnamed or nothing; `value` where it stands."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code}: {value[:80]}" if value else code)
        self.code, self.value = code, value[:80]


@dataclass(frozen=True)
class Region:
    """`but` says that `inside` names what is left out."""

    name: str
    inside: tuple[Region, ...] = ()
    but: bool = False


@dataclass(frozen=True)
class Report:
    phenomenon: str
    grade: str
    regions: tuple[Region, ...]

    @property
    def title(self) -> str:
        return self.phenomenon + self.grade


def read(text: str) -> tuple[Report, ...]:
    """None where the text says that there is none (``o 없음``). Raises `NotAReport`."""
    if len(text) > LONGEST:
        raise NotAReport("long", str(len(text)))
    if _blank(text):
        return ()
    parts = [part.strip() for part in BULLET.split(f"\n{text}") if part.strip()]
    found = tuple(_report(part) for part in parts if not _blank(part))
    if not found and parts:
        return ()
    if not found:
        raise NotAReport("nothing", text.strip())
    return found


def written(reports: tuple[Report, ...]) -> str:
    """As the administration writes them; what `read` reads back."""
    return "\n".join(f"o {one.title} : {_list(one.regions)}" for one in reports)


def _blank(text: str) -> bool:
    return text.strip(" \t\r\no○ㅇ.") in ("", *NONE)


def _report(part: str) -> Report:
    title, colon, places = part.partition(":")
    named = NAMED.match(title.strip())
    if not colon or named is None:
        raise NotAReport("unnamed", part)
    regions, but, at = _regions(places, 0, 0)
    if at != len(places):
        raise NotAReport("unopened", places[at:])
    if but:
        raise NotAReport("unnamed", places)
    return Report(named["phenomenon"], named["grade"], regions)


def _regions(text: str, at: int, depth: int) -> tuple[tuple[Region, ...], bool, int]:
    """From `at` to the bracket that closes the list, or to the end of the text at depth 0."""
    if depth > DEEPEST:
        raise NotAReport("deep", text[at : at + 40])
    found: list[Region] = []
    but = False
    while True:
        name, at = _name(text, at)
        inside: tuple[Region, ...] = ()
        left_out = False
        if at < len(text) and text[at] == "(":
            inside, left_out, at = _regions(text, at + 1, depth + 1)
            if at >= len(text) or text[at] != ")":
                raise NotAReport("unclosed", text[-40:])
            tail, at = _name(text, at + 1)
            if tail not in ("", EXCEPT):
                raise NotAReport("unnamed", tail)
            but = but or tail == EXCEPT
        if name == EXCEPT and found and not inside:
            but, name = True, ""
        elif name.endswith(EXCEPT) and name != EXCEPT:
            but, name = True, name[: -len(EXCEPT)].strip()
        if name:
            found.append(Region(name, inside, left_out))
        elif inside:
            raise NotAReport("empty", text[max(0, at - 40) : at])
        if at < len(text) and text[at] == ",":
            at += 1
            continue
        if not found:
            raise NotAReport("empty", text[max(0, at - 40) : at + 1])
        return tuple(found), but, at


def _name(text: str, at: int) -> tuple[str, int]:
    """Up to the next comma or bracket, line breaks as blanks."""
    end = at
    while end < len(text) and text[end] not in ",()":
        end += 1
    return " ".join(text[at:end].split()), end


def _list(regions: tuple[Region, ...], but: bool = False) -> str:
    told = ", ".join(one.name + (f"({_list(one.inside, one.but)})" if one.inside else "") for one in regions)
    return f"{told} {EXCEPT}" if but else told
