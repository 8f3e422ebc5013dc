"""An empty sheet to fill in: headings, what each wants, and lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django import forms
from django.utils.translation import gettext as _

from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.forms import UntilField

ROWS = 2_000
CHOICES_LISTED = 1_000
SHORT_LIST = 250


def workbook(register: Register, form: forms.BaseForm) -> bytes:
    """XLSX with one heading a field; required ones are marked with a star."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(str(register.title)[:28])
        lists = book.add_worksheet(_("Choices"))
        lists.hide()
        head = book.add_format({"bold": True, "bg_color": "#DFE6F7", "border": 1, "text_wrap": True})
        must = book.add_format({"bold": True, "bg_color": "#FDE8C8", "border": 1, "text_wrap": True})
        for position, (name, field) in enumerate(form.fields.items()):
            label = f"{field.label or name}{' *' if field.required else ''}"
            sheet.write_string(0, position, label, must if field.required else head)
            sheet.set_column(position, position, max(12, min(len(label) * 2, 30)))
            sheet.write_comment(0, position, hint(field), {"x_scale": 2})
            _validate(sheet, lists, position, field)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def hint(field: forms.Field) -> str:
    """What to write into the column."""
    parts = [_("Required.") if field.required else _("May stay empty."), _kind(field), str(field.help_text or "")]
    return " ".join(part for part in parts if part)


def _kind(field: forms.Field) -> str:
    if isinstance(field, UntilField):
        return _("The last day, inclusive, as 2023-03-01 or 2023. 3. 1.")
    if isinstance(field, forms.DateField):
        return _("A day, as 2023-03-01 or 2023. 3. 1.")
    if isinstance(field, forms.BooleanField):
        return _("O or X.")
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return _("One or several of these, parted by commas: %(labels)s") % {"labels": ", ".join(labels(field))}
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return _("A number.")
    return ""


def labels(field: Any) -> list[str]:
    """What may be chosen, without the empty choice; a long list is cut."""
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        return [str(thing) for thing in rows[: CHOICES_LISTED + 1]][:CHOICES_LISTED]
    return [str(label) for code, label in field.choices if code not in ("", None)]


def _validate(sheet: Any, lists: Any, position: int, field: forms.Field) -> None:
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
        chosen = labels(field)
    elif isinstance(field, forms.BooleanField):
        chosen = ["O", "X"]
    else:
        return
    if chosen and not isinstance(field, forms.ModelMultipleChoiceField):
        source = _source(lists, position, chosen)
        sheet.data_validation(
            1, position, ROWS, position, {"validate": "list", "source": source, "error_type": "warning"}
        )


def _source(lists: Any, position: int, chosen: Sequence[str]) -> Any:
    if sum(len(label) + 1 for label in chosen) < SHORT_LIST and not any("," in label for label in chosen):
        return list(chosen)
    for row, label in enumerate(chosen):
        lists.write_string(row, position, label)
    column = xlsxwriter.utility.xl_col_to_name(position)
    return f"='{lists.get_name()}'!${column}$1:${column}${len(chosen)}"
