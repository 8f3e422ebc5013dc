"""Rows in which an official fills in conditions; they write the same data that programs send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haengan.kernel.readings import queries as readings
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.safety.warnings.engine.decision import rows as engine
from haengan.rooms.safety.warnings.engine.decision import words
from haengan.rooms.safety.warnings.engine.decision.conditions import LEVELS, Conditions
from haengan.rooms.safety.warnings.engine.decision.parsing import Malformed, read
from haengan.rooms.safety.warnings.engine.decision.rows import Filled, Row
from haengan.rooms.safety.warnings.queries import watched
from haengan.rooms.safety.warnings.rules import causes

KINDS = [
    ("level", gettext_lazy("value as it stands")),
    ("rate", gettext_lazy("change an hour")),
    ("sum", gettext_lazy("total over hours")),
    ("forecast", gettext_lazy("forecast")),
]
SIGNS = [(">=", gettext_lazy("at or above")), ("<=", gettext_lazy("at or below"))]
JOINS = [("any", gettext_lazy("any of the rows")), ("all", gettext_lazy("all of the rows"))]
MOST, BLANK = 60, 2
NEEDS = {"rate": ("span",), "sum": ("span",), "forecast": ("within",)}
USES = {"level": (), "rate": ("span",), "sum": ("span",), "forecast": ("span", "within", "probability")}


def _number(label: Any, **told: Any) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"})
    return forms.FloatField(label=label, required=False, widget=widget, **told)


class RowForm(forms.Form):
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=choices(causes.LEVELS))
    series = forms.ChoiceField(label=gettext_lazy("Station and series"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Measure"), choices=KINDS)
    sign = forms.ChoiceField(label=gettext_lazy("Comparison"), choices=SIGNS)
    value = _number(gettext_lazy("Threshold"))
    span = _number(gettext_lazy("Over minutes (a total: hours)"))
    within = _number(gettext_lazy("Within minutes"))
    probability = _number(gettext_lazy("Probability in percent"))
    hold = _number(gettext_lazy("For minutes without a break"))
    ends = _number(gettext_lazy("Ends at value"))

    def __init__(self, *args: Any, known: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.known = known
        named = [(number, f"{number} {one.name_ko} ({one.unit})") for number, one in known.items()]
        self.fields["series"].choices = [("", "–"), *named]  # type: ignore[attr-defined]  # a choice field

    @property
    def blank(self) -> bool:
        return not any(self.data.get(self.add_prefix(name)) for name in ("series", "value"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("series", "value", *NEEDS.get(told.get("kind", ""), ())):
            if told.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("Fill this in."))
        for name in ("span", "within", "probability"):
            if told.get(name) is not None and name not in USES.get(told.get("kind", ""), ()):
                self.add_error(name, _("This measure does not use it. Leave it empty."))
        if told.get("kind") == "forecast" and told.get("ends") is not None:
            self.add_error("ends", _("This measure does not use it. Leave it empty."))
        self._fits(told)
        self._apart(told)
        return told

    def _fits(self, told: Mapping[str, Any]) -> None:
        series = self.known.get(told.get("series") or "")
        if series is not None and told.get("kind") and (told["kind"] == "sum") != (series.how == "increment"):
            self.add_error(
                "kind", _("Totals need a series of increments, such as rain; all else one of values. Choose another.")
            )

    def _apart(self, told: Mapping[str, Any]) -> None:
        value, ends = told.get("value"), told.get("ends")
        if value is not None and ends is not None and (ends >= value) == (told.get("sign") == ">="):
            self.add_error("ends", _("It must lie on the other side of the threshold, so that the level can end."))

    def row(self) -> Row:
        told = dict(self.cleaned_data)
        if told["probability"] is not None:
            told["probability"] /= 100
        return Row(**told)


class LevelForm(forms.Form):
    """`title` is the level's own."""

    title: Any = ""
    join = forms.ChoiceField(label=gettext_lazy("Begins with"), choices=JOINS, required=False)
    least = _number(gettext_lazy("Lasts at least minutes"))


class Builder:
    """The rows and levels of a draft. Bound to what was sent where anything of it was, else filled from `conditions`."""

    def __init__(self, data: Mapping[str, Any] | None, conditions: Conditions | None = None) -> None:
        given = data if data is not None and "rows" in data else None
        self.more = given is not None and "more" in given
        self.bound = given is not None and not self.more
        filled = engine.split(conditions) if conditions is not None and given is None else None
        self.known = dict(sorted(readings.numbered(_standing()).items()))
        count = _count(given) + self.more if given is not None else len(filled.rows if filled else ()) + 1
        self.rows = [self._row(place, given, filled) for place in range(min(max(count, BLANK), MOST))]
        self.levels = {name: self._level(name, given, filled) for name in LEVELS}
        for name, title in choices(causes.LEVELS):
            self.levels[name].title = title
        self.template = RowForm(prefix="row-__", known=self.known)

    @property
    def filled_in(self) -> list[RowForm]:
        return [row for row in self.rows if self.bound and not row.blank]

    def sound(self) -> bool:
        """Whether every row and level can be read; each says beside its fields what is wrong."""
        return all([row.is_valid() for row in self.filled_in] + [level.is_valid() for level in self.levels.values()])

    def conditions(self) -> dict[str, Any]:
        """The data of sound rows; what only shows when they stand together is set beside the row that it comes from."""
        mine = self.filled_in
        filled = Filled(
            tuple(row.row() for row in mine),
            {name: form.cleaned_data["join"] for name, form in self.levels.items()},
            {name: form.cleaned_data["least"] for name, form in self.levels.items() if form.cleaned_data["least"]},
        )
        told = engine.compose(filled)
        try:
            read(told, known=watched.sources(self.known))
        except Malformed as wrong:
            found, said = engine.place(wrong.path, filled), words.told(wrong, get_language() or "ko")
            if found is not None:
                mine[found[0]].add_error(found[1] or None, said)
                raise forms.ValidationError(_("A row of the conditions needs another look.")) from wrong
            raise forms.ValidationError(said) from wrong
        return told

    def _row(self, place: int, given: Any, filled: Filled | None) -> RowForm:
        prefix = f"row-{place}"
        bound = RowForm(given, prefix=prefix, known=self.known) if given is not None and not self.more else None
        if bound is not None and not bound.blank:
            return bound
        if given is not None:
            return RowForm(prefix=prefix, known=self.known, initial=_typed(given, prefix, RowForm))
        initial = vars(filled.rows[place]) if filled is not None and place < len(filled.rows) else {}
        if initial.get("probability"):
            initial = {**initial, "probability": initial["probability"] * 100}
        return RowForm(prefix=prefix, known=self.known, initial=initial)

    def _level(self, name: str, given: Any, filled: Filled | None) -> LevelForm:
        prefix = f"level-{name}"
        if given is not None and not self.more:
            return LevelForm(given, prefix=prefix)
        if given is not None:
            return LevelForm(prefix=prefix, initial=_typed(given, prefix, LevelForm))
        told = {"join": filled.joins.get(name), "least": filled.least.get(name)} if filled is not None else {}
        return LevelForm(prefix=prefix, initial=told)


def _standing() -> list[str]:
    return list(readings.all_series().filter(until_on__isnull=True).values_list("number", flat=True))


def _count(given: Mapping[str, Any]) -> int:
    told = str(given.get("rows", ""))
    return int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 0


def _typed(given: Mapping[str, Any], prefix: str, form: type[forms.Form]) -> dict[str, Any]:
    return {name: given.get(f"{prefix}-{name}", "") for name in form.base_fields}
