"""The fixed cast: who acts in tests. All of it is built through the same actions that officials use.

`city` is an invented city with one bureau of five divisions since 2020. `kim`, `lee`, `park`, `choi` and `jung` work in one
division each, `director` heads the bureau, `clerk_without_duties` holds a post to which no duty is ever given; `resident`
has no account and `outsider` is anyone at all. ``give(kim, "autonomy.exchanges.keep")`` gives a duty to kim's post.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from haengan.kernel.access import actions as access
from haengan.kernel.acts.running import System
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official, Resident
from haengan.kernel.people.rules import Anyone

FOUNDED = date(2020, 1, 1)
HOUSE = System("tests")
DIVISIONS = {
    "support": ("행정지원과", "Administrative Support Division"),
    "autonomy": ("자치협력과", "Autonomy and Cooperation Division"),
    "safety": ("안전총괄과", "Safety Division"),
    "civil_affairs": ("민원여권과", "Civil Affairs and Passport Division"),
    "digital": ("정보통신과", "Information and Communications Division"),
}


@dataclass
class City:
    """Keys of the cast's units by name, and of its posts by division (or "bureau", "clerk")."""

    root: str = ""
    bureau: str = ""
    units: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def house() -> System:
    """The house itself: for what only a system may do."""
    return HOUSE


@pytest.fixture
def city(db: None) -> City:
    return founded()


def founded() -> City:
    opening = organisation.opening
    root = opening("open_unit", name_ko="가람시", name_en="Garam City", kind="city", seat="head_office")
    bureau = opening(
        "open_unit",
        name_ko="행정안전국",
        name_en="Administration and Safety Bureau",
        kind="bureau",
        seat="head_office",
        parent=root.target,
    )
    head = opening("open_post", unit=bureau.target, title_ko="국장", title_en="Director", grades=("4",), head=True)
    built = City(root.target, bureau.target, {}, {"bureau": head.target})
    planned = [root, bureau, head]
    for sort, (name, (ko, en)) in enumerate(DIVISIONS.items()):
        unit = opening(
            "open_unit", name_ko=ko, name_en=en, kind="division", seat="head_office", parent=bureau.target, sort=sort
        )
        post = opening("open_post", unit=unit.target, title_ko="주무관", title_en="Officer", grades=("7",))
        built.units[name], built.posts[name] = unit.target, post.target
        planned += [unit, post]
    clerk = opening("open_post", unit=built.units["support"], title_ko="서무", title_en="Clerk", grades=("9",))
    built.posts["clerk"] = clerk.target
    organisation.change(planned=[*planned, clerk], from_on=FOUNDED, actor=HOUSE)
    return built


def employed(city: City, post: str, *, number: str, name_ko: str, name_en: str, grade: str = "7") -> Official:
    official = people.register(
        number=number, name_ko=name_ko, name_en=name_en, grade=grade, from_on=FOUNDED, actor=HOUSE, invented=True
    )
    organisation.appoint(official=official.key, post=city.posts[post], from_on=FOUNDED, actor=HOUSE)
    return official


@pytest.fixture
def kim(city: City) -> Official:
    return employed(city, "support", number="1001", name_ko="김하늘", name_en="Kim Haneul")


@pytest.fixture
def lee(city: City) -> Official:
    return employed(city, "autonomy", number="1002", name_ko="이가람", name_en="Lee Garam")


@pytest.fixture
def park(city: City) -> Official:
    return employed(city, "safety", number="1003", name_ko="박바다", name_en="Park Bada")


@pytest.fixture
def choi(city: City) -> Official:
    return employed(city, "civil_affairs", number="1004", name_ko="최나래", name_en="Choi Narae")


@pytest.fixture
def jung(city: City) -> Official:
    return employed(city, "digital", number="1005", name_ko="정다온", name_en="Jung Daon")


@pytest.fixture
def director(city: City) -> Official:
    return employed(city, "bureau", number="1000", name_ko="한슬기", name_en="Han Seulgi", grade="4")


@pytest.fixture
def clerk_without_duties(city: City) -> Official:
    return employed(city, "clerk", number="1009", name_ko="문새봄", name_en="Moon Saebom", grade="9")


@pytest.fixture
def resident(db: None) -> Resident:
    return people.register_resident(name_ko="홍길동", registered_on=FOUNDED, actor=HOUSE, invented=True)


@pytest.fixture
def outsider() -> Anyone:
    return Anyone()


@pytest.fixture
def give(db: None) -> Callable[..., None]:
    """``give(kim, "autonomy.exchanges.keep", …)``: from the founding on, unless `from_on` says otherwise."""

    def to(official: Official, *duties: str, from_on: date = FOUNDED) -> None:
        held = organised.posts_of(official, from_on)[0]
        access.give(post=held.post.key, duties=[*held.duties, *duties], from_on=from_on, actor=HOUSE)

    return to
