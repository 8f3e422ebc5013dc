"""An edition as tables of plain rows: what the data package and the kit hold as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from haengan.report.audit.model import Audit, Listing

Row = Sequence[Any]


@dataclass(frozen=True)
class Field:
    """A column: `type` as Table Schema has it. `points` is the sheet and field that its values come from."""

    name: str
    ko: str
    en: str
    type: str = "string"
    required: bool = False
    points: tuple[str, str] | None = None


@dataclass(frozen=True)
class Sheet:
    name: str
    ko: str
    en: str
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    key: str = ""

    @property
    def path(self) -> str:
        return f"{self.name}.csv"


def csv_of(sheet: Sheet) -> bytes:
    """RFC 4180 with Unix line ends, UTF-8 without a mark."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in sheet.fields])
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode()


def of_values(audit: Audit) -> list[Sheet]:
    """What is published: declarations, members, values, and the lists with their numbers."""
    return [_figures(audit), _members(audit), _values(audit), *_lists(audit), _cells(audit)]


def of_evidence(audit: Audit) -> list[Sheet]:
    """What is needed to count again."""
    return [_records(audit), _parts(audit), _entered(audit), _sources(audit)]


_FIGURE = Field("figure", "지표", "Figure", required=True, points=("figures", "name"))
_SLICE = (Field("slice", "분류", "Slice"), Field("member", "분류값", "Member"))


def _figures(audit: Audit) -> Sheet:
    fields = (
        Field("name", "이름", "Name", required=True), Field("label_ko", "한국어 이름", "Korean label"),
        Field("label_en", "영어 이름", "English label"), Field("kind", "종류", "Kind", required=True),
        Field("unit_ko", "단위", "Unit (Korean)"), Field("unit_en", "단위(영어)", "Unit"),
        Field("scale", "단위당 기본단위 수", "Base units in one unit", "integer", required=True),
        Field("basis", "근거", "Basis"), Field("one_ko", "한 건(한국어)", "One record (Korean)"), Field("one_en", "한 건(영어)", "One record"),
        Field("part", "분자 지표", "Part of the ratio"), Field("whole", "분모 지표", "Whole of the ratio"),
        Field("times", "비율의 배수", "The ratio is multiplied by", "integer"), Field("sum_of", "합산 지표", "Sum of"),
    )  # fmt: skip
    rows = tuple(
        (
            q.name, q.ko, q.en, str(q.kind), q.unit.ko, q.unit.en, q.unit.scale, q.basis, *q.one, q.part, q.whole, q.times,
            " ".join(q.equals),
        )
        for q in audit.questions.values()
    )  # fmt: skip
    return Sheet("figures", "지표", "Figures", fields, rows, key="name")


def _members(audit: Audit) -> Sheet:
    fields = (
        _FIGURE, *_SLICE, Field("slice_ko", "분류 이름", "Slice (Korean)"), Field("slice_en", "분류 이름(영어)", "Slice (English)"),
        Field("label_ko", "분류값 이름", "Member (Korean)"), Field("label_en", "분류값 이름(영어)", "Member (English)"),
        Field("is_partition", "빠짐없이 나눔", "Divides the whole", "boolean"),
    )  # fmt: skip
    rows = tuple(
        (question.name, cut.name, code, cut.ko, cut.en, ko, en, cut.is_partition)
        for question in audit.questions.values()
        for cut in question.cuts.values()
        for code, (ko, en) in sorted(cut.members.items())
    )
    return Sheet("members", "분류값", "Members of slices", fields, rows)


def _values(audit: Audit) -> Sheet:
    """`counted_until` is the last day that counts: nothing after the base date does."""
    fields = (
        Field("id", "번호", "Number", "integer", required=True), _FIGURE,
        Field("from", "첫날", "First day", "date", required=True), Field("last", "끝날", "Last day", "date", required=True), *_SLICE,
        Field("amount", "값(기본단위)", "Amount in base units", "number"), Field("origin", "출처", "Origin", required=True),
        Field("approximate", "어림", "Approximate", "boolean", required=True),
        Field("counted_until", "센 마지막 날", "Last day counted", "date", required=True),
        Field("since", "입력값의 날", "Day of the entered total", "date"),
    )  # fmt: skip
    rows = tuple(
        (
            number, v.place.figure, v.place.period.from_on, v.place.period.last_on, v.place.slice, v.place.member,
            "" if v.amount is None else f"{v.amount.normalize():f}", str(v.origin), v.approximate, audit.last_on(v), v.since or "",
        )
        for number, v in enumerate(audit.values, start=1)
    )  # fmt: skip
    return Sheet("values", "값", "Values", fields, rows, key="id")


