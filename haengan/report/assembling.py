"""The report as a document: text and chips in, `lib.documents` model out. Reads figures through `read`, never a room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from haengan.kernel.figures import printing
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import Table, tables
from haengan.kernel.figures.queries import Asked, Reading
from haengan.kernel.figures.rules import Origin, Period
from haengan.lib.calendar.ranges import DateRange
from haengan.lib.documents import model as doc
from haengan.report import chips, queries
from haengan.report.engine import markup
from haengan.report.engine.markup import Aside, Chip, Piece, Plain
from haengan.report.models import Block, Milestone, Report
from haengan.report.rules import NOTE_MARKS, BlockKind, printed

STANDINGS: dict[Origin, doc.Standing] = {
    Origin.RECORDED: "recorded",
    Origin.ENTERED: "entered",
    Origin.MIXED: "entered",
    Origin.UNKNOWN: "untraced",
}
TASK_WIDTHS = (1.0, 5.0, 2.0)


@dataclass
class Assembly:
    """What is being assembled: the language, how figures and tables are read, and what was asked on the way."""

    report: Report
    language: doc.Language
    read: Callable[[Asked], Reading] = figures.read
    rows: Callable[[Table, Period], list[dict[str, Any]]] = printing.rows
    signed: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """Quantities that an official signed for, by block."""
    milestones: dict[str, list[Milestone]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    printed: list[tuple[Table, Period]] = field(default_factory=list)

    def pick(self, ko: str, en: str) -> str:
        return ko if self.language == "ko" else en


def document(assembly: Assembly, blocks: Iterable[Block]) -> doc.Document:
    """The whole report. Raises `markup.Unreadable`, KeyError (no such figure) or `Unanswerable`."""
    report = assembly.report
    return doc.Document(
        title=assembly.pick(report.title_ko, report.title_en),
        subtitle=str(report.year),
        organisation=assembly.pick(report.organisation_ko, report.organisation_en),
        dated=report.base_on,
        language=assembly.language,
        cover=direction(assembly),
        marked=assembly.pick(report.marked_ko, report.marked_en),
        blocks=tuple(part for block in blocks for part in parts(assembly, block)),
    )


def direction(assembly: Assembly) -> doc.Direction | None:
    """Vision, goals and the table of tasks; nothing while the vision is empty."""
    report = assembly.report
    if not report.vision_ko or "report.plan.tasks" not in tables:
        return None
    goals = tuple(assembly.pick(g.text_ko, g.text_en) for g in report.goals.all())
    plan = listed(assembly, tables["report.plan.tasks"], report.period, name="plan", widths=TASK_WIDTHS)
    return doc.Direction(assembly.pick(report.vision_ko, report.vision_en), goals, plan)


def parts(assembly: Assembly, block: Block) -> list[doc.Block]:
    """A block of ours as blocks of the document; a withdrawn one gives nothing."""
    text = assembly.pick(block.text_ko, block.text_en)
    if block.withdrawn_on is not None:
        return []
    if block.kind == BlockKind.TABLE:
        return [table(assembly, block)]
    line = inlines(assembly, text, signed=sorted(assembly.signed.get(block.pk, ()), key=text.find))
    if block.kind == BlockKind.HEADING:
        return [doc.Heading(block.level, line, block.anchor, str(block.table.get("number", "")))]
    if block.kind == BlockKind.NOTE:
        return [doc.Note(cast(doc.NoteMark, NOTE_MARKS[block.level - 1]), line)]
    return [doc.Item(block.level, line, block.anchor)]


def inlines(assembly: Assembly, text: str, *, signed: Sequence[str] = ()) -> doc.Line:
    return tuple(part for piece in markup.parse(text) for part in _inline(assembly, piece, signed))


def table(assembly: Assembly, block: Block) -> doc.Table:
    """A published list of records, or a grid whose cells hold text and chips."""
    told = block.table
    caption = inlines_text(assembly, assembly.pick(block.text_ko, block.text_en))
    unit = assembly.pick(told.get("unit_ko", ""), told.get("unit_en", ""))
    name = block.anchor or f"table-{block.key}"
    if told.get("kind") == "list":
        source = tables[told["name"]]
        period = periods.period(told.get("period") or str(assembly.report.year))
        widths = tuple(told.get("widths") or ())
        return listed(assembly, source, period, name=name, caption=caption, unit=unit, widths=widths)
    head, body = (tuple(_row(assembly, row) for row in told.get(part, [])) for part in ("head", "body"))
    return doc.Table(name, _columns(told), head, body, caption, unit)


def listed(
    assembly: Assembly,
    source: Table,
    period: Period,
    *,
    name: str,
    caption: str = "",
    unit: str = "",
    widths: Sequence[float] = (),
) -> doc.Table:
    """A declared list as a table: merged cells where the declaration says so, each number linked to its record."""
    assembly.printed.append((source, period))
    rows = assembly.rows(source, period)
    covered = printing.spans(source, rows)
    head = tuple(doc.cell(c.ko if assembly.language == "ko" else c.en) for c in source.columns)
    body = tuple(
        tuple(_listed_cell(assembly, source, row, index, span) for index, span in enumerate(covered[number]) if span)
        for number, row in enumerate(rows)
    )
    columns = tuple(
        doc.Column(widths[i] if i < len(widths) else 1.0, cast(doc.Align, c.align))
        for i, c in enumerate(source.columns)
    )
    own = source.unit_ko if assembly.language == "ko" else source.unit_en
    return doc.Table(name, columns, (head,), body, caption, unit or own)


def number(assembly: Assembly, chip: Chip) -> doc.Number:
    """A chip as a number that links to what is behind it."""
    base_on = assembly.report.base_on
    question, earlier = chips.ask(chip, base_on), chips.earlier(chip, base_on)
    assembly.asked += [question] if earlier is None else [question, earlier]
    reading = assembly.read(question)
    shown, text = reading.shown, reading.text
    if earlier is not None:
        shown = _difference(reading, assembly.read(earlier))
        text = "-" if shown is None else f"{shown:,.0f}"
    told = printed(
        shown, text=text, form=chip.option("form"), approximate=reading.approximate, language=assembly.language
    )
    return doc.Number(
        text=told,
        figure=chip.figure,
        slice=((question.slice, question.member),) if question.slice else (),
        period=chips.span(question, chip.period),
        href=chips.address(question, since=earlier),
        standing=STANDINGS[reading.origin],
        since="" if earlier is None else chips.span(earlier, chip.option("since")),
    )


def inlines_text(assembly: Assembly, text: str) -> str:
    """The plain text of a line, for captions."""
    return "".join(part.text for part in inlines(assembly, text) if isinstance(part, doc.Text | doc.Number))


def _inline(assembly: Assembly, piece: Piece, signed: Sequence[str]) -> Iterable[doc.Inline]:
    if isinstance(piece, Chip):
        told = number(assembly, piece)
        yield doc.Text(told.text) if piece.option("form") == "dash" and told.text == "-" else told
    elif isinstance(piece, Plain):
        yield from _plain(piece, signed)
    else:
        inner = tuple(cast(doc.Plain, part) for sub in piece.pieces for part in _inline(assembly, sub, signed))
        yield doc.Aside(inner) if isinstance(piece, Aside) else doc.Footnote(inner)


def _plain(piece: Plain, signed: Sequence[str]) -> Iterable[doc.Inline]:
    """Plain text, with the quantities that an official signed for standing out as such."""
    text = piece.text
    for quantity in signed:
        before, found, after = text.partition(quantity)
        if found:
            if before:
                yield doc.Text(before, piece.bold)
            yield doc.Number(quantity, standing="signed", bold=piece.bold)
            text = after
    if text:
        yield doc.Text(text, piece.bold)


def _difference(now: Reading, before: Reading) -> Decimal | None:
    if now.shown is None or before.shown is None:
        return None
    return now.shown - before.shown


def _row(assembly: Assembly, row: list[dict[str, Any]]) -> doc.Row:
    return tuple(_cell(assembly, cell) for cell in row)


def _cell(assembly: Assembly, cell: dict[str, Any]) -> doc.Cell:
    text = assembly.pick(cell.get("ko", ""), cell.get("en") or cell.get("ko", ""))
    lines = tuple(inlines(assembly, line) for line in text.split("\n")) if text else ()
    if "subject" in cell:
        lines = stage(assembly, cell["subject"], int(cell["stage"]))
    return doc.Cell(
        lines,
        colspan=int(cell.get("colspan", 1)),
        rowspan=int(cell.get("rowspan", 1)),
        header=bool(cell.get("header", False)),
        align=cell.get("align"),
    )


def stage(assembly: Assembly, subject: str, number: int) -> tuple[doc.Line, ...]:
    """The milestones of a subject's stage, first its name; steps of the same time stand under one date."""
    steps = assembly.milestones.get(subject) or assembly.milestones.setdefault(
        subject, list(queries.milestones(subject))
    )
    names = list(dict.fromkeys((s.stage_ko, s.stage_en) for s in steps))
    if not 0 <= number < len(names):
        return ()
    lines: list[doc.Line] = [(doc.Text(assembly.pick(*names[number]), bold=True),)]
    last = ""
    for step in (s for s in steps if (s.stage_ko, s.stage_en) == names[number]):
        when = DateRange(step.from_on, step.until_on).text_ko(weekday=False)
        text = assembly.pick(step.text_ko, step.text_en)
        lines.append((doc.Text(text if when == last else f"{when} {text}"),))
        last = when
    return tuple(lines)


