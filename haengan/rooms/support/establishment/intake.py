"""The table of the establishment as a spreadsheet: taken out, and brought back with what is to change."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation import plans
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.engine.chart.shape import Chart, Post
from haengan.kernel.people.models import GRADES, SERIES
from haengan.kernel.registers.sheets import headers, reading
from haengan.rooms.support.establishment import queries

NAMES: Mapping[str, tuple[str, str]] = {
    "unit": ("부서", "Unit"),
    "title_ko": ("직위", "Post"),
    "title_en": ("직위(영문)", "Post in English"),
    "grades": ("직급", "Grades"),
    "series": ("직렬", "Series"),
    "established": ("정원", "Establishment"),
    "head": ("부서장", "Head"),
    "key": ("직위번호", "Post key"),
}
WIDTHS = {"unit": 44, "title_ko": 22, "title_en": 30, "grades": 14, "series": 20, "key": 20}
PATH = " > "


@dataclass(frozen=True)
class Wrong:
    """A row of the sheet that cannot be taken."""

    row: int
    what: str


@dataclass(frozen=True)
class Table:
    """What the sheet asks for, and which rows do not go."""

    changes: list[Change]
    wrongs: list[Wrong]


def workbook(day: date, *, language: str) -> bytes:
    """One row a post, in the order of the chart; the key in the last column ties a row to its post."""
    chart = plans.chart(day)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Establishment"))
        bold = book.add_format({"bold": True, "bg_color": "#DFE6F7", "border": 1})
        for at, (name, labels) in enumerate(NAMES.items()):
            sheet.write_string(0, at, labels[language != "ko"], bold)
            sheet.set_column(at, at, WIDTHS.get(name, 10))
        for row, (version, post) in enumerate(queries.posts_table(day), start=1):
            cells = _cells(chart, chart.posts[post.post.key], language)
            for at, value in enumerate(cells):
                sheet.write(row, at, value)
            assert version is None or version.unit_id == post.unit_id
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def read(content: bytes, *, name: str, day: date, closing: bool) -> Table:
    """The changes that lead from what stands on `day` to the sheet. With `closing`, posts that the sheet leaves out close.

    Raises `Refused` where it is no table of the establishment.
    """
    try:
        sheet = reading.sheets(content, name=name)[0]
    except reading.Unreadable as wrong:
        raise Refused(wrong.message, field="sheet", remedy=wrong.remedy) from wrong
    header = headers.found(sheet.rows, {field: (field, *labels) for field, labels in NAMES.items()})
    if header is None or not {"unit", "title_ko", "grades"} <= set(header.fields.values()):
        raise Refused(
            _("No row of the sheet names unit, post and grades."),
            field="sheet",
            remedy=_("Take the table out first, change it, and bring it back."),
        )
    rows = [
        (number, {field: _text(row[at]) if at < len(row) else "" for at, field in header.fields.items()})
        for number, row in enumerate(sheet.rows[header.body :], header.body + 1)
    ]
    return Reader(plans.chart(day)).table([(n, row) for n, row in rows if any(row.values())], closing=closing)


class Reader:
    """Compares rows with the chart of a day."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.seen: set[str] = set()
        self.paths = {_path(chart, key): key for key in chart.units}
        self.names: dict[str, list[str]] = {}
        for key, unit in chart.units.items():
            self.names.setdefault(unit.name_ko, []).append(key)

    def table(self, rows: Sequence[tuple[int, dict[str, str]]], *, closing: bool) -> Table:
        changes: list[Change] = []
        wrongs: list[Wrong] = []
        for number, row in rows:
            try:
                changes += self._changes(row)
            except ValueError as wrong:
                wrongs.append(Wrong(number, str(wrong)))
        if closing and not wrongs:
            changes += [Change(Verb.CLOSE_POST, key) for key in self.chart.posts if key not in self.seen]
        return Table(changes, wrongs)

    def _changes(self, row: dict[str, str]) -> list[Change]:
        unit = self._unit(row["unit"])
        standing = self._standing(row, unit)
        wanted = self._wanted(row, standing)
        if standing is None:
            return [organisation.opening("open_post", unit=unit, **wanted)]
        if standing.key in self.seen:
            raise ValueError(_("The post stands in the sheet twice."))
        self.seen.add(standing.key)
        moved = [Change(Verb.TRANSFER_POST, standing.key, {"unit": unit})] if unit != standing.unit else []
        other = {name: value for name, value in wanted.items() if value != getattr(standing, name)}
        return [*moved, *([Change(Verb.CHANGE_POST, standing.key, other)] if other else [])]

    def _standing(self, row: dict[str, str], unit: str) -> Post | None:
        key = row.get("key", "")
        if key:
            if key not in self.chart.posts:
                raise ValueError(_("No post has this key on that day. Leave it empty for a new post."))
            return self.chart.posts[key]
        same = [post for post in self.chart.posts_in.get(unit, []) if post.title_ko == row["title_ko"]]
        if len(same) > 1:
            raise ValueError(_("The unit has several posts of that title. Write the post's key."))
        return same[0] if same else None

    def _wanted(self, row: dict[str, str], standing: Post | None) -> dict[str, Any]:
        if not row["title_ko"]:
            raise ValueError(_("The post has no title."))
        wanted: dict[str, Any] = {"title_ko": row["title_ko"], "grades": _codes(row["grades"], GRADES)}
        if not wanted["grades"]:
            raise ValueError(_("The post has no grade."))
        if "title_en" in row:
            wanted["title_en"] = row["title_en"]
        if "series" in row:
            wanted["series"] = _codes(row["series"], SERIES)
        if row.get("established"):
            if not row["established"].isdigit():
                raise ValueError(_("“%(text)s” is not a number of seats.") % {"text": row["established"]})
            wanted["established"] = int(row["established"])
        if "head" in row:
            wanted["head"] = row["head"].upper() in {"O", "○", "Y"}
        return wanted

    def _unit(self, text: str) -> str:
        if text in self.paths:
            return self.paths[text]
        found = self.names.get(text, [])
        if len(found) == 1:
            return found[0]
        raise ValueError(
            _("Several units are named “%(text)s”. Write it with the units above.") % {"text": text}
            if found
            else _("No unit is named “%(text)s” on that day.") % {"text": text}
        )


def _cells(chart: Chart, post: Post, language: str) -> list[Any]:
    names = {**queries.grade_names(), **{f"s:{code}": both for code, both in queries.series_names().items()}}
    at = language != "ko"
    return [
        _path(chart, post.unit),
        post.title_ko,
        post.title_en,
        ", ".join(names[code][at] for code in post.grades),
        ", ".join(names[f"s:{code}"][at] for code in post.series),
        post.established,
        "O" if post.head else "",
        post.key,
    ]


def _path(chart: Chart, key: str) -> str:
    """The unit behind those above it, without the city."""
    chain = [unit.name_ko for unit in reversed(chart.up(key))]
    return PATH.join(chain[1:] or chain)


def _codes(text: str, choices: Sequence[tuple[str, Any]]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    for code, both in queries.both_languages(choices).items():
        known |= {code: code, headers.plain(both[0]): code, headers.plain(both[1]): code}
    asked = [part.strip() for part in text.replace("·", ",").replace("/", ",").split(",") if part.strip()]
    missing = [part for part in asked if headers.plain(part) not in known and part not in known]
    if missing:
        raise ValueError(_("“%(text)s” is not among the choices.") % {"text": ", ".join(missing)})
    chosen = {known.get(part) or known[headers.plain(part)] for part in asked}
    return tuple(code for code, _label in choices if code in chosen)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").strip()
