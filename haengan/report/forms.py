"""Input of the report: its frame, its goals, its lines and tables, and signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import tables
from haengan.kernel.registers.forms import RecordForm
from haengan.report import refusing
from haengan.report.models import Award, Block, Milestone, Report, Task
from haengan.report.rules import BlockKind

PARTS = ("head", "body")
LONGEST_GOAL = 300


class ReportForm(RecordForm):
    class Meta:
        model = Report
        exclude = ("key", "revision")


class TaskForm(RecordForm):
    class Meta:
        model = Task
        exclude = ("position",)


class AwardForm(RecordForm):
    class Meta:
        model = Award
        exclude = ("position",)


class MilestoneForm(RecordForm):
    class Meta:
        model = Milestone
        exclude = ("position",)


class GoalsForm(forms.Form):
    """One goal a line, Korean and English parted by a vertical bar."""

    goals = forms.CharField(
        label=_("goals"), widget=forms.Textarea, help_text=_("One a line: Korean, a vertical bar, English.")
    )

    def clean_goals(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["goals"].splitlines() if line.strip()]
        pairs = [tuple(part.strip() for part in line.split("|", 1)) for line in lines]
        if any(len(pair) != 2 or not all(pair) for pair in pairs):
            raise ValidationError(_("Each line needs both languages: 목표 | goal."))
        if any(len(words) > LONGEST_GOAL for pair in pairs for words in pair):
            raise ValidationError(_("A goal has at most %(most)s characters.") % {"most": LONGEST_GOAL})
        return [(pair[0], pair[1]) for pair in pairs]


class LineForm(RecordForm):
    """A heading, an item or a note."""

    class Meta:
        model = Block
        fields = ("kind", "level", "anchor", "text_ko", "text_en")
        widgets = {"text_ko": forms.Textarea(attrs={"rows": 4}), "text_en": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [c for c in Block.KINDS if c[0] != BlockKind.TABLE]  # type: ignore[attr-defined]
        self.fields["anchor"].help_text = _("A short name for links to this line; it may stay empty.")
        self.fields["level"].help_text = _("1 □, 2 ○, 3 -, 4 ·; for a note 1 ※, 2 *")


def like(before: Block | None, block: Block | None) -> dict[str, Any]:
    """A new line begins as the one above it, under a heading or a table as an item."""
    if block is not None:
        return {}
    if before is None or before.kind in {BlockKind.HEADING, BlockKind.TABLE}:
        return {"kind": BlockKind.ITEM, "level": 1}
    return {"kind": before.kind, "level": before.level}


def table_choices() -> list[tuple[str, str]]:
    language = (get_language() or "ko")[:2]
    return [(name, table.label(language)) for name, table in sorted(tables.items())]


class ListForm(forms.Form):
    """A published list of records, for a period."""

    name = forms.ChoiceField(label=_("list"), choices=table_choices)
    period = forms.CharField(label=_("period"), help_text=_("2023, 2023-09 or 2023-01-01..2023-09-04"))
    caption_ko = forms.CharField(label=_("caption (Korean)"), required=False)
    caption_en = forms.CharField(label=_("caption (English)"), required=False)

    def clean_period(self) -> str:
        text = str(self.cleaned_data["period"]).strip()
        try:
            periods.period(text)
        except periods.NotAPeriod as wrong:
            raise ValidationError(refusing.why(wrong)) from wrong
        return text


class GridForm(forms.Form):
    """Size and words of a new table."""

    columns = forms.IntegerField(label=_("columns"), min_value=1, max_value=20, initial=3)
    rows = forms.IntegerField(label=_("rows"), min_value=1, max_value=60, initial=2)
    caption_ko = forms.CharField(label=_("caption (Korean)"), required=False)
    caption_en = forms.CharField(label=_("caption (English)"), required=False)

    def table(self) -> dict[str, Any]:
        told = self.cleaned_data
        body = [[{"ko": "", "header": c == 0} for c in range(told["columns"])] for _row in range(told["rows"])]
        return {"kind": "grid", "head": [[{"ko": ""} for _c in range(told["columns"])]], "body": body}


def filled(table: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """The table with what was typed into its cells: `head-0-1-ko` is the second cell of the first heading row."""
    changed = dict(table)
    for part in PARTS:
        changed[part] = [
            [_cell(cell, given, f"{part}-{r}-{c}") for c, cell in enumerate(row)]
            for r, row in enumerate(table.get(part, []))
        ]
    if given.get("add") == "row" and changed["body"]:
        width = sum(int(cell.get("colspan", 1)) for cell in changed["body"][0])
        changed["body"] = [*changed["body"], [{"ko": "", "header": c == 0} for c in range(width)]]
    if given.get("drop") == "row" and len(changed["body"]) > 1 and _loose(changed["body"]):
        changed["body"] = changed["body"][:-1]
    return {**changed, "unit_ko": given.get("unit_ko", ""), "unit_en": given.get("unit_en", "")}


def _cell(cell: Mapping[str, Any], given: Mapping[str, str], name: str) -> dict[str, Any]:
    told = {**cell, "ko": given.get(f"{name}-ko", cell.get("ko", "")).replace("\r\n", "\n")}
    english = given.get(f"{name}-en", cell.get("en", "")).replace("\r\n", "\n")
    return {**told, "en": english} if english else {k: v for k, v in told.items() if k != "en"}


def _loose(body: list[list[dict[str, Any]]]) -> bool:
    """Whether no cell above reaches into the last row."""
    return all(int(c.get("rowspan", 1)) + r < len(body) for r, row in enumerate(body[:-1]) for c in row)


class SignForm(forms.Form):
    quantity = forms.CharField(label=_("quantity as written"), max_length=60)
    source = forms.CharField(
        label=_("source"), max_length=300, help_text=_("The document that the quantity stands in.")
    )


class CopyForm(forms.Form):
    file = forms.FileField(
        label=_("returned copy (DOCX)"),
        help_text=_("It is compared and not kept."),
        max_length=160,
        allow_empty_file=True,
    )
