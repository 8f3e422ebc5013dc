"""The questions a list may be asked, made from the declared filters by django-filter."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import DateRangeWidget, RangeWidget, SuffixedMultiWidget

from haengan.kernel.registers import paths
from haengan.kernel.registers.declare import Filter, Register
from haengan.kernel.registers.forms import DayField, DayInput
from haengan.kernel.tables.models import Record

ALL = _("All")


class NumberRange(RangeWidget):
    template_name = "registers/range.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", **(attrs or {})})


class DayRange(DateRangeWidget):
    template_name = "registers/range.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super(SuffixedMultiWidget, self).__init__([DayInput(), DayInput()], attrs)


class DayRangeField(forms.MultiValueField):
    """First and last day, either may be left open; cleans to a pair."""

    widget = DayRange

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            fields=(DayField(required=False), DayField(required=False)), require_all_fields=False, **kwargs
        )

    def compress(self, data_list: list[Any]) -> Any:
        return tuple(data_list) if any(data_list) else None


class DayRangeFilter(django_filters.Filter):
    """The day lies from the first through the last; with `until`, the interval shares a day with them. Where the column
    `ends`, it holds the day after the one that is meant."""

    field_class = DayRangeField

    def __init__(self, *args: Any, until: str = "", moment: bool = False, ends: bool = False, **kwargs: Any) -> None:
        self.until, self.moment, self.ends = until, moment, ends
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return qs
        first, last = (day + paths.ONE_DAY if day and self.ends else day for day in value)
        path, asked = self.field_name, Q()
        if last:
            asked &= Q(**{f"{path}__lt": self._begin(last + paths.ONE_DAY)})
        if first and self.until:
            asked &= Q(**{f"{self.until}__gt": first}) | Q(**{f"{self.until}__isnull": True, f"{path}__isnull": False})
        elif first:
            asked &= Q(**{f"{path}__gte": self._begin(first)})
        return qs.filter(asked)

    def _begin(self, day: date) -> date | datetime:
        """The day, or its first moment in city time: an index on moments knows no days."""
        return timezone.make_aware(datetime.combine(day, time())) if self.moment else day


class YearFilter(django_filters.ChoiceFilter):
    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__year": int(value)}) if value else qs


def filters(register: Register, params: Any, rows: QuerySet[Any], *, actor: Any = None) -> django_filters.FilterSet:
    """The filter set of this register, bound to the request's parameters."""
    made = {question.name: _filter(register, question) for question in register.asked}
    meta = type("Meta", (), {"model": register.model, "fields": []})
    kind = type("Filters", (django_filters.FilterSet,), {**made, "Meta": meta})
    return kind(params, queryset=rows)


def parameter_names(found: django_filters.FilterSet) -> set[str]:
    """The names in the URL that the filters understand."""
    names: set[str] = set()
    for name, field in found.form.fields.items():
        widget = field.widget
        if isinstance(widget, SuffixedMultiWidget):
            names |= {widget.suffixed(name, suffix) for suffix in widget.suffixes}
        else:
            names.add(name)
    return names


def parameters(register: Register, question: Filter) -> list[tuple[str, dict[str, Any]]]:
    """The question's names in an address, each with the JSON schema of its value."""
    name = question.name
    if question.kind in {"date", "moment", "period", "until"}:
        return [(f"{name}_{end}", {"type": "string", "format": "date"}) for end in ("after", "before")]
    if question.kind in {"number", "money"}:
        return [(f"{name}_{end}", {"type": "number"}) for end in ("min", "max")]
    if question.kind in {"choice", "codes"} and question.choices is None:
        return [(name, {"enum": [str(code) for code in paths.choices_at(register.model, question.path)]})]
    if question.kind == "flag":
        return [(name, {"enum": ["true", "false"]})]
    return [(name, {"type": "string"})]


def _filter(register: Register, question: Filter) -> django_filters.Filter:
    given = {"field_name": question.path, "label": question.label}
    make = _MAKERS.get(question.kind, _text)
    return make(register, question, given)


def _choice(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    choices = question.choices or (lambda: list(paths.choices_at(register.model, question.path).items()))
    return django_filters.ChoiceFilter(**given, choices=choices, empty_label=ALL)


def _codes(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    choices = list(paths.choices_at(register.model, question.path).items())
    return django_filters.ChoiceFilter(**given, choices=choices, lookup_expr="has", empty_label=ALL)


def _thing(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    field = paths.field_at(register.model, question.path)
    related = field.related_model if field is not None else None
    if related is None:
        raise LookupError(f"{register.name}: filter {question.path!r} leads to no thing")
    to = "key" if issubclass(related, Record) else None
    rows = related._default_manager.all()
    return django_filters.ModelChoiceFilter(**given, queryset=rows, to_field_name=to, empty_label=ALL)


def _days(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    return DayRangeFilter(
        **given, until=question.until, moment=question.kind == "moment", ends=question.kind == "until"
    )


def _year(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    def years() -> list[tuple[str, str]]:
        found = register.model._default_manager.filter(**{f"{question.path}__isnull": False})
        days = found.values_list(question.path, flat=True)  # either end by the index; both in one aggregate read it all
        first, last = days.order_by(question.path).first(), days.order_by(f"-{question.path}").first()
        if first is None or last is None:
            return []
        return [(str(year), str(year)) for year in range(last.year, first.year - 1, -1)]

    return YearFilter(**given, choices=years, empty_label=ALL)


def _flag(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    choices = [("", ALL), ("true", _("Yes")), ("false", _("No"))]
    return django_filters.TypedChoiceFilter(
        **given, choices=choices, coerce=lambda value: [value == "true"], empty_value=None, lookup_expr="in"
    )


def _number(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    return django_filters.RangeFilter(**given, widget=NumberRange)


def _text(register: Register, question: Filter, given: dict[str, Any]) -> django_filters.Filter:
    return django_filters.CharFilter(**given, lookup_expr="icontains", max_length=100)


_MAKERS = {
    "choice": _choice,
    "codes": _codes,
    "thing": _thing,
    "date": _days,
    "moment": _days,
    "until": _days,
    "period": _days,
    "year": _year,
    "flag": _flag,
    "number": _number,
    "money": _number,
}
