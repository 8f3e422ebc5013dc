"""Brings one row of a file through the register's own form and act: a new record, a changed one, the same, or wrong.

The dry run calls this and rolls back; the real run calls this and keeps it. There is no second way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import conflict, listing, writing, wrongs
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.models import Import, ImportRow, Origin
from haengan.kernel.registers.sheets import cells, naming
from haengan.kernel.registers.wrongs import Wrong

State = ImportRow.State
Data = MultiValueDict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """`changes` holds label, before and after; `thing` the record, where there is one."""

    state: str
    wrongs: list[Wrong] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    thing: Any = None
    note: str = ""


class Bringing:
    """Brings the rows of one import; what it looked up it keeps for the next row."""

    def __init__(self, register: Register, brought: Import, *, actor: Any) -> None:
        self.register, self.actor = register, actor
        units = naming.units(register)
        written = {name: naming.WON[unit] for name, unit in _units(brought).items() if unit in naming.WON}
        self.reader = cells.Reader(self.blank.fields, naming.naming_paths(register), kept=units, written=written)

    @cached_property
    def blank(self) -> forms.BaseForm:
        return writing.form_of(self.register, actor=self.actor)

    @cached_property
    def defaults(self) -> Data:
        return conflict.data_of(self.blank)

    def bring(self, row: Mapping[str, Any], *, source: str) -> Outcome:
        """Do the row's act. Whatever is wrong with it comes out as an outcome, never as an exception."""
        data, found = self._data(row)
        try:
            thing, expected = self._existing(row, data)
            if found:
                return Outcome(State.WRONG, found)
            if thing is not None:
                return self._change(thing, data, expected)
            if Origin.objects.filter(register=self.register.name, source=source).exists():
                return Outcome(State.SAME, note=_("This row was brought in before."))
            return self._add(data)
        except wrongs.Invalid as invalid:
            return Outcome(State.WRONG, found + invalid.wrongs)
        except Refused as refused:
            return Outcome(State.WRONG, [*found, self._of_refusal(refused)])

    def _data(self, row: Mapping[str, Any]) -> tuple[Data, list[Wrong]]:
        """Form data of the cells that have a field, and the cells that cannot be read."""
        data, found = Data(), []
        for name, cell in row.items():
            if name == naming.RECORD:
                continue
            try:
                for field_name, value in self._read(name, cell):
                    data.setlist(field_name, value if isinstance(value, list) else [value])
            except cells.WrongCell as wrong:
                label = str(self._label(name))
                found.append(Wrong(name, str(cell)[:200], wrong.message, wrong.remedy, label))
        return data, found

    def _read(self, name: str, cell: Any) -> list[tuple[str, Any]]:
        if ".." not in name:
            return [(name, self.reader.data(name, cell))]
        ends = name.split("..")
        days = cells.period(cell) if cell != "" else ("", "")
        return [(end, day) for end, day in zip(ends, days, strict=True) if end in self.blank.fields]

    def _label(self, name: str) -> Any:
        return self.blank[name].label if name in self.blank.fields else name

    def _existing(self, row: Mapping[str, Any], data: Data) -> tuple[Any, int | None]:
        """The record that the row is about, by its key or by the natural key; and the revision the file saw."""
        rows = listing.in_scope(self.register, self.actor)
        if named := str(row.get(naming.RECORD) or ""):
            key, _colon, revision = named.partition(":")
            thing = rows.filter(key=key).first()
            if thing is None:
                message = _("There is no record with the key “%(key)s”.") % {"key": key[:22]}
                raise Refused(message, field=naming.RECORD, remedy=_("Empty this cell to enter the row as a new one."))
            return thing, int(revision) if revision.isascii() and revision.isdigit() else None
        asked = self._natural(data)
        return (rows.filter(**asked).first() if asked else None), None

    def _natural(self, data: Data) -> dict[str, Any]:
        """The natural key's cleaned values; empty where there is none, or a part of it is missing or wrong."""
        found: dict[str, Any] = {}
        for name in self.register.natural:
            asked = self.blank.fields.get(name)
            if asked is None or name not in data:
                return {}
            try:
                found[name] = asked.clean(
                    data.getlist(name) if isinstance(asked, forms.MultipleChoiceField) else data[name]
                )
            except ValidationError:
                return {}
        return found

    def _add(self, data: Data) -> Outcome:
        if self.register.add is None:
            raise Refused(_("Nothing new can be entered in this register."))
        given = self.defaults.copy()
        for name, values in data.lists():
            if values and values != [""]:
                given.setlist(name, values)
        form = writing.form_of(self.register, given, actor=self.actor)
        return Outcome(State.NEW, thing=writing.add(self.register, form, actor=self.actor))

    def _change(self, thing: Any, data: Data, expected: int | None) -> Outcome:
        form_now = writing.form_of(self.register, actor=self.actor, record=thing)
        given = conflict.data_of(form_now)
        for name, values in data.lists():
            given.setlist(name, values)
        form = writing.form_of(self.register, given, actor=self.actor, record=thing)
        changed = [name for name in form.changed_data if name in data]
        if not changed:
            return Outcome(State.SAME, thing=thing)
        if self.register.change is None:
            raise Refused(_("This entry stands already and differs, and it cannot be corrected by a file."))
        if expected is not None and expected != thing.revision:
            message = _("Someone else has changed this entry since the file was taken out.")
            raise Refused(message, remedy=_("Take the file out again, or correct the entry on its page."))
        changes = [
            (str(form[name].label), conflict.said(form_now[name]), conflict.said(form[name])) for name in changed
        ]
        found = writing.change(self.register, form, thing, revision=thing.revision, actor=self.actor)
        return Outcome(State.CHANGED, changes=changes, thing=found or thing)

    def _of_refusal(self, refused: Refused) -> Wrong:
        label = str(self._label(refused.field)) if refused.field in self.blank.fields else ""
        return Wrong(refused.field, "", str(refused.message), str(refused.remedy), label)


def _units(brought: Import) -> dict[str, str]:
    """Field to the unit that its heading names, else that of the whole table."""
    return {told["field"]: told.get("unit") or brought.unit for told in brought.columns.values()}
