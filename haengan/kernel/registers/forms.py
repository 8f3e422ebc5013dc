"""Form fields that read what Korean officials type, and the base of a record's form."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers import paths
from haengan.kernel.tables import years
from haengan.lib.calendar import typed

LINES = 4
YEAR = "year"
FIRST, LAST = date(1800, 1, 1), date(2999, 12, 31)
MOST: dict[type[Any], int] = {
    **dict.fromkeys((models.SmallIntegerField, models.PositiveSmallIntegerField), 32_767),
    **dict.fromkeys((models.IntegerField, models.PositiveIntegerField), 2_147_483_647),
    **dict.fromkeys((models.BigIntegerField, models.PositiveBigIntegerField), 10**15),
}
"""What PostgreSQL holds; SQLite would take any number of 64 bits. A sum of thousands of the largest still fits."""


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, typed as 2023-03-01 or "2023. 3. 1.(수)"; a weekday that is not that day's is refused."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            read = typed.read_day(str(value).strip())
        except (ValueError, OverflowError) as wrong:
            raise ValidationError(_("This is not a day."), code="invalid") from wrong
        if read.complaint:
            raise ValidationError(str(read.complaint), code="weekday")
        if not FIRST <= read.day <= LAST:
            raise ValidationError(_("The year must lie between 1800 and 2999."), code="invalid")
        return read.day


class UntilField(DayField):
    """The last day (까지) on the screen, the day after it inside: intervals are half-open there."""

    def prepare_value(self, value: Any) -> Any:
        return value - paths.ONE_DAY if isinstance(value, date) and value > date.min else value

    def clean(self, value: Any) -> date | None:
        last: date | None = super().clean(value)
        return last + paths.ONE_DAY if last else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def form_field(field: models.Field[Any, Any], **kwargs: Any) -> Any:
    """Dates become `DayField`, an exclusive end (``until_on``) `UntilField`; all else stays as Django makes it."""
    if type(field) is models.DateField:
        return field.formfield(form_class=UntilField if paths.is_end(field.name) else DayField, **kwargs)
    if isinstance(field, models.TextField) and not field.choices:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": LINES}))
    if field.name == YEAR and type(field) in MOST:
        kwargs |= {"min_value": years.EARLIEST, "max_value": years.LATEST}
    if type(field) in MOST and not field.choices:
        kwargs.setdefault("max_value", MOST[type(field)])
    return field.formfield(**kwargs)


class RecordFormMeta(ModelFormMetaclass):
    """Gives every form of a record the house's fields, whatever its own `Meta` says."""

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(form_field)
        return super().__new__(cls, name, bases, attrs)


class RecordForm(forms.ModelForm, metaclass=RecordFormMeta):  # type: ignore[type-arg]  # not subscriptable at run time
    """The shape of one record's input. It never saves: the register hands `cleaned_data` to an act."""

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def save(self, commit: bool = True) -> Any:
        raise TypeError("A form does not write. Call the act with the cleaned data.")
