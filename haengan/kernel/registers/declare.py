"""What a room declares so that it gets a register.

    EXCHANGES = Register(
        name="autonomy.exchanges",
        model=Exchange,
        title=_("Exchanges"),
        query=queries.listed,
        columns=["city__name", Column("from_on", _("Period"), kind="period", until="until_on"), "subject", "kinds"],
        filters=["city__country", "kinds", Filter("from_on", kind="year")],
        search=["subject", "city__name"],
        on="from_on",
        form=ExchangeForm,
        add=actions.hold,
        change=actions.correct,
        retract=actions.retract,
        natural=("city", "from_on"),
    )

    # urls.py
    office = EXCHANGES.urls()

    # api.py
    office = EXCHANGES.api()

The actions are acts with keywords only: `add(*, actor, **cleaned)`, `change(*, key, revision, actor, **cleaned)`,
`retract(*, key, revision, reason, actor)` and for a step `action(*, key, revision, actor, **cleaned)`, where `cleaned` is what
the form's `cleaned_data` holds. Each may take `reason`, `today` and `now`. A step's action returns its record, or nothing.

Every app's `register.py` is read when the house starts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers import paths
from haengan.kernel.search import declare as search
from haengan.kernel.tables.models import Record

if TYPE_CHECKING:
    from ninja import Router

    from haengan.lib.documents.model import Document

Text = str | Promise
Action = Callable[..., Any]


@dataclass(frozen=True)
class Column:
    """One thing shown of a record. `path` follows relations by ``__``; `value`, where given, is asked instead.

    `kind` is text, long, number, money, date, moment, period, choice, codes, flag or thing, and is read off the model
    where it is not given. A period's end column stands in `until` (exclusive) and is shown inclusively. `personal` is
    the class of personal data ("b", "c"): such a column is masked for whoever lacks the register's `personal_duty`.
    """

    path: str
    label: Text = ""
    kind: str = ""
    until: str = ""
    link: bool = False
    default: bool = True
    sort: bool = False
    unit: Text = ""
    field: str = ""
    personal: str = ""
    value: Callable[[Any], Any] | None = None
    hint: Text = ""

    @property
    def name(self) -> str:
        """How URLs and the API call it."""
        return self.path.replace("__", "_")


@dataclass(frozen=True)
class Filter:
    """One question the list may be asked. `kind` is choice, codes, thing, date, period, year, flag, number or text."""

    path: str
    label: Text = ""
    kind: str = ""
    until: str = ""
    choices: Callable[[], Sequence[tuple[Any, Text]]] | None = None

    @property
    def name(self) -> str:
        return self.path.replace("__", "_") + ("_year" if self.kind == "year" else "")


SPANS = frozenset({"year", "period", "date", "moment"})


@dataclass(frozen=True)
class Step:
    """An act of the workflow, done from the detail page.

    `when` tells whether this record is ready for it: True, the reason why not (the step is then shown as closed), or
    False where it has no place (the step is then not shown). One without `api` is for a person at the page alone.
    """

    name: str
    label: Text
    action: Action
    form: type[forms.BaseForm] | None = None
    when: Callable[[Any], bool | Text] = lambda record: True
    hint: Text = ""
    grave: bool = False
    template: str = "registers/form.html"
    api: bool = True


@dataclass(frozen=True)
class Panel:
    """Things that belong to a record, shown below its fields; `rows` gives them, in the reader's scope."""

    title: Text
    rows: Callable[[Any], models.QuerySet[Any]]
    columns: Sequence[Column | str]
    limit: int = 50
    quiet: bool = False
    """Not shown where there is nothing in it."""


@dataclass(frozen=True)
class Paper:
    """A document about one record, taken out as PDF, HWPX or DOCX from its page: `document(record, language=…, today=…)`.

    One with `personal` data in clear is given only to holders of the register's `personal_duty`, and journaled.
    """

    name: str
    label: Text
    document: Callable[..., Document]
    when: Callable[[Any], bool] = lambda record: True
    personal: bool = False


@dataclass(frozen=True)
class Link:
    """Another page of the room, offered beside the list; `page` is its name in the room's urls."""

    label: Text
    page: str


registry: dict[str, Register] = {}
builders: dict[str, Callable[..., Any]] = {}
"""How pages and API are made of a declaration; they stand above it and put themselves here when the app is ready."""


