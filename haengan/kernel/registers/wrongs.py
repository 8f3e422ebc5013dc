"""What is wrong with an input, field by field: the value, what happened, and what to do now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from haengan.lib.hangul import particles

SHOWN_CHOICES = 12
_EITHER = re.compile(r" ?(은|이|을|과)/(는|가|를|와)")


@dataclass(frozen=True)
class Wrong:
    field: str
    value: str
    message: str
    remedy: str = ""
    label: str = ""


class Invalid(Exception):
    """Input that cannot be taken; `wrongs` says why, and nothing was written."""

    def __init__(self, wrongs: list[Wrong]) -> None:
        super().__init__("; ".join(wrong.message for wrong in wrongs))
        self.wrongs = wrongs


def of_form(form: forms.BaseForm) -> list[Wrong]:
    return list(_of_form(form))


def _of_form(form: forms.BaseForm) -> Iterator[Wrong]:
    for name, errors in form.errors.as_data().items():
        field = form.fields.get(name)
        for error in errors:
            yield Wrong(
                field="" if name == NON_FIELD_ERRORS else name,
                value=_value(form, name),
                message=settled(" ".join(error.messages)),
                remedy=getattr(error, "remedy", "") or remedy(field, error),
                label=str(_label(form, name)),
            )


def settled(text: str) -> str:
    """Django's "이/가" and our own "이(가)" become what the word before them asks for."""
    return particles.settle(_EITHER.sub(r"\1(\2)", text))


def _label(form: forms.BaseForm, name: str) -> Any:
    return form[name].label if name in form.fields else ""


def _value(form: forms.BaseForm, name: str) -> str:
    if name not in form.fields:
        return ""
    value = form[name].value()
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)[:200]


def remedy(field: forms.Field | None, error: ValidationError) -> str:
    """What to do now, by the kind of error and of field."""
    code = str(error.code or "")
    if code == "required":
        return _("Fill it in.")
    if code in {"invalid_choice", "invalid_list"} and isinstance(field, forms.ChoiceField):
        return _choose(field)
    if code == "invalid":
        return _example(field)
    if code == "max_length":
        return _("Shorten it.")
    if code in {"max_value", "min_value"}:
        return _("Check the number.")
    if code in {"unique", "unique_together"}:
        return _("Look for the one that exists and correct that.")
    return ""


def _choose(field: forms.ChoiceField) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return _("Choose one from the list, or enter it in its own register first.")
    choices: Any = field.choices
    labels = [str(label) for code, label in choices if code not in ("", None)]
    if not labels or len(labels) > SHOWN_CHOICES:
        return _("Choose one from the list.")
    return _("Choose from: %(labels)s.") % {"labels": ", ".join(labels)}


def _example(field: forms.Field | None) -> str:
    if isinstance(field, forms.DateTimeField):
        return _("Write it as 2023-03-01 14:00.")
    if isinstance(field, forms.DateField):
        return _("Write it as 2023-03-01.")
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return _("Write digits only.")
    if isinstance(field, forms.EmailField):
        return _("Write it as name@example.go.kr.")
    return ""


def unknown_field(name: str, known: Iterable[str]) -> Wrong:
    message = _("There is no field “%(name)s”.") % {"name": name[:80]}
    return Wrong("fields", name[:80], message, _("Use one of: %(names)s.") % {"names": ", ".join(known)})
