"""The invented city's short report of the year: plan, lines with chips, tables, frozen and published."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from haengan.kernel.figures import declare
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.people.models import Official
from haengan.report import actions
from haengan.report.models import Report
from haengan.report.offers import FREEZE
from haengan.rooms.support.establishment.engine.parts import PARTS, seat_parts
from haengan.rooms.support.establishment.rules import SEATS
from samples import loading

CHIP = re.compile(r"{{([a-z_.]+)\|([^|}]+)(\|[a-z_]+=[^|}]+)?(?=[|}])")
UNITS = "support.establishment.units"
Told = dict[str, Any]


def write(folder: Path, city: Any, *, year: int, today: date, marked: tuple[str, str]) -> Report:
    told = yaml.safe_load((folder / "report.yaml").read_text("utf8"))
    official: Official = city.officials["bureau"]
    report = actions.open_report(
        year=year,
        title_ko=told["title"]["ko"],
        title_en=told["title"]["en"],
        organisation_ko=told["organisation"]["ko"],
        organisation_en=told["organisation"]["en"],
        base_on=date(year, 12, 31),
        vision_ko=told["vision"]["ko"],
        vision_en=told["vision"]["en"],
        marked_ko=marked[0],
        marked_en=marked[1],
        actor=official,
    )
    actions.set_goals(
        key=report.key,
        revision=report.revision,
        goals=[(goal["ko"], goal["en"]) for goal in told["goals"]],
        actor=official,
    )
    _plan(told, report, official)
    for chapter in told["chapters"]:
        heading = {"anchor": chapter["id"], "table": {"number": chapter["number"]}}
        _block(report, official, "heading", chapter["ko"], chapter["en"], **heading)
        for item in chapter["items"]:
            _item(item, report, official, year)
    paper = loading.approved(
        FREEZE.name,
        title=f"{report.title_ko} 확정",
        subject=report,
        drafter=city.officials["support"],
        on=today,
        purpose="sample",
    )
    actions.publish(key=paper.outcome.thing_key, today=today, actor=official)
    return report


def _plan(told: Told, report: Report, official: Official) -> None:
    for kind, ko, en, division_ko, division_en in told["tasks"]:
        actions.plan_task(
            report=report,
            kind=kind,
            name_ko=ko,
            name_en=en,
            division_ko=division_ko,
            division_en=division_en,
            planned_on=date(report.year, 1, 2),
            actor=official,
        )
    for day, giver_ko, giver_en, ko, en, grade_ko, grade_en, prize in told["awards"]:
        actions.record_award(
            report=report,
            awarded_on=day,
            giver_ko=giver_ko,
            giver_en=giver_en,
            name_ko=ko,
            name_en=en,
            grade_ko=grade_ko,
            grade_en=grade_en,
            prize=prize,
            actor=official,
        )


def _item(item: Told, report: Report, official: Official, year: int) -> None:
    if item.get("table") == "support.establishment.before_after":
        _block(report, official, "table", "", "", anchor=item["table"], table=_before_after(year))
    elif "table" in item:
        listed = {"kind": "list", "name": item["table"], "period": str(year)}
        _block(report, official, "table", "", "", anchor=f"table.{item['table']}", table=listed)
    elif all(_known(chip) for chip in CHIP.findall(item["ko"])):
        _block(report, official, "item", item["ko"], item["en"], level=item["level"])


def _known(chip: tuple[str, str, str]) -> bool:
    """Whether a system declares the figure and has something to say."""
    name, period, part = chip
    if name not in declare.figures:
        return False
    question = figures.asked(name, periods.period(period), part=part.strip("|"))
    return bool(figures.read(question).amount)


def _before_after(year: int) -> Told:
    """Units at each seat on the day before the restructuring and at the end of the year, with what has changed."""
    head = [[_cell("구분", "Part"), _cell("개편 전", "Before"), _cell("개편 후", "After")]]
    body = [_row(seat, f"{year}-06-30", f"{year}-12-31") for seat in ("head_office", "agency", "business", "district")]
    return {"kind": "grid", "head": head, "body": body, "widths": [1, 3, 3]}


def _row(seat: str, before: str, after: str) -> list[Told]:
    ko, en = SEATS[seat]
    codes = [code for code in seat_parts(seat) if code != "head_office.office"]
    changed = "head_office.division"
    texts = [{"ko": _chips(codes, day, 0), "en": _chips(codes, day, 1)} for day in (before, after)]
    if changed in codes:
        arrow = _chip(changed, after, f"|since={before}|form=arrow")
        texts[1] = {"ko": f"{texts[1]['ko']} ({arrow}과)", "en": f"{texts[1]['en']} ({arrow} divisions)"}
    return [_cell(ko, en, header=True), *texts]


def _chips(codes: list[str], day: str, language: int) -> str:
    if language == 0:
        return " ".join(f"{_chip(code, day)}{PARTS[code].noun_ko}" for code in codes)
    return ", ".join(f"{_chip(code, day)} {PARTS[code].many_en}" for code in codes)


def _chip(part: str, day: str, more: str = "") -> str:
    return f"{{{{{UNITS}|{day}|part={part}{more}}}}}"


def _cell(ko: str, en: str, **told: Any) -> Told:
    return {"ko": ko, "en": en, **told}


def _block(report: Report, official: Official, kind: str, ko: str, en: str, **told: Any) -> None:
    actions.write(report=report, kind=kind, text_ko=ko, text_en=en, actor=official, **told)
