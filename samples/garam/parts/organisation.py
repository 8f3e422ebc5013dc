"""The invented organisation with its officials: heads everywhere, teams and keepers in the bureau, officers by scale."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.engine.chart.changes import Change
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official
from haengan.kernel.places.models import District, Site
from haengan.lib.hangul import romanisation
from samples import loading
from samples.loading import HOUSE, Seat

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민진지엄원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
FIRST = "가나다라마바사아자하도로소유은지해채온새솔별빛슬여준현민태수예"
SECOND = "람온솔빛샘결찬울린담율겸윤서진우원아연희준호영훈경"
VACANT = 0.04
"""Of the officers' seats this share stays vacant."""
SERIES = ("administration", "administration", "administration", "facilities", "welfare", "computing", "health")
BUREAU_DUTIES = (
    "report.write",
    "report.freeze",
    "house.seals.keep",
    "house.approvals.inspect",
    "house.figures.enter",
    "house.figures.freeze",
    "support.duties.give",
    "civil_affairs.petitions.read",
    "support.organisation.keep",
    "support.personnel.keep",
    "house.privacy.approve",
    "house.privacy.review",
    "house.privacy.answer",
    "support.places.keep",
)


@dataclass
class Garam(loading.City):
    """The founded city: districts by name, a few hundred sites, the residents that the systems may use."""

    districts: dict[str, District] = field(default_factory=dict)
    sites: list[Site] = field(default_factory=list)
    residents: list[Any] = field(default_factory=list)
    names: Names | None = None


