"""What the schema of an edition declares: a concept for each figure and column, dimensions with members, and their cubes."""

from __future__ import annotations

from dataclasses import dataclass

from haengan.kernel.figures.rules import Kind
from haengan.report.audit.model import Audit, Listing
from haengan.report.xbrl import facts, names


@dataclass(frozen=True)
class Concept:
    """An element of the schema. `group` is the substitution group's last word; `told` the documentation in both languages."""

    name: str
    ko: str
    en: str
    group: str = "item"
    type: str = "xbrli:stringItemType"
    period: str = "duration"
    told: tuple[str, str] = ("", "")
    typed: str = ""


@dataclass(frozen=True)
class Cube:
    """Which dimensions the facts of some concepts have: explicit ones with their members, typed ones by name."""

    role: str
    title: str
    concepts: tuple[str, ...]
    explicit: tuple[tuple[str, str, tuple[str, ...]], ...]
    typed: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return f"{self.concepts[0]}-table"


def concepts(audit: Audit) -> list[Concept]:
    """Everything that the schema declares, in a fixed order."""
    made = [Concept(names.ORIGIN, "값의 출처", "Origin of the value", "dimensionItem")]
    made += [Concept(f"{names.ORIGIN}-all", "모든 출처", "Every origin", "domain")]
    made += [Concept(f"{names.ORIGIN}.{code}", ko, en, "domain") for code, (ko, en) in names.ORIGINS.items()]
    made.append(Concept(names.RECORD, "기록", "Record", "dimensionItem", typed="record-key"))
    made.append(Concept(names.PART, "칸 안의 순서", "Place in the cell", "dimensionItem", typed="part-number"))
    changed = {now.figure for now, _before in facts.changes(audit)}
    for name, question in audit.questions.items():
        told = (f"{question.basis}. 한 건: {question.one[0]}", f"{question.basis}. One: {question.one[1]}")
        kind = facts.type_of(question.unit)
        period = "instant" if question.kind is Kind.STOCK else "duration"
        made.append(Concept(name, question.ko, question.en, type=kind, period=period, told=told))
        if name in changed:
            made.append(
                Concept(names.change(name), f"{question.ko} 증감", f"Change of {question.en}", type=kind, told=told)
            )
        for cut in question.cuts.values():
            made.append(Concept(names.dimension(name, cut.name), cut.ko, cut.en, "dimensionItem"))
            made.append(Concept(names.total(name, cut.name), "전체", "All", "domain"))
            made += [
                Concept(names.member(name, cut.name, code), ko or code or "없음", en or code or "None", "domain")
                for code, (ko, en) in sorted(cut.members.items())
            ]
    made += [
        Concept(
            f"{listing.name}.{column.name}",
            f"{listing.ko}: {column.ko}",
            f"{listing.en}: {column.en}",
            type="xbrli:decimalItemType",
        )
        for listing in listings(audit)
        for column in listing.columns
    ]
    made += [Concept(cube.table, f"{cube.title} 표", f"{cube.title} table", "hypercubeItem") for cube in cubes(audit)]
    return made


def cubes(audit: Audit) -> list[Cube]:
    origin = (names.ORIGIN, f"{names.ORIGIN}-all", tuple(f"{names.ORIGIN}.{code}" for code in names.ORIGINS))
    changed = {now.figure for now, _before in facts.changes(audit)}
    made = []
    for name, question in audit.questions.items():
        cuts = tuple(
            (
                names.dimension(name, cut.name),
                names.total(name, cut.name),
                tuple(names.member(name, cut.name, code) for code in sorted(cut.members)),
            )
            for cut in question.cuts.values()
        )
        more = (names.change(name),) if name in changed else ()
        made.append(Cube(f"{names.ROLE}:{name}", question.en, (name, *more), (origin, *cuts)))
    for listing in listings(audit):
        own = tuple(f"{listing.name}.{column.name}" for column in listing.columns)
        made.append(Cube(f"{names.ROLE}:{listing.name}", listing.en, own, (origin,), (names.RECORD, names.PART)))
    return made


def listings(audit: Audit) -> list[Listing]:
    """Each list once, whatever periods it is printed for."""
    return list({listing.name: listing for listing in audit.listings}.values())
