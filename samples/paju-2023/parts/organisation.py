"""The bureau and its divisions, with invented officials."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from haengan.kernel.access import declare
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.engine.chart.changes import Change
from samples import loading
from samples.loading import City, Seat

BUREAU_DUTIES = (
    "report.write",
    "report.freeze",
    "house.seals.keep",
    "house.approvals.inspect",
    "house.figures.enter",
    "house.figures.freeze",
    "support.duties.give",
    "support.organisation.keep",
    "support.personnel.keep",
    "house.privacy.approve",
    "house.privacy.review",
    "house.privacy.answer",
)
HEAD, DIVISION_HEAD, KEEPER = "4", "5", "7"


def found(folder: Path, *, on: date) -> City:
    told = yaml.safe_load((folder / "organisation.yaml").read_text("utf8"))
    bureau = told["bureau"]
    city = _unit(bureau["city_ko"], bureau["city_en"], "city")
    top = _unit(bureau["name_ko"], bureau["name_en"], "bureau", parent=city.target)
    units, names = [city, top], {bureau["name_ko"]: top.target}
    reading = tuple(sorted(n for n, duty in declare.duties.items() if n.endswith(".read") and not duty.everyone))
    seats = [_seat(top.target, bureau["head"], HEAD, (*BUREAU_DUTIES, *reading), head=True)]
    for sort, division in enumerate(told["divisions"]):
        unit = _unit(division["name_ko"], division["name_en"], "division", parent=top.target, sort=sort)
        units.append(unit)
        names[division["name_ko"]] = unit.target
        seats += _seats(unit.target, division)
    return loading.found(units, names, seats, on=on)


def _seats(unit: str, division: dict[str, Any]) -> list[Seat]:
    systems = [keeper["system"] for keeper in division["keepers"]]
    every = tuple(duty for system in systems for duty in loading.duties_of(system))
    mine = (*loading.HEADS_DUTIES.get(division["room"], ()), *loading.EVERY_HEADS_DUTIES)
    heads = [
        _seat(
            unit,
            division["head"],
            DIVISION_HEAD,
            (*every, *mine, "house.figures.enter", "house.records.keep", "report.write"),
            head=True,
        )
    ]
    keepers = [
        _seat(unit, keeper, KEEPER, (*loading.duties_of(keeper["system"]), "house.figures.enter"))
        for keeper in division["keepers"]
    ]
    return heads + keepers


def _unit(name_ko: str, name_en: str, kind: str, **more: Any) -> Change:
    return organisation.opening("open_unit", name_ko=name_ko, name_en=name_en, kind=kind, seat="head_office", **more)


def _seat(unit: str, told: dict[str, Any], grade: str, duties: tuple[str, ...], *, head: bool = False) -> Seat:
    who = told["official"]
    names = {"login": who["login"], "name_ko": who["name_ko"], "name_en": who["name_en"]}
    return Seat(unit, told["post_ko"], told["post_en"], grade=grade, duties=duties, head=head, **names)
