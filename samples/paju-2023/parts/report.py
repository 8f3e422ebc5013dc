"""The report itself: plan, narrative, tables, awards and milestones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from haengan.kernel.people.models import Official
from haengan.report import actions
from haengan.report.models import Report
from haengan.report.offers import FREEZE
from haengan.report.rules import MARKS, NOTE_MARKS
from samples import loading

LAST_DAY = date(2023, 12, 31)
CALL_CENTRE = "call_centre"
KINDS = {"고유": "own", "주요": "major", "신규": "new", "공약": "pledge"}
DIVISIONS = {
    "행정지원과": "Administrative Support Division",
    "자치협력과": "Autonomy and Cooperation Division",
    "안전총괄과": "Safety Division",
    "민원여권과": "Civil Affairs and Passport Division",
    "정보통신과": "Information and Communications Division",
}
TOWNHALL_ROWS = (("2022년", "2022", "2022"), ("2023년", "2023", "2023-01-01..2023-09-04"))
Cell = dict[str, Any]


def write(folder: Path, index: dict[str, Any], city: loading.City, today: date) -> Report:
    official = city.officials["bureau"]
    narrative = yaml.safe_load((folder / "narrative.yaml").read_text("utf8"))
    plan = yaml.safe_load((folder / "plan.yaml").read_text("utf8"))
    report = actions.open_report(
        year=2023,
        title_ko=narrative["title"]["ko"],
        title_en=narrative["title"]["en"],
        organisation_ko="행정안전국",
        organisation_en="Administration and Safety Bureau",
        base_on=LAST_DAY,
        vision_ko=plan["vision"]["ko"],
        vision_en=plan["vision"]["en"],
        actor=official,
    )
    actions.set_goals(
        key=report.key, revision=report.revision, goals=[(g["ko"], g["en"]) for g in plan["goals"]], actor=official
    )
    _tasks(folder, report, official)
    _awards(folder, report, official)
    _milestones(folder, official)
    Writer(folder, index, report, official).chapters(narrative["chapters"])
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


class Writer:
    """Turns the narrative's tree into blocks."""

    def __init__(self, folder: Path, index: dict[str, Any], report: Report, official: Official) -> None:
        self.folder, self.index, self.report, self.official = folder, index, report, official

    def chapters(self, chapters: list[dict[str, Any]]) -> None:
        for chapter in chapters:
            if "plan" in chapter:
                continue
            self.block(
                "heading", chapter["ko"], chapter["en"], anchor=chapter["id"], table={"number": chapter["number"]}
            )
            for item in chapter["items"]:
                self.item(item)

    def item(self, item: dict[str, Any]) -> None:
        level = MARKS.index(item["mark"]) + 1
        self.block("item", item["ko"], item.get("en", ""), level=level, anchor=item.get("id", ""))
        for table in item.get("tables", [item["table"]] if "table" in item else []):
            self.table(table)
        for note in item.get("notes", []):
            self.block("note", note["ko"], note.get("en", ""), level=NOTE_MARKS.index(note["mark"]) + 1)
        for below in item.get("items", []):
            self.item(below)

    def table(self, name: str) -> None:
        made = getattr(self, name.replace(".", "_"), None)
        if made is not None:
            made(name)

    def block(self, kind: str, ko: str, en: str, **told: Any) -> None:
        actions.write(report=self.report, kind=kind, text_ko=ko, text_en=en, actor=self.official, **told)

    def grid(self, name: str, head: list[list[Cell]], body: list[list[Cell]], **told: Any) -> None:
        table = {"kind": "grid", "head": head, "body": body, **told}
        self.block("table", told.pop("ko", ""), told.pop("en", ""), anchor=name, table=table)

    def listed(self, name: str, widths: list[float]) -> None:
        table = {"kind": "list", "name": name, "period": "2023", "widths": widths}
        self.block("table", "", "", anchor=f"table.{name}", table=table)

    def support_establishment_before_after(self, name: str) -> None:
        told = self.index["tables"][name]
        before, after = (str(day) for day in told["days"].values())
        nouns = self.index["slices"]["part"]
        rows = loading.read(self.folder / "establishment.csv")
        kept = {(row["분류"].removeprefix("part="), row["시작"]): int(row["값"]) for row in rows}
        body = []
        for label, group in told["rows"].items():
            members = [m for m in nouns if m.split(".")[0] == group and (m, before) in kept]
            grown = [m for m in members if kept[m, before] < kept.get((m, after), 0)]
            changed = grown + [m for m in members if kept[m, before] > kept.get((m, after), 0)]
            texts = [_units(members, nouns, before), _units(members, nouns, after)]
            if changed:
                moved = ", ".join(
                    _unit_chip(m, after, f"|since={before}|form=arrow") + nouns[m]["noun"] for m in changed
                )
                texts[1] += f" ({moved})"
            english = {
                "본청": "Head office",
                "직속기관": "Agencies",
                "사업소": "Business offices",
                "읍면동": "Districts",
            }
            cells = [_cell(label, english[label], header=True), *({"ko": text} for text in texts)]
            body.append(cells)
        head = [[_cell("구분", "Part"), _cell("개편 전", "Before"), _cell("개편 후", "After")]]
        self.grid(name, head, body, widths=[1, 2, 3])

    def autonomy_townhalls_by_sector(self, name: str) -> None:
        sectors = self.index["slices"]["sector"]
        head = [[_cell("구분", "Year"), *(_cell(s["ko"], s["en"]) for s in sectors.values()), _cell("합계", "Total")]]
        body = []
        for ko, en, period in TOWNHALL_ROWS:
            chips = [f"{{{{autonomy.townhalls.held|{period}|sector={sector}|form=dash}}}}" for sector in sectors]
            total = f"{{{{autonomy.townhalls.held|{period}}}}}"
            body.append([_cell(ko, en, header=True), *({"ko": chip} for chip in chips), _cell(total + "회", total)])
        self.grid(name, head, body)

    def autonomy_assemblies_items(self, name: str) -> None:
        plans = self.index["slices"]["plan"]
        over = [_cell("안건 합계", "Items in all", colspan=2)]
        over += [_cell(plan["ko"], plan["en"], colspan=2) for plan in plans.values()]
        first = [_cell("구분", "Year", rowspan=2), _cell("투표자수", "Voters", rowspan=2), *over]
        below = [_cell("상정", "Put"), _cell("가결", "Carried")] * 3
        parts = ["", *(f"|plan={code}" for code in plans)]
        chips = [
            f"{{{{autonomy.assemblies.items_{what}|2023{part}}}}}" for part in parts for what in ("put", "carried")
        ]
        row = [_cell("2023년", "2023", header=True), {"ko": "{{autonomy.assemblies.voters|2023}}"}]
        row += [{"ko": chip} for chip in chips]
        head = [[*first, _cell("비고", "Remarks", rowspan=2)], below]
        unit = {"unit_ko": "(단위:명,건)", "unit_en": "(unit: people, items)"}
        self.grid(name, head, [[*row, {"ko": ""}]], **unit)

    def autonomy_exchanges_list(self, name: str) -> None:
        self.listed(name, [1.1, 1.4, 1.1, 4.5, 1.5])

    def report_awards(self, name: str) -> None:
        self.listed("report.awards.list", [1.3, 1.4, 3.6, 1.1, 1.2])

    def civil_affairs_call_centre_directions(self, name: str) -> None:
        rows = loading.read(self.folder / "call_centre_directions.csv")
        columns: dict[str, tuple[list[str], list[str]]] = {}
        for row in rows:
            ko, en = columns.setdefault(row["연번"], ([f"**{row['방향']}**"], [f"**{row['방향(영문)']}**"]))
            mark = "①②③"[int(row["순번"]) - 1]
            ko.append(f"{mark} {row['세부방향']}")
            en.append(f"{mark} {row['세부방향(영문)']}")
        body = [[_cell("\n".join(ko), "\n".join(en), align="left") for ko, en in columns.values()]]
        body.append([_cell("추진현황", "Progress", colspan=3, header=True)])
        body.append([{"ko": "", "subject": CALL_CENTRE, "stage": n, "align": "left"} for n in range(3)])
        title = self.index["tables"][name]["title"]
        head = [[_cell(title, "Paju call centre: where citizens ask and the city answers", colspan=3)]]
        self.grid(name, head, body, widths=[1, 1, 1], aligns=["left"] * 3)

    def digital_wifi_by_place(self, name: str) -> None:
        places = self.index["slices"]["place"]
        head = [[_cell("구분", "Part"), _cell("합계", "Total"), *(_cell(p["ko"], p["en"]) for p in places.values())]]
        chips = ["{{digital.wifi.installed|2023}}", *(f"{{{{digital.wifi.installed|2023|place={p}}}}}" for p in places)]
        label = _cell(self.index["tables"][name]["row"], "Access points installed", header=True)
        self.grid(name, head, [[label, *({"ko": chip} for chip in chips)]])


