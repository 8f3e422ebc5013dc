"""Turns a cell into what a form field understands: labels into codes, typed dates and numbers into plain ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from haengan.kernel.registers.sheets import headers, naming
from haengan.lib.calendar import typed
from haengan.lib.money import won

EPOCH = date(1899, 12, 30)
SERIALS = range(10_000, 80_000)
YES = frozenset({"o", "○", "◯", "0", "예", "네", "y", "yes", "true", "1", "v", "✓", "✔", "유", "해당", "있음"}) - {"0"}
NO = frozenset({"x", "×", "✕", "아니오", "아니요", "n", "no", "false", "0", "무", "미해당", "없음", "-"})
SEPARATORS = re.compile(r"[,;/·ㆍ\n]+")
_DANGER = re.compile(r"^'+[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"^(?P<sign>[-+△▲−])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d.,]*)$")
_BRACKETED = re.compile(r"^\((?P<digits>\d[\d,]*(?:\.\d+)?)\)$")
LANGUAGES = ("ko", "en")
LABELS_KEPT = 5_000


class WrongCell(ValueError):
    """The cell cannot be taken for its field."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@dataclass
class Reader:
    """Reads cells for one form; what it looked up once it remembers. `paths` says by what a related thing is named.

    `kept` is the unit of won a money field is kept in, `written` the one its column in the sheet names.
    """

    fields: dict[str, forms.Field]
    paths: dict[str, tuple[str, ...]]
    kept: dict[str, won.Unit] = field(default_factory=dict)
    written: dict[str, won.Unit] = field(default_factory=dict)
    _labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    _things: dict[tuple[str, str], Any] = field(default_factory=dict)

    def data(self, name: str, cell: Any) -> Any:
        """What the form's data holds for this cell; raises `WrongCell`. Nothing for an empty cell."""
        asked = self.fields[name]
        if cell is None or cell == "":
            return [] if isinstance(asked, forms.MultipleChoiceField | forms.ModelMultipleChoiceField) else ""
        for kind, read in self._readers:
            if isinstance(asked, kind):
                return read(name, cell)
        return plain_text(cell)

    @property
    def _readers(self) -> list[tuple[type[forms.Field], Callable[[str, Any], Any]]]:
        return [
            (forms.ModelMultipleChoiceField, self._several_things),
            (forms.ModelChoiceField, self._thing),
            (forms.MultipleChoiceField, self._several_choices),
            (forms.NullBooleanField, lambda _name, cell: truth(cell)),
            (forms.BooleanField, lambda _name, cell: truth(cell)),
            (forms.ChoiceField, self._choice),
            (forms.DateTimeField, lambda _name, cell: moment(cell)),
            (forms.DateField, lambda _name, cell: day(cell)),
            (forms.IntegerField, self._number),
            (forms.DecimalField, self._number),
        ]

    def _number(self, name: str, cell: Any) -> str:
        if name not in self.kept:
            return number(cell)
        return money(cell, written=self.written.get(name, self.kept[name]), kept=self.kept[name])

    def _choice(self, name: str, cell: Any) -> Any:
        text = plain_text(cell)
        return self._codes(name).get(headers.plain(text), text)

    def _several_choices(self, name: str, cell: Any) -> list[Any]:
        text = plain_text(cell)
        whole = self._codes(name).get(headers.plain(text))
        return [whole] if whole is not None else [self._choice(name, part) for part in _parted(text)]

    def _codes(self, name: str) -> dict[str, Any]:
        """Every spelling of a choice, in both languages and as its code, to the code."""
        if name not in self._labels:
            choices = list(naming.flat(self.fields[name].choices))  # type: ignore[attr-defined]  # a choice field
            found: dict[str, Any] = {}
            for language in LANGUAGES:
                with translation.override(language):
                    found.update({headers.plain(str(label)): code for code, label in choices})
            found.update({headers.plain(str(code)): code for code, _label in choices})
            self._labels[name] = {spelling: code for spelling, code in found.items() if spelling}
        return self._labels[name]

    def _several_things(self, name: str, cell: Any) -> list[Any]:
        return [self._thing(name, part) for part in _parted(plain_text(cell))]

    def _thing(self, name: str, cell: Any) -> Any:
        text = plain_text(cell)
        if (name, text) not in self._things:
            self._things[name, text] = self._found(name, text)
        return self._things[name, text]

    def _found(self, name: str, text: str) -> Any:
        """By its key or one of its declared names; raises `WrongCell` for none and for several."""
        asked: Any = self.fields[name]
        to = asked.to_field_name or "pk"
        rows = asked.queryset
        by_path = Q()
        for path in ("key", *self.paths.get(name, ())):
            by_path |= Q(**{path: text})
        found = list(rows.filter(by_path)[:2])
        if not found:
            found = [thing for thing in rows[:LABELS_KEPT] if headers.plain(str(thing)) == headers.plain(text)][:2]
        if len(found) == 1:
            return getattr(found[0], to)
        message = _("There is no “%(text)s”.") if not found else _("“%(text)s” is the name of several.")
        remedy = _("Check the spelling, or enter it in its own register first.") if not found else _("Write its key.")
        raise WrongCell(message % {"text": text[:80]}, remedy)


