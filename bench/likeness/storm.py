"""A storm: thousands of reports of one flooded underpass among a hundred thousand other petitions, and the incidents written by hand
among them. What is near is chosen as haengan/rooms/civil_affairs/petitions/queries/alike.py chooses it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bench.likeness.pairs import METRE, NOW, SOUTH, WEST, Told
from bench.routing import texts
from haengan.rooms.civil_affairs.petitions.engine.likeness.comparing import Case, terms

REACH, WIDER, DAYS, AMONG = 300.0, 3, 30, 200
OWN, ELSE, UNPLACED = 100, 60, 40
UNDERPASS = (WEST + 400 * METRE, SOUTH)
"""Where the incidents written by hand have their underpass too."""
CITY = (25_000, 20_000)
KINDS = {
    "roads": "road-damage",
    "rural": "road-damage",
    "lamps": "street-lamp",
    "waste": "waste",
    "parking": "parking",
    "sewer": "flooded",
    "safety": "flooded",
    "transit": "bus",
}
SAID = (
    ("가람지하차도에 물이 (찼어요/차오릅니다)", "지하차도 (침수/침수됐어요). 차가 (못 지나가요/멈췄습니다)"),
    ("(가람역/역) 밑 굴다리가 (잠겼습니다/물바다예요)", "지하차도에 차 (한 대/두 대)가 (갇혔어요/떠 있어요)"),
    ("가람 지하도로 (통제/차단)해 주세요. 물이 (무릎까지/허리까지) 왔습니다", "침수 신고합니다. (가람지하차도/가람역 지하차도)"),
    ("폭우로 가람지하차도 (입구가/안이) (막혔습니다/잠기고 있어요)", "지하차도 배수 (펌프가/시설이) 안 돕니다. 물이 계속 차요"),
    ("(빨리/급합니다) 지하차도 막아 주세요 차들이 계속 들어가요", "가람지하차도 수심이 (일 미터/타이어 높이)예요. 위험합니다"),
)  # fmt: skip


@dataclass
class Crowd:
    """All petitions, with those of each cell of 900 metres and those without a place by kind."""

    all: list[Told]
    cells: dict[tuple[int, int], list[Told]]
    lost: list[Told]

    def near(self, one: Case) -> list[Told]:
        """Of the same kind, of other kinds, of the same kind without a place: the newest of each."""
        if one.place is None:
            return [each for each in self._newest(self.all, one) if each.case.kind == one.kind][:AMONG]
        inside = self._inside(one)
        own = [each for each in inside if each.case.kind == one.kind][:OWN]
        other = [each for each in inside if each.case.kind != one.kind][:ELSE]
        lost = [each for each in self._newest(self.lost, one) if each.case.kind == one.kind][:UNPLACED]
        return own + other + lost

    def newest(self, one: Case) -> list[Told]:
        """As it was chosen before: the newest of all that are near or have no place."""
        if one.place is None:
            return self.near(one)
        return self._newest([*self._inside(one), *self.lost], one)[:AMONG]

    def _inside(self, one: Case) -> list[Told]:
        assert one.place is not None
        wide = WIDER * REACH * METRE
        x, y = _cell(one.place)
        found = [each for dx in (-1, 0, 1) for dy in (-1, 0, 1) for each in self.cells.get((x + dx, y + dy), ())]
        square = [each for each in found if each.case.place and _within(each.case.place, one.place, wide)]
        return self._newest(square, one)

    def _newest(self, found: Iterable[Told], one: Case) -> list[Told]:
        span = timedelta(days=DAYS)
        rows = [each for each in found if one.at - span <= each.case.at <= one.at and each.case.key != one.key]
        return sorted(rows, key=lambda each: each.case.at, reverse=True)


def crowd(told: list[Told]) -> Crowd:
    cells: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for one in told:
        if one.case.place is not None:
            cells[_cell(one.case.place)].append(one)
    return Crowd(told, cells, [one for one in told if one.case.place is None])


def others(chance: random.Random, many: int, *, about: tuple[float, float] | None = None) -> list[Told]:
    """Petitions of routing's grammar all over the city and the month; or about one place, now."""
    made = []
    for number, one in enumerate(texts.drawn(chance, "learn", many)):
        place = None
        if about is not None:
            place = (about[0] + chance.gauss(0, 200) * METRE, about[1] + chance.gauss(0, 200) * METRE)
        elif chance.random() > 0.2:
            place = tuple(
                corner + (chance.random() - 0.5) * side * METRE
                for corner, side in zip((WEST, SOUTH), CITY, strict=True)
            )
        at = NOW + timedelta(days=4) if about else NOW + timedelta(days=4 - DAYS * chance.random())
        kind = KINDS.get(one.division, "other")
        made.append(Told(Case(f"o{number}{bool(about)}", kind, terms(one.text), place, at), one.text))
    return made


def reports(chance: random.Random, many: int, which: int, hours: float) -> list[Told]:
    """Of the flooded underpass; `which` half of the sentences they are told in."""
    made = []
    for number in range(many):
        core = texts.ALTERNATIVES.sub(lambda found: chance.choice(found[1].split("/")), chance.choice(SAID)[which])
        opening = f"{chance.choice(texts.OPENINGS)} " if chance.random() < 0.4 else ""
        text = f"{opening}{core} {chance.choice(texts.CLOSINGS) if chance.random() < 0.4 else ''}".strip()
        place = None
        if chance.random() > 0.2:
            place = (UNDERPASS[0] + chance.gauss(0, 120) * METRE, UNDERPASS[1] + chance.gauss(0, 120) * METRE)
        kind = "flooded" if chance.random() < 0.85 else "other"
        at = NOW + timedelta(days=3, hours=hours - 3 * chance.random())
        made.append(Told(Case(f"s{which}{number}", kind, terms(text), place, at), text))
    return made


def _cell(place: tuple[float, float]) -> tuple[int, int]:
    side = WIDER * REACH * METRE
    return int((place[0] - 100) // side), int(place[1] // side)


def _within(one: tuple[float, float], other: tuple[float, float], wide: float) -> bool:
    return abs(one[0] - other[0]) <= wide and abs(one[1] - other[1]) <= wide