def _columns(told: dict[str, Any]) -> tuple[doc.Column, ...]:
    width = max(sum(int(c.get("colspan", 1)) for c in row) for row in (told.get("head") or told["body"])[:1])
    widths = told.get("widths") or [1.0] * width
    aligns = told.get("aligns") or ["center"] * width
    return tuple(doc.Column(float(w), cast(doc.Align, a)) for w, a in zip(widths, aligns, strict=True))


def _listed_cell(assembly: Assembly, source: Table, row: dict[str, Any], index: int, span: int) -> doc.Cell:
    lines: list[list[doc.Inline]] = [[]]
    numbers = 0
    for part in row["cells"][index]:
        if isinstance(part, dict) and "n" in part:
            numbers += 1
            lines[-1].append(_listed_number(assembly, source, row["key"], index, part, at=numbers))
            continue
        text = str(part.get(assembly.language, "")) if isinstance(part, dict) else part
        first, *more = text.split("\n")
        lines[-1].append(doc.Text(first))
        lines += [[doc.Text(line)] for line in more]
    return doc.Cell(tuple(tuple(line) for line in lines), rowspan=span, header=source.columns[index].merged)


def _listed_number(
    assembly: Assembly, source: Table, key: str, index: int, part: dict[str, Any], *, at: int
) -> doc.Number:
    """The second number of a cell and those after it say which they are."""
    text = part.get(f"text_{assembly.language}") or part.get("text") or f"{part['n']:,}"
    return doc.Number(
        text=str(text),
        figure=f"{source.name}.{source.columns[index].name}",
        slice=(("record", key), *((("part", str(at)),) if at > 1 else ())),
        href=f"/figures/tables/{source.name}/{key}/",
        standing="recorded",
    )