def plain_text(cell: Any) -> str:
    """Text as it was before an export guarded it against formulas."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != datetime.min.time() else cell.date().isoformat()
    text = str(cell)
    return text[1:] if _DANGER.match(text) else text


def truth(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    text = headers.plain(str(cell)) or str(cell).strip().casefold()
    if text in YES or text in NO:
        return text in YES
    raise WrongCell(_("“%(text)s” is neither yes nor no.") % {"text": str(cell)[:40]}, _("Write O or X."))


def day(cell: Any) -> str:
    """An ISO day; the serial numbers of spreadsheets count from 30 December 1899."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and SERIALS.start <= cell < SERIALS.stop:
        return (EPOCH + timedelta(days=int(cell))).isoformat()
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    try:
        read = typed.read_day(text)
    except (ValueError, OverflowError) as wrong:
        raise WrongCell(
            _("“%(text)s” is not a day.") % {"text": text[:40]}, _("Write it as 2023. 3. 1. or 2023-03-01.")
        ) from wrong
    if read.complaint:
        raise WrongCell(complaint(read.complaint), _("Correct the day or the weekday."))
    return read.day.isoformat()


def complaint(wrong: typed.WrongWeekday) -> str:
    return wrong.text_ko() if (translation.get_language() or "ko").startswith("ko") else str(wrong)


def period(cell: Any) -> tuple[str, str]:
    """First and last day of "2023. 1. 30. ~ 2. 5.", both ISO and inclusive."""
    if isinstance(cell, date):
        return day(cell), day(cell)
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    try:
        read = typed.read_range(text)
    except (ValueError, OverflowError) as wrong:
        raise WrongCell(
            _("“%(text)s” is not a period.") % {"text": text[:40]}, _("Write it as 2023. 1. 30. ~ 2. 5.")
        ) from wrong
    if read.complaints:
        raise WrongCell(complaint(read.complaints[0]), _("Correct the day or the weekday."))
    return read.period.from_on.isoformat(), read.period.last_on.isoformat()


def moment(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return f"{cell.isoformat()} 00:00"
    return plain_text(cell).replace("T", " ")


def number(cell: Any) -> str:
    """Digits without separators and units; △ and brackets are negative."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(cell)
    text = unicodedata.normalize("NFKC", str(cell)).replace(" ", "").strip("'")
    if found := _BRACKETED.match(text):
        return "-" + found["digits"].replace(",", "")
    found = _NUMBER.match(text)
    if found and not set(found["unit"]) & set("조억만천백"):
        negative = "-" if found["sign"] in {"-", "△", "▲", "−"} else ""
        return negative + found["digits"].replace(",", "")
    raise WrongCell(_("“%(text)s” is not a number.") % {"text": str(cell)[:40]}, _("Write digits only."))


def money(cell: Any, *, written: won.Unit, kept: won.Unit) -> str:
    """An amount in the unit it is kept in. A cell may name its own unit; otherwise its column's counts."""
    try:
        amount, unit = Decimal(number(cell)), written
        if isinstance(cell, str) and cell.strip().endswith("원"):
            unit = won.Unit.WON
    except WrongCell:
        try:
            amount, unit = Decimal(won.read(str(cell))), won.Unit.WON
        except ValueError as wrong:
            message = _("“%(text)s” is not an amount.") % {"text": str(cell)[:40]}
            raise WrongCell(message, _("Write digits only, or with a unit as in 60,000천원.")) from wrong
    found = amount * unit / kept
    return f"{found.quantize(Decimal(1)) if found == found.to_integral_value() else found:f}"


def _parted(text: str) -> list[str]:
    return [part.strip() for part in SEPARATORS.split(text) if part.strip()]
