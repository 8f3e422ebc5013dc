"""Reads an edition: its freeze, the evidence kept with it, both documents. Never the records, never today's declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings

from haengan.kernel.figures import evidence, freezing
from haengan.kernel.figures.models import Evidence, Freeze, Frozen
from haengan.kernel.figures.rules import Kind, Origin, Period, Unit
from haengan.lib.documents import wire
from haengan.report.audit.model import Audit, Counted, Cut, Entry, Heading, Listing, Place, Question, Value
from haengan.report.models import Edition


class NoEvidence(LookupError):
    """The edition was frozen before evidence was kept: freeze a new one."""


def audit(edition: Edition) -> Audit:
    freeze, report = edition.freeze, edition.report
    kept = list(freeze.evidence.order_by("subject"))
    if not kept and (freeze.values.exists() or freeze.tables.exists()):
        raise NoEvidence(str(edition))
    told = {row.subject: evidence.unpacked(row) for row in kept}
    declared = {row.subject: row.declared for row in kept}
    return Audit(
        year=report.year,
        number=edition.number,
        title_ko=report.title_ko,
        title_en=report.title_en,
        organisation_ko=report.organisation_ko,
        organisation_en=report.organisation_en,
        base_on=freeze.base_on,
        mark=freeze.mark,
        digest=freeze.digest,
        frozen_at=freeze.frozen_at,
        freeze_key=freeze.key,
        documents={"ko": wire.from_json(edition.document_ko), "en": wire.from_json(edition.document_en)},
        questions={name: _question(name, d) for name, d in declared.items() if d["what"] == "figure"},
        values=tuple(_values(freeze.values.order_by("figure", "from_on", "until_on", "slice", "member"), told)),
        records=tuple(_counted(name, row) for name, own in told.items() for row in own.get("records", ())),
        entries=tuple(_entry(name, row) for name, own in told.items() for row in own.get("entered", ())),
        listings=tuple(_listings(freeze, declared)),
        is_open=is_open(freeze),
        licence=settings.HAENGAN_LICENCE,
    )


def is_open(freeze: Freeze) -> bool:
    """Whether nothing counted or listed in the freeze is about people."""
    declared = list(Evidence.objects.filter(freeze=freeze).values_list("declared", flat=True))
    return bool(declared) and all(told["open"] for told in declared)


def _question(name: str, told: dict[str, Any]) -> Question:
    cuts = {
        cut: Cut(
            name=cut,
            ko=own["ko"],
            en=own["en"],
            is_partition=own["partition"],
            declared=tuple(own["declared"]),
            members={code: (m["ko"], m["en"]) for code, m in own["members"].items()},
        )
        for cut, own in told["slices"].items()
    }
    return Question(
        name=name,
        kind=Kind(told["kind"]),
        ko=told["ko"],
        en=told["en"],
        unit=Unit(**told["unit"]),
        basis=told["basis"],
        one=(told["one"]["ko"], told["one"]["en"]),
        standing=told["standing"],
        part=told["part"],
        whole=told["whole"],
        times=told["times"],
        equals=tuple(told["equals"]),
        cuts=cuts,
        is_open=told["open"],
    )


def _values(rows: Iterable[Frozen], told: dict[str, Any]) -> Iterator[Value]:
    more = {
        (name, v["from"], v["until"], v["slice"], v["member"]): v
        for name, own in told.items()
        for v in own.get("values", ())
    }
    for row in rows:
        about = more[row.figure, row.from_on.isoformat(), row.until_on.isoformat(), row.slice, row.member]
        yield Value(
            place=Place(row.figure, row.period, row.slice, row.member),
            amount=row.amount,
            origin=Origin(row.origin),
            approximate=row.approximate,
            behind=frozenset(key for key, _day, _n in freezing.unpacked(row)),
            entered=tuple(about["entered"]),
            since=date.fromisoformat(about["since"]) if about["since"] else None,
        )


def _counted(figure: str, row: dict[str, Any]) -> Counted:
    parts = tuple((cut, member) for cut, member in row["parts"])
    return Counted(figure, row["key"], row["at"], row["until"], row["amount"], row["one"], parts)


def _entry(figure: str, row: dict[str, Any]) -> Entry:
    return Entry(
        key=row["key"],
        figure=figure,
        period=Period(date.fromisoformat(row["from"]), date.fromisoformat(row["until"])),
        slice=row["slice"],
        member=row["member"],
        amount=row["amount"],
        approximate=row["approximate"],
        document=row["document"],
        page=row["place"],
    )


def _listings(freeze: Freeze, declared: dict[str, Any]) -> Iterator[Listing]:
    for table in freeze.tables.order_by("table", "from_on", "until_on"):
        told = declared[table.table]
        columns = tuple(Heading(c["name"], c["ko"], c["en"], c["unit"]) for c in told["columns"])
        span = Period(table.from_on, table.until_on)
        yield Listing(table.table, told["ko"], told["en"], span, columns, tuple(table.rows))