def _cell(ko: str, en: str = "", **told: Any) -> Cell:
    return {"ko": ko, **({"en": en} if en else {}), **told}


def _unit_chip(member: str, on: str, more: str = "") -> str:
    return f"{{{{support.establishment.units|{on}|part={member}{more}}}}}"


def _units(members: list[str], nouns: dict[str, Any], on: str) -> str:
    return " ".join(_unit_chip(m, on) + nouns[m]["noun"] for m in members)


def _tasks(folder: Path, report: Report, official: Official) -> None:
    for row in loading.read(folder / "tasks.csv"):
        actions.plan_task(
            report=report,
            kind=KINDS[row["구분"]],
            name_ko=row["사업명"],
            name_en=row["사업명(영문)"],
            division_ko=row["담당부서"],
            division_en=DIVISIONS[row["담당부서"]],
            planned_on=LAST_DAY,
            actor=official,
        )


def _awards(folder: Path, report: Report, official: Official) -> None:
    for row in loading.read(folder / "awards.csv"):
        actions.record_award(
            report=report,
            awarded_on=date.fromisoformat(row["수상일"]),
            giver_ko=row["수여기관"],
            giver_en=row["수여기관(영문)"],
            name_ko=row["수상명"],
            name_en=row["수상명(영문)"],
            grade_ko=row["수상구분"],
            grade_en=row["수상구분(영문)"],
            prize=int(row["포상금(천원)"]) * 1000 if row["포상금(천원)"] else None,
            actor=official,
        )


def _milestones(folder: Path, official: Official) -> None:
    for row in loading.read(folder / "call_centre.csv"):
        last = date.fromisoformat(row["끝"])
        actions.record_milestone(
            subject=CALL_CENTRE,
            stage_ko=row["단계"],
            stage_en=row["단계(영문)"],
            from_on=date.fromisoformat(row["시작"]),
            until_on=date.fromordinal(last.toordinal() + 1),
            precision="day" if row["정밀도"] == "일" else "month",
            text_ko=row["내용"],
            text_en=row["내용(영문)"],
            actor=official,
        )