def _lists(audit: Audit) -> Iterator[Sheet]:
    """Each list that the report prints, in both languages; its rows by the record's key."""
    seen: dict[str, int] = {}
    for listing in audit.listings:
        seen[listing.name] = seen.get(listing.name, 0) + 1
        stem = f"table-{listing.name}" if seen[listing.name] == 1 else f"table-{listing.name}-{seen[listing.name]}"
        fields = [Field("record", "기록", "Record")]
        for column in listing.columns:
            fields += [
                Field(f"{column.name}_ko", column.ko, f"{column.en} (Korean)"),
                Field(f"{column.name}_en", f"{column.ko}(영어)", column.en),
            ]
        yield Sheet(stem, listing.ko, listing.en, tuple(fields), tuple(_listed(listing)))


def _listed(listing: Listing) -> Iterator[Row]:
    for row in listing.rows:
        told = [row["key"]]
        for cell in row["cells"]:
            told += ["".join(_text(part, language) for part in cell) for language in ("ko", "en")]
        yield told


def _text(part: Any, language: str) -> str:
    if not isinstance(part, dict):
        return str(part)
    if "n" in part:
        return str(part.get(f"text_{language}") or part.get("text") or f"{part['n']:,}")
    return str(part.get(language, ""))


def _cells(audit: Audit) -> Sheet:
    fields = (
        Field("table", "표", "Table", required=True), Field("from", "첫날", "First day", "date"), Field("last", "끝날", "Last day", "date"),
        Field("column", "열", "Column", required=True), Field("record", "기록", "Record"), Field("part", "칸 안의 순서", "Place in the cell", "integer"),
        Field("number", "수", "Number", "integer", required=True), Field("unit", "단위", "Unit"),
    )  # fmt: skip
    rows = tuple(
        (listing.name, listing.period.from_on, listing.period.last_on, column, key, at, amount, unit)
        for listing in audit.listings
        for column, key, at, amount, unit in listing.numbers()
    )
    return Sheet("cells", "표의 수", "Numbers in tables", fields, rows)


def _records(audit: Audit) -> Sheet:
    fields = (
        Field("id", "번호", "Number", "integer", required=True), _FIGURE, Field("record", "기록", "Record", required=True),
        Field("at", "세는 날", "Day on which it counts", "date", required=True), Field("until", "없어진 날", "Day from which it no longer counts", "date"),
        Field("amount", "더할 수", "Amount", "integer", required=True), Field("one", "세는 대상", "What is counted once"),
    )  # fmt: skip
    rows = tuple((n, r.figure, r.key, r.at, r.until, r.amount, r.one) for n, r in enumerate(audit.records, start=1))
    return Sheet("records", "기록", "Records", fields, rows, key="id")


def _parts(audit: Audit) -> Sheet:
    fields = (Field("id", "기록 번호", "Record's number", "integer", required=True, points=("records", "id")), *_SLICE)
    rows = tuple((n, cut, code) for n, record in enumerate(audit.records, start=1) for cut, code in record.parts)
    return Sheet("parts", "기록의 분류", "Parts in which records count", fields, rows)


def _entered(audit: Audit) -> Sheet:
    fields = (
        Field("key", "열쇠", "Key", required=True), _FIGURE, Field("from", "첫날", "First day", "date"), Field("last", "끝날", "Last day", "date"),
        *_SLICE, Field("amount", "값(기본단위)", "Amount in base units", "integer", required=True),
        Field("approximate", "어림", "Approximate", "boolean"), Field("document", "근거 문서", "Source document"), Field("page", "쪽", "Page or section"),
    )  # fmt: skip
    rows = tuple(
        (
            e.key, e.figure, e.period.from_on, e.period.last_on, e.slice, e.member, e.amount, e.approximate, e.document, e.page,
        )
        for e in audit.entries
    )  # fmt: skip
    return Sheet("entered", "입력한 합계", "Entered totals", fields, rows, key="key")


def _sources(audit: Audit) -> Sheet:
    fields = (
        Field("value", "값 번호", "Value's number", "integer", required=True, points=("values", "id")),
        Field("entered", "입력한 합계", "Entered total", required=True, points=("entered", "key")),
    )
    rows = tuple((number, key) for number, v in enumerate(audit.values, start=1) for key in v.entered)
    return Sheet("sources", "값에 든 입력한 합계", "Entered totals in values", fields, rows)


def _plain(cell: Any) -> Any:
    return str(cell).lower() if isinstance(cell, bool) else cell
