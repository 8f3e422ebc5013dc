"""HTML: a fragment for a page of ours under a strict content-security policy, and a page that stands alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib import resources
from itertools import groupby

from haengan.lib.documents import outline, words
from haengan.lib.documents.model import (
    Cell,
    Direction,
    Document,
    Heading,
    Item,
    Line,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Table,
)

Link = Callable[[Number], str]
_WIDE = 4
_SAFE = re.compile(r"(https?://|[/#?.])")


def href(number: Number) -> str:
    return number.href


def css() -> str:
    """The style sheet. Pages that hold fragments serve the folder `static` beside this file."""
    return (
        resources.files("haengan.lib.documents").joinpath("static/documents/document.css").read_text(encoding="utf-8")
    )


def render(document: Document, *, link: Link = href, top: int = 1) -> str:
    """An article without style or script; its title is a heading of level `top`. A number links to `link(number)`, if not empty."""
    return _Article(document, link=link, top=top).html()


def page(document: Document, *, link: Link = href) -> str:
    """A whole page with its style inside, to be sent and kept as one file."""
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(document.author or document.organisation)}">\n'
        f'<meta name="date" content="{document.dated.isoformat()}">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{css()}</style>\n</head>\n"
        f'<body class="document-page">\n<main>\n{render(document, link=link)}</main>\n</body>\n</html>\n'
    )


def fragment(document: Document, *, link: Link = href) -> str:
    """The blocks alone, without title, date and legend: for a live preview."""
    return _Article(document, link=link, top=2).blocks()


class _Article:
    def __init__(self, document: Document, *, link: Link, top: int) -> None:
        self.document = document
        self.link = link
        self.top = top
        self.words = words.WORDS[document.language]
        self.footnotes: list[str] = []

    def blocks(self) -> str:
        blocks = self.document.blocks
        self.depths = {id(block): depth for block, depth in zip(blocks, outline.depths(blocks), strict=True)}
        body = "".join(self._part(part) for part in outline.parts(blocks))
        return f'<div class="document" lang="{self.document.language}">\n{body}{self._notes()}</div>\n'

    def html(self) -> str:
        document = self.document
        blocks = document.blocks
        self.depths = {id(block): depth for block, depth in zip(blocks, outline.depths(blocks), strict=True)}
        body = [self._masthead()]
        if document.cover:
            body.append(self._direction(document.cover))
        body += [self._part(part) for part in outline.parts(blocks)]
        marked = f'<p class="document-marked">{escape(document.marked)}</p>\n' if document.marked else ""
        article = f'<article class="document" lang="{document.language}">\n{marked}{"".join(body)}'
        return f"{article}{self._notes()}{self._legend()}</article>\n"

    def _masthead(self) -> str:
        document = self.document
        subtitle = f'<p class="document-subtitle">{escape(document.subtitle)}</p>\n' if document.subtitle else ""
        return (
            f'<header class="document-head">\n<h{self.top} class="document-title">{escape(document.title)}</h{self.top}>\n'
            f'{subtitle}<p class="document-date"><time datetime="{document.dated.isoformat()}">'
            f"{escape(document.date_line)}</time> <b>{escape(document.organisation)}</b></p>\n</header>\n"
        )

    def _part(self, part: outline.Part) -> str:
        if isinstance(part, tuple):
            return "".join(self._list(branches) for branches in _stretches(part))
        if isinstance(part, Table):
            return self._table(part)
        if isinstance(part, Direction):
            return self._direction(part)
        if isinstance(part, PageBreak):
            return '<hr class="document-break" aria-hidden="true">\n'
        return self._worded(part)

    def _worded(self, part: Heading | Item | Note | Paragraph) -> str:
        if isinstance(part, Note):
            return f'<p class="document-note">{_bullet(part.mark)}<span>{self._line(part.inlines)}</span></p>\n'
        if isinstance(part, Paragraph):
            return f'<p class="document-text align-{part.align}">{self._line(part.inlines)}</p>\n'
        style = f"document-part-{part.level}" if isinstance(part, Heading) else "document-lead"
        return self._heading(part, depth=self.depths[id(part)], style=style)

    def _heading(self, part: Heading | Item, *, depth: int, style: str) -> str:
        tag = f"h{min(self.top + depth, 6)}" if depth else "p"
        anchor = f' id="{escape(part.anchor)}"' if part.anchor else ""
        label = outline.bullet(part)
        mark = f'<span class="document-number">{escape(label)}</span> ' if isinstance(part, Heading) and label else ""
        mark = mark if isinstance(part, Heading) else _bullet(label)
        return f'<{tag}{anchor} class="{style}">{mark}<span>{self._line(part.inlines)}</span></{tag}>\n'

    def _list(self, branches: Sequence[outline.Branch]) -> str:
        entries = "".join(self._entry(branch) for branch in branches)
        return f'<ul class="document-items level-{branches[0].item.level}">\n{entries}</ul>\n'

    def _entry(self, branch: outline.Branch) -> str:
        deeper = "".join(self._list(branches) for branches in _stretches(branch.children))
        anchor = f' id="{escape(branch.item.anchor)}"' if branch.item.anchor else ""
        mark = _bullet(outline.BULLETS[branch.item.level])
        return f'<li{anchor}><div class="document-item">{mark}<span>{self._line(branch.item.inlines)}</span></div>\n{deeper}</li>\n'

    def _direction(self, direction: Direction) -> str:
        goals = "".join(f"<li>{escape(goal)}</li>" for goal in direction.goals)
        return (
            '<section class="document-direction">\n<dl>\n'
            f'<div><dt>{self.words["vision"]}</dt><dd class="document-vision">{escape(direction.vision)}</dd></div>\n'
            f"<div><dt>{self.words['goals']}</dt><dd><ul>{goals}</ul></dd></div>\n</dl>\n"
            f'<p class="document-bar">{self.words["tasks"]}</p>\n{self._table(direction.tasks)}</section>\n'
        )

    def _table(self, table: Table) -> str:
        shared = outline.shared_standing(table)
        quiet = shared is not None
        total = sum(column.width for column in table.columns)
        columns = "".join(f'<col class="w-{round(100 * column.width / total)}">' for column in table.columns)
        head = "".join(self._rows(table, table.head, quiet=quiet))
        wide = ' class="document-wide"' if len(table.columns) > _WIDE else ""
        return (
            f'<div class="document-table" tabindex="0" role="group" aria-label="{escape(table.caption or self._name(table))}">'
            f'<table{wide} data-table="{escape(table.name)}">\n{self._caption(table)}<colgroup>{columns}</colgroup>\n'
            + (f"<thead>\n{head}</thead>\n" if head else "")
            + f"<tbody>\n{''.join(self._rows(table, table.body, quiet=quiet))}</tbody>\n</table></div>\n"
        )

    def _name(self, table: Table) -> str:
        first = (table.head or table.body)[0][0]
        return table.unit or " ".join(outline.plain(line) for line in first.lines) or table.name

    def _caption(self, table: Table) -> str:
        if not table.caption and not table.unit:
            return ""
        shared = outline.shared_standing(table)
        mark = self._run(outline.Run(words.MARKS[shared], mark=True)) if shared else ""
        title = f'<span class="document-caption">{escape(table.caption)}</span>' if table.caption else ""
        unit = f'<span class="document-unit">{escape(table.unit)}{mark}</span>' if table.unit else mark
        return f"<caption>{title}{unit}</caption>\n"

    def _rows(self, table: Table, rows: tuple[Row, ...], *, quiet: bool) -> Iterator[str]:
        made: list[list[str]] = [[] for _ in rows]
        in_head = rows is table.head
        for placed in outline.placed(rows, table=table):
            align = placed.cell.align or ("center" if in_head else table.columns[placed.column].align)
            made[placed.row].append(self._cell(placed.cell, in_head=in_head, align=align, quiet=quiet))
        return (f"<tr>{''.join(cells)}</tr>\n" for cells in made)

    def _cell(self, cell: Cell, *, in_head: bool, align: str, quiet: bool) -> str:
        tag = "th" if in_head or cell.header else "td"
        wide, tall = cell.colspan > 1, cell.rowspan > 1
        scope = "" if tag == "td" else _scope(in_head=in_head, grouped=wide if in_head else tall)
        spans = f' colspan="{cell.colspan}"' * wide + f' rowspan="{cell.rowspan}"' * tall
        lines = "<br>".join(self._line(line, quiet=quiet) for line in cell.lines)
        return f'<{tag}{scope}{spans} class="align-{align}">{lines}</{tag}>'

    def _line(self, line: Line, *, quiet: bool = False) -> str:
        groups = groupby(outline.runs(line, quiet=quiet), key=lambda run: run.raised)
        return "".join(self._group(raised, list(runs)) for raised, runs in groups)

    def _group(self, raised: bool, runs: list[outline.Run]) -> str:
        shown = "".join(self._run(run) for run in runs)
        return f'<small class="document-aside">{shown}</small>' if raised else shown

    def _run(self, run: outline.Run) -> str:
        if run.footnote is not None:
            return self._footnote(run.footnote)
        shown = f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text)
        if run.mark:
            meaning = next((meaning for mark, meaning in outline.legend(self.document) if mark == run.text), "")
            return f'<sup class="document-mark" title="{escape(meaning)}">{shown}</sup>'
        return self._number(run.number, shown) if run.number else shown

    def _number(self, number: Number, shown: str) -> str:
        pairs = {
            "data-figure": number.figure,
            "data-slice": ",".join(f"{name}={value}" for name, value in number.slice),
            "data-period": number.period,
            "data-since": number.since,
            "data-standing": number.standing,
        }
        data = "".join(f' {name}="{escape(value)}"' for name, value in pairs.items() if value or name == "data-figure")
        target = self.link(number)
        if _SAFE.match(target):
            return f'<a class="number" href="{escape(target)}"{data}>{shown}</a>'
        return f'<span class="number"{data}>{shown}</span>'

    def _footnote(self, runs: tuple[outline.Run, ...]) -> str:
        self.footnotes.append("".join(self._run(run) for run in runs))
        at = len(self.footnotes)
        return f'<sup class="document-noteref"><a id="noteref-{at}" href="#note-{at}" role="doc-noteref">{at}</a></sup>'

    def _notes(self) -> str:
        if not self.footnotes:
            return ""
        entries = "".join(
            f'<li id="note-{at}">{note} <a href="#noteref-{at}" role="doc-backlink" aria-label="{self.words["back"]}">↑</a></li>\n'
            for at, note in enumerate(self.footnotes, start=1)
        )
        name = self.words["footnotes"]
        return f'<section class="document-notes" role="doc-endnotes" aria-label="{name}">\n<ol>\n{entries}</ol>\n</section>\n'

    def _legend(self) -> str:
        entries = "".join(
            f"<div><dt>{mark}</dt><dd>{escape(meaning)}</dd></div>\n" for mark, meaning in outline.legend(self.document)
        )
        return f'<dl class="document-legend" aria-label="{self.words["legend"]}">\n{entries}</dl>\n' if entries else ""


def _scope(*, in_head: bool, grouped: bool) -> str:
    return f' scope="{"col" if in_head else "row"}{"group" if grouped else ""}"'


def _bullet(sign: str) -> str:
    return f'<span class="document-bullet" aria-hidden="true">{escape(sign)} </span>'


def _stretches(branches: Sequence[outline.Branch]) -> list[list[outline.Branch]]:
    """Neighbours of one level, each stretch a list of its own."""
    return [list(group) for _, group in groupby(branches, key=lambda branch: branch.item.level)]
