"""What a column says about a record: the value itself, its text for a reader, and its form for a file or the API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.registers import paths
from haengan.kernel.registers.declare import Column
from haengan.lib.calendar import ranges, weekdays

NOTHING = "—"


def of(column: Column, record: Any) -> Any:
    """The plain value; for a period the pair (first day, day after the last)."""
    if column.value is not None:
        return column.value(record)
    if column.kind == "period":
        return at(record, column.path), at(record, column.until)
    return at(record, column.path)


def at(record: Any, path: str) -> Any:
    """Follow `path` by attributes; a method is called, and nothing leads to nothing."""
    found = record
    for part in path.split("__"):
        if found is None:
            return None
        found = getattr(found, part)
        if callable(found) and not isinstance(found, models.Manager):
            found = found()
    return found


def text(column: Column, record: Any, *, reveal: bool = True) -> str:
    """As a reader sees it; masked where it is personal and may not be revealed. Empty text where there is nothing."""
    plain = worded(column, of(column, record), type(record))
    hidden = not reveal or getattr(record, "suspension", None) is not None
    return masked(plain, column.personal) if column.personal and hidden else plain


def worded(column: Column, value: Any, model: type[models.Model]) -> str:
    if column.kind == "period":
        return period(*value)
    if value is None or value == "":
        return ""
    if column.kind in {"choice", "codes"}:
        return _labels(column, value, model)
    if column.kind == "until" and isinstance(value, date):
        return day(value - paths.ONE_DAY)
    if column.kind in {"number", "money"}:
        return " ".join(part for part in (number(value), str(column.unit)) if part)
    return plainly(value)


def plainly(value: Any) -> str:
    """A value without a column: dates and numbers in the reader's manner, truth as a word, several joined by commas."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float | Decimal):
        return number(value)
    if isinstance(value, models.Manager):
        return ", ".join(str(each) for each in value.all())
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return ", ".join(plainly(each) for each in value)
    return str(value)


def day(value: date) -> str:
    if get_language() == "ko":
        return f"{value.year}. {value.month}. {value.day}.({weekdays.weekday_ko(value)})"
    return value.isoformat()


def moment(value: datetime) -> str:
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local.date())} {local:%H:%M}"


def period(first: date | None, until: date | None) -> str:
    """ "2023. 1. 30.(월) ~ 2. 5.(일)"; an open end stays open."""
    if first is None:
        return ""
    if until is None:
        return f"{day(first)} ~"
    if until <= first:
        return day(first)
    if get_language() == "ko":
        return ranges.DateRange(first, until).text_ko()
    last = until - paths.ONE_DAY
    return day(first) if last == first else f"{day(first)} ~ {day(last)}"


def number(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
            value = int(value)
        return str(formats.number_format(value, use_l10n=True, force_grouping=True))
    return str(value)


def _labels(column: Column, value: Any, model: type[models.Model]) -> str:
    labels = paths.choices_at(model, column.path)
    if column.kind == "choice":
        return str(labels.get(value, value))
    chosen = {str(code) for code in value}
    in_order = [code for code in labels if code in chosen] + sorted(chosen - {str(code) for code in labels})
    return ", ".join(str(labels.get(code, code)) for code in in_order)


def masked(plain: str, personal: str) -> str:
    """Class B keeps its last four characters, class C its first and, if long enough, its last."""
    if not plain:
        return ""
    if personal == "b":
        return "*" * max(len(plain) - 4, 3) + plain[-4:] if len(plain) > 6 else "*" * len(plain)
    if len(plain) <= 2:
        return plain[0] + "*"
    return plain[0] + "*" * (len(plain) - 2) + plain[-1]


def stored(record: Any) -> dict[str, Any]:
    """All concrete fields of a record by name, relations as the related thing."""
    hidden = {"id", "key", "revision"}
    return {
        field.name: getattr(record, field.name) for field in record._meta.concrete_fields if field.name not in hidden
    }
