"""What the sample cities share: founding an organisation, opening accounts, bringing files in as an official does."""

from __future__ import annotations

import csv
import importlib.util
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone, translation

from haengan.kernel.access import actions as access
from haengan.kernel.access import declare
from haengan.kernel.acts.running import System
from haengan.kernel.approvals import queries as approvals
from haengan.kernel.approvals.actions import drafting, signing
from haengan.kernel.approvals.models import Paper
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import queries as organised
from haengan.kernel.organisation.engine.chart.changes import Change
from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Account, Official
from haengan.kernel.registers import actions as registers
from haengan.kernel.registers import forwarding
from haengan.kernel.registers.models import Import, ImportRow
from haengan.kernel.tables.models import Record

HEADS_DUTIES = {
    "support": ("support.personnel.transfer", "support.handovers.keep", "house.privacy.draw_up"),
    "digital": ("digital.sign_in.guard",),
}
"""What the head of a division has beside its systems; who draws up a destruction is not who approves it."""
EVERY_HEADS_DUTIES = ("house.privacy.confirm",)
"""Whom the data of a division's systems were given to is for the division to say."""
PASSWORD = "haengan-demo-2023"  # noqa: S105  # printed for whoever looks around
HOUSE = System("haengan.samples")


class Unfit(RuntimeError):
    """A sample's file does not go in: which row, and what the register says about it."""


@dataclass(frozen=True)
class Seat:
    """A post to be opened and the official to sit there."""

    unit: str
    title_ko: str
    title_en: str
    login: str
    name_ko: str
    name_en: str
    grade: str
    duties: tuple[str, ...] = ()
    head: bool = False


@dataclass
class City:
    """The officials of a founded city by sign-in name, and keys of its units by name."""

    officials: dict[str, Official] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


def found(units: Sequence[Change], names: Mapping[str, str], seats: Iterable[Seat], *, on: date) -> City:
    """Open units and posts as one act, then register, appoint and give duties. `names`: unit name -> key."""
    posts = [(seat, _post(seat)) for seat in seats]
    organisation.change(planned=[*units, *(post for _seat, post in posts)], from_on=on, actor=HOUSE)
    city = City(units=dict(names))
    for number, (seat, post) in enumerate(posts, 1):
        city.officials[seat.login] = _seated(seat, post.target, number=f"{on.year}{number:04d}", on=on)
    return city


def _post(seat: Seat) -> Change:
    return organisation.opening(
        "open_post",
        unit=seat.unit,
        title_ko=seat.title_ko,
        title_en=seat.title_en,
        grades=(seat.grade,),
        head=seat.head,
    )


def _seated(seat: Seat, post: str, *, number: str, on: date) -> Official:
    official = people.register(
        number=number,
        name_ko=seat.name_ko,
        name_en=seat.name_en,
        grade=seat.grade,
        from_on=on,
        account=_account(seat.login) if seat.login else None,
        invented=True,
        actor=HOUSE,
    )
    organisation.appoint(official=official.key, post=post, from_on=on, actor=HOUSE)
    duties = [name for name in seat.duties if name in declare.duties]
    if duties:
        access.give(post=post, duties=duties, from_on=on, actor=HOUSE)
    return official


def _account(login: str) -> Account:
    return people.open_account(login=login, password=_hashed(), hashed=True, actor=HOUSE)


@cache
def _hashed() -> str:
    """Hashing is slow on purpose; everyone in a sample has the same password, printed for whoever looks around."""
    return make_password(PASSWORD)


def duties_of(system: str) -> tuple[str, ...]:
    """Every duty that a system declares and a post can be given."""
    own = [duty for name, duty in declare.duties.items() if name.startswith(f"{system}.")]
    return tuple(sorted(duty.name for duty in own if not duty.everyone))


def approved(kind: str, *, title: str, subject: Record, drafter: Official, on: date, **arguments: Any) -> Paper:
    """A paper on `subject`, drafted and signed by everyone on its line on one day, as they would at their desks."""
    now = datetime.combine(on, time(10), timezone.get_current_timezone())
    paper = drafting.draft(kind=kind, title=title, subject=subject.key, arguments=arguments, now=now, actor=drafter)
    return signed(paper, on=on)


def signed(paper: Paper, *, on: date) -> Paper:
    """Submit a draft and let each post of its line sign."""
    now = datetime.combine(on, time(10), timezone.get_current_timezone())
    version = drafting.submit(key=paper.key, revision=paper.revision, now=now, actor=paper.drafter)
    while steps := list(approvals.waiting_steps().filter(version=version)):
        holder = organised.holders_of(steps[0].post, on)[0]
        signing.approve(key=paper.key, digest=version.digest, now=now, actor=holder)
    return Paper.objects.get(pk=paper.pk)


def city_name() -> str:
    return str(settings.CITY_NAMES["ko"])


def bring(register: str, rows: Iterable[Mapping[str, Any]], *, name: str, actor: Official) -> int:
    """Bring rows (by the register's Korean labels) in as a CSV file: dry run, then for good. Gives how many went in."""
    with translation.override("ko"):
        brought = registers.stage(
            register=register, file_name=name, content=sheet(rows), at=timezone.now(), actor=actor
        )
        forwarding.to_the_end(brought.key)
        _refuse_wrong(brought)
        brought.refresh_from_db()
        registers.approve(key=brought.key, revision=brought.revision, actor=actor)
        forwarding.to_the_end(brought.key)
        _refuse_wrong(brought)
    return brought.rows.filter(state=ImportRow.State.DONE).count()


def sheet(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """CSV with a byte-order mark; the first row names the columns."""
    kept = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(kept[0]))
    writer.writeheader()
    writer.writerows(kept)
    return out.getvalue().encode("utf-8-sig")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def part(folder: Path, name: str) -> ModuleType:
    """A sample's part `parts/NAME.py`, by its path: a sample's folder is no package."""
    path = folder / "parts" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"sample_{folder.name.replace('-', '_')}_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def parts(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "parts").glob("*.py"))


def _refuse_wrong(brought: Import) -> None:
    from haengan.kernel.registers.upkeep import slices

    for row in brought.rows.filter(state__in=[ImportRow.State.WRONG, ImportRow.State.FAILED]).order_by("number"):
        raise Unfit(f"{brought.file_name}, row {row.number}: {slices.told_of(row)['wrongs']}")