class Names:
    """Invented names, each once."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.used = rng, set[str]()

    def one(self) -> str:
        while True:
            name = self.rng.choice(SURNAMES[:45]) + self.rng.choice(FIRST) + self.rng.choice(SECOND)
            if name not in self.used and name[1] != name[2]:
                self.used.add(name)
                return name


@dataclass
class Plan:
    """Units and posts to be opened as one act, in order."""

    changes: list[Change] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    officers: list[tuple[str, str, int]] = field(default_factory=list)
    """(unit, grade, seats)"""
    people: Names | None = None

    def unit(self, told: dict[str, Any], kind: str, seat: str, parent: str = "", **more: Any) -> str:
        opened = organisation.opening(
            "open_unit",
            name_ko=told["ko"],
            name_en=told["en"],
            kind=kind,
            seat=seat,
            parent=parent,
            sort=len(self.changes),
            **more,
        )
        self.changes.append(opened)
        self.names[told["ko"]] = opened.target
        return opened.target

    def sit(self, unit: str, ko: str, en: str, grade: str, *, login: str = "", head: bool = False, **more: Any) -> None:
        assert self.people is not None
        name = self.people.one()
        self.seats.append(Seat(unit, ko, en, login, name, romanisation.person(name), grade=grade, head=head, **more))


def found(folder: Path, rng: random.Random, districts: Mapping[str, District], *, on: date, scale: float) -> Garam:
    told = yaml.safe_load((folder / "organisation.yaml").read_text("utf8"))
    plan = Plan(people=Names(rng))
    root = plan.unit({"ko": f"{told['city']['ko']}청", "en": f"{told['city']['en']} City Hall"}, "city", "head_office")
    _head_office(plan, told, root)
    _agencies(plan, told, root)
    for district in told["districts"]:
        where = districts[district["ko"]].key
        unit = plan.unit(district, district["kind"], "district", root, district=where)
        plan.sit(unit, f"{district['ko']}장", f"Head of {district['en']}", "5", head=True)
        _officers(plan, told, unit, district["kind"])
    base = loading.found(plan.changes, plan.names, plan.seats, on=on)
    base.officials.pop("", None)
    city = Garam(officials=base.officials, units=base.units, names=plan.people, districts=dict(districts))
    _man(city, plan, rng, on=on, scale=scale, first=len(plan.seats) + 1)
    return city


def _head_office(plan: Plan, told: dict[str, Any], root: str) -> None:
    for office in told["head_office"]["staff_offices"]:
        unit = plan.unit(office, "staff_office", "head_office", root)
        plan.sit(unit, office["ko"], f"Head of the {office['en']}", "5", head=True)
        _officers(plan, told, unit, "staff_office")
    for bureau in told["head_office"]["bureaus"]:
        own = bureau["ko"] == told["bureau"]
        top = plan.unit(bureau, "bureau", "head_office", root)
        duties = BUREAU_DUTIES if own else ()
        login = "bureau" if own else ""
        plan.sit(top, f"{bureau['ko']}장", f"Head of the {bureau['en']}", "4", login=login, duties=duties, head=True)
        for division in bureau["divisions"]:
            unit = plan.unit(division, "division", "head_office", top)
            if "room" in division:
                _own_division(plan, told, unit, division)
            else:
                plan.sit(unit, f"{division['ko']}장", f"Head of the {division['en']}", "5", head=True)
                _officers(plan, told, unit, "division")
    council = plan.unit(told["council"], "secretariat", "council", root)
    plan.sit(council, "의회사무국장", "Head of the Council Secretariat", "4", head=True)
    _officers(plan, told, council, "secretariat")


def _own_division(plan: Plan, told: dict[str, Any], unit: str, division: dict[str, Any]) -> None:
    """A division of the bureau: its head has the duties of all its systems, each keeper those of one."""
    room = division["room"]
    every = tuple(d for system in told["keepers"] if system.startswith(f"{room}.") for d in loading.duties_of(system))
    mine = (*loading.HEADS_DUTIES.get(room, ()), *loading.EVERY_HEADS_DUTIES)
    duties = (*every, *mine, "house.figures.enter", "house.records.keep", "report.write")
    heading = f"Head of the {division['en']}"
    plan.sit(unit, f"{division['ko']}장", heading, "5", login=room.replace("_", "-"), duties=duties, head=True)
    for team in told["teams"][room]:
        below = plan.unit(team, "team", "head_office", unit)
        plan.sit(below, f"{team['ko']}장", f"Leader of the {team['en']}", "6", head=True)
        for noun in team["systems"]:
            system = f"{room}.{noun}"
            post = told["keepers"][system]
            own = (*loading.duties_of(system), "house.figures.enter")
            login = system.replace("_", "-").replace(".", "-")
            plan.sit(below, post["ko"], post["en"], "7", login=login, duties=own)
        plan.officers.append((below, "8", 1))


def _agencies(plan: Plan, told: dict[str, Any], root: str) -> None:
    for group, seat in (("agencies", "agency"), ("business_offices", "business")):
        for office in told[group]:
            kind = office.get("kind", "agency")
            top = plan.unit(office, kind, seat, root)
            grade = "4" if office.get("divisions") else "5"
            plan.sit(top, f"{office['ko']}장", f"Head of the {office['en']}", grade, head=True)
            for division in office.get("divisions", []):
                unit = plan.unit(division, "division", seat, top)
                plan.sit(unit, f"{division['ko']}장", f"Head of the {division['en']}", "5", head=True)
                _officers(plan, told, unit, "division")
            if not office.get("divisions"):
                _officers(plan, told, top, kind)


def _officers(plan: Plan, told: dict[str, Any], unit: str, kind: str) -> None:
    plan.officers += [(unit, str(grade), seats) for grade, seats in told["officers"][kind].items()]


def _man(city: Garam, plan: Plan, rng: random.Random, *, on: date, scale: float, first: int) -> None:
    """Posts with several seats each, and who sits there; a few seats stay vacant, the keeping of records does not."""
    opened = [
        (
            organisation.opening(
                "open_post",
                unit=unit,
                title_ko="주무관",
                title_en="Officer",
                grades=(grade,),
                established=max(1, round(seats * scale)),
            ),
            grade,
        )
        for unit, grade, seats in plan.officers
    ]
    organisation.change(planned=[change for change, _grade in opened], from_on=on, actor=HOUSE)
    for number, (post, grade) in enumerate(_filled(opened, rng), first):
        official = employ(city, rng, number=f"{on.year}{number:04d}", grade=grade, on=on)
        organisation.appoint(official=official.key, post=post, from_on=on, actor=HOUSE)


def _filled(opened: list[tuple[Change, str]], rng: random.Random) -> Iterator[tuple[str, str]]:
    for change, grade in opened:
        for _seat in range(change.values["established"]):
            if rng.random() >= VACANT:
                yield change.target, grade


def employ(city: Garam, rng: random.Random, *, number: str, grade: str, on: date) -> Official:
    """An invented official without account."""
    assert city.names is not None
    name = city.names.one()
    official = people.register(
        number=number,
        name_ko=name,
        name_en=romanisation.person(name),
        grade=grade,
        series=rng.choice(SERIES),
        from_on=on,
        invented=True,
        actor=HOUSE,
    )
    city.officials[f"officer-{number}"] = official
    return official