@dataclass(kw_only=True, eq=False)
class Register:
    name: str
    model: type[Record]
    title: Text
    query: Callable[[], models.QuerySet[Any]] | None = None
    columns: Sequence[Column | str] = ()
    filters: Sequence[Filter | str] = ()
    sorts: Sequence[str] = ()
    search: Sequence[str] = ()
    on: str = ""
    form: type[forms.BaseForm] | None = None
    add: Action | None = None
    change: Action | None = None
    retract: Action | None = None
    steps: Sequence[Step] = ()
    panels: Sequence[Panel] = ()
    files: bool = True
    attach: Action | None = None
    """Whose right it takes to attach files, where it is not that of `change`."""
    prefilled: Sequence[str] = ()
    """Fields of the form that a link to the page for a new record may fill in."""
    findable: bool = False
    papers: Sequence[Paper] = ()
    links: Sequence[Link] = ()
    tab: bool = True
    natural: Sequence[str] = ()
    personal_duty: str = ""
    export: bool = True
    imports: bool = True
    one: Text = ""
    empty: Text = _("Nothing has been entered yet.")
    application: str = "office"
    namespace: str = ""
    form_template: str = "registers/form.html"
    detail_template: str = "registers/detail.html"
    about: Callable[[Any], dict[str, Any]] | None = None
    """More that the room's own templates (which extend these) want to know of a record."""

    def __post_init__(self) -> None:
        if registry.get(self.name, self).model is not self.model:
            raise ValueError(f"register {self.name!r} is declared twice")
        registry[self.name] = self
        if self.findable:
            self._make_findable()

    def _make_findable(self) -> None:
        """The record's own searched text enters the search of the whole house, the first field weighing most."""
        names = [path.lstrip("^=") for path in self.search if "__" not in path]
        weights = [search.A, *[search.C] * len(names)]
        fields = dict(zip(names, weights, strict=False))
        search.Searchable(self.model, fields=fields, on=self.on, url=lambda key: self.url("detail", key))

    @property
    def attaching(self) -> Action | None:
        """The act whose right lets one attach files and take them off; None where no files are attached."""
        return (self.attach or self.change) if self.files else None

    @cached_property
    def shown(self) -> tuple[Column, ...]:
        """All columns, with label and kind filled in from the model."""
        return tuple(paths.completed(self.model, c if isinstance(c, Column) else Column(c)) for c in self.columns)

    @cached_property
    def asked(self) -> tuple[Filter, ...]:
        return tuple(paths.asked(self.model, f if isinstance(f, Filter) else Filter(f)) for f in self.filters)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.shown}

    @cached_property
    def default_columns(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.shown if column.default)

    @cached_property
    def linked(self) -> str:
        """The name of the column that leads to the record: the first that says so, else the first."""
        return next((c.name for c in self.shown if c.link), self.shown[0].name)

    @cached_property
    def sortable(self) -> dict[str, str]:
        """Declared sorts: name in the URL to path. Sortable columns are sorts too, and days that a filter asks for a span of."""
        declared = {path.replace("__", "_"): path for path in self.sorts}
        columns = {c.name: c.path for c in self.shown if c.sort}
        main = {self.on.replace("__", "_"): self.on} if self.on else {}
        return {**main, **declared, **columns, **{one.path: one.path for one in self.spans}}

    @cached_property
    def spans(self) -> list[Filter]:
        """Filters for a span of days of the register's own table: a list narrowed by one follows it, newest first."""
        return [one for one in self.asked if one.kind in SPANS and not one.until and "__" not in one.path]

    @cached_property
    def first_sort(self) -> str:
        """Newest first by the main date, else by the first declared sort, else in the order of entry."""
        if self.on:
            return "-" + self.on.replace("__", "_")
        return next(iter(self.sortable), "")

    @cached_property
    def label_of_one(self) -> str | Promise:
        return self.one or self.model._meta.verbose_name or self.title

    def rows(self) -> models.QuerySet[Any]:
        return self.query() if self.query else self.model._default_manager.all()

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def url(self, page: str, *args: str) -> str:
        """The path of one of the register's pages: list, detail, new, edit, retract, step, import, export…"""
        return self.room_url(f"{self.name}.{page}", *args)

    def room_url(self, name: str, *args: str) -> str:
        """The path of any page of the register's room, by its name in the room's urls."""
        for space in (self.namespace or self.model._meta.app_label, ""):
            with suppress(NoReverseMatch):
                return reverse(f"{space}:{name}" if space else name, args=args)
        raise NoReverseMatch(f"register {self.name!r} knows no page {name!r} in this application")

    def urls(self, prefix: str = "") -> list[URLPattern | URLResolver]:
        """The pages of this register. A room with several registers gives the others a prefix such as ``"visits/"``."""
        found: list[URLPattern | URLResolver] = builders["urls"](self, prefix)
        return found

    def api(self) -> Router:
        """A ninja router over the same queries and actions."""
        made: Router = builders["api"](self)
        return made


def of_model(model: type[models.Model]) -> Register | None:
    """The register that keeps things of this model, if one does."""
    return next((register for register in registry.values() if register.model is model), None)
