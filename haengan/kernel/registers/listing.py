"""What a list was asked and what it answers; the page, the export and the API share it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.registers import asking, paging, paths, values, ways, wrongs
from haengan.kernel.registers.declare import Column, Register
from haengan.kernel.search import narrowing
from haengan.kernel.search import queries as search
from haengan.kernel.search.declare import searchables
from haengan.kernel.search.narrowing import Narrowed

OWN = frozenset({"q", "sort", "cursor", "fields"})
MOST_AT_ONCE = 200
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Ask:
    """A checked question. `filters` is the bound filter set, whose form the page shows."""

    register: Register
    params: QueryDict
    filters: django_filters.FilterSet
    actor: Any
    text: str = ""
    sort: str = ""
    cursor: str = ""
    size: int = paging.SIZES[0]
    columns: tuple[Column, ...] = ()
    wrongs: list[wrongs.Wrong] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.wrongs

    @cached_property
    def order(self) -> paging.Order:
        path = self.register.sortable.get(self.sort.removeprefix("-"), "")
        return paging.order(self.register.model, path, descending=self.sort.startswith("-") or not path)

    @cached_property
    def paths(self) -> set[str] | None:
        """What the filters ask for; None where a search or the actor's own reach narrows the list, too."""
        if self.text or self.filters.queryset.query.where:
            return None
        given = self.filters.form.cleaned_data
        return {question.path for question in self.register.asked if given.get(question.name)}

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked at all, beside order and page size."""
        own = asking.parameter_names(self.filters) | {"q"}
        return any(self.params.get(name) for name in own)


def ask(
    register: Register, params: QueryDict, *, actor: Any, columns: Sequence[str] = (), sized_by: str = "size"
) -> Ask:
    """Read the parameters. Whatever is not declared is named in `wrongs`, and nothing is then answered.

    Pages take one of three sizes by `size`; the API takes any up to 200 by `limit`.
    """
    filters = asking.filters(register, params, in_scope(register, actor), actor=actor)
    known = asking.parameter_names(filters) | OWN | {sized_by}
    found = [_unknown(name, known) for name in params if name not in known]
    found += wrongs.of_form(filters.form) if filters.form.errors else []
    sort = params.get("sort") or _spanned(register, params) or register.first_sort
    found += _wrong_sort(register, sort)
    size, wrong_size = _size(params.get(sized_by, ""), name=sized_by)
    chosen, wrong_columns = _columns(register, params.get("fields", ""), columns)
    text, wrong_text = _text(params.get("q", ""))
    return Ask(
        register=register,
        params=params,
        filters=filters,
        actor=actor,
        text=text,
        sort=sort,
        cursor=params.get("cursor", ""),
        size=size,
        columns=chosen,
        wrongs=found + wrong_size + wrong_columns + wrong_text,
    )


def in_scope(register: Register, actor: Any) -> QuerySet[Any]:
    """The register's rows that this actor may see."""
    rows, seen = register.rows(), access.scoped(actor, register.model)
    if seen.query.is_empty():
        return rows.none()
    return rows.filter(pk__in=seen.values("pk")) if seen.query.where else rows


def rows(asked: Ask) -> QuerySet[Any]:
    """Everything that fits the question, in its order, not yet cut into pages."""
    found = searched(asked.register, asked.filters.qs, asked.text)
    return found.order_by(*asked.order.expressions())


@dataclass(frozen=True)
class Found:
    """One page and how many fit in all, exact up to 10,000."""

    page: paging.Page
    count: int
    more: bool


def find(asked: Ask, related: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows) -> Found:
    """Count and read; `related` adds what the answer shows beside. Raises `paging.NotACursor`."""
    narrowed = _narrowed(asked)
    if narrowed is not None:
        return _among(asked, narrowed, related)
    fitting = rows(asked)
    count, more = paging.count(fitting)
    way = ways.chosen(asked.register, asked.paths, asked.order.path, count, more=more)
    return Found(_page(asked, related(fitting), way), count, more)


def _among(asked: Ask, narrowed: Narrowed, related: Callable[[QuerySet[Any]], QuerySet[Any]]) -> Found:
    """Those that hold the words: few are counted and collected, many are read in order, and counted as far as is cheap."""
    fitting = narrowed.of(asked.filters.qs)
    if narrowed.keys is not None:
        count, more = paging.count(fitting)
        return Found(_page(asked, related(fitting), ways.COLLECTED), count, more)
    count = max(narrowing.at_least(narrowed, asked.filters.qs) - 1, 0)
    return Found(_page(asked, related(fitting), ways.walk(asked.register.model, asked.order.path)), count, more=True)


def _page(asked: Ask, fitting: QuerySet[Any], way: ways.Way) -> paging.Page:
    about = f"{asked.register.name}:{asked.sort}"
    return paging.page(fitting, asked.order, size=asked.size, cursor=asked.cursor, about=about, way=way)


def _narrowed(asked: Ask) -> Narrowed | None:
    """Where words of the index alone are searched, in a list that can be read by an index of its sort."""
    path = asked.order.path
    if not asked.text or "__" in path or (path and not paths.is_stored(asked.register.model, path)):
        return None
    indexed, beside = _searched_by(asked.register)
    return narrowing.narrowed(asked.register.model, asked.text) if indexed and not beside else None


def searched(register: Register, found: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Every word must stand in one of the declared fields; "^field" asks for its beginning, "=field" for all of it.

    A model of the house's search is asked by its index; what is searched beyond its own text is asked beside it.
    """
    indexed, beside = _searched_by(register)
    if indexed and not beside:
        return found.filter(search.matching(register.model, text))
    for word in text.split():
        asked = _any_field(register, beside, word)
        found = found.filter(asked | search.matching(register.model, word) if indexed else asked)
    return found


def _searched_by(register: Register) -> tuple[bool, list[str]]:
    """Whether the house's index is asked, and what is searched beside it."""
    index = searchables.get(register.model._meta.label_lower)
    told = index.fields if index else ()
    beside = [
        path for path in register.search if not index or "__" in path or (path[0] in "^=" and path[1:] not in told)
    ]
    return index is not None, beside


def texts(asked: Ask, record: Any, *, reveal: bool) -> list[tuple[Column, str]]:
    return [(column, values.text(column, record, reveal=reveal)) for column in asked.columns]


def _any_field(register: Register, fields: Sequence[str], word: str) -> Q:
    asked = Q(pk__in=()) if not fields else Q()
    for path in fields:
        lookup = {"^": "istartswith", "=": "iexact"}.get(path[0], "icontains")
        if path[0] not in "^=" and paths.kind_of(paths.field_at(register.model, path)) == "number":
            lookup = "iexact"
        asked |= Q(**{f"{path.lstrip('^=')}__{lookup}": word})
    return asked


def _spanned(register: Register, params: QueryDict) -> str:
    """The days of the first span that was asked for, newest first: what narrows a list is then what it is read by."""
    for question in register.spans:
        if any(params.get(name) for name, _schema in asking.parameters(register, question)):
            return f"-{question.path}"
    return ""


def _unknown(name: str, known: set[str]) -> wrongs.Wrong:
    allowed = ", ".join(sorted(known))
    return wrongs.Wrong(
        field=name[:80],
        value=name[:80],
        message=_("This list cannot be asked for “%(name)s”.") % {"name": name[:80]},
        remedy=_("Use one of: %(names)s.") % {"names": allowed},
    )


def _wrong_sort(register: Register, sort: str) -> list[wrongs.Wrong]:
    if not sort or sort.removeprefix("-") in register.sortable:
        return []
    names = ", ".join(register.sortable)
    return [
        wrongs.Wrong(
            field="sort",
            value=sort[:80],
            message=_("This list cannot be sorted by “%(name)s”.") % {"name": sort[:80]},
            remedy=_("Use one of: %(names)s; put - before it for descending order.") % {"names": names},
        )
    ]


def _size(text: str, *, name: str) -> tuple[int, list[wrongs.Wrong]]:
    if not text:
        return paging.SIZES[0], []
    allowed = paging.SIZES if name == "size" else range(1, MOST_AT_ONCE + 1)
    if text in {str(size) for size in allowed}:
        return int(text), []
    sizes = ", ".join(str(size) for size in paging.SIZES) if name == "size" else f"1–{MOST_AT_ONCE}"
    message = _("A page holds %(sizes)s rows.") % {"sizes": sizes}
    return paging.SIZES[0], [wrongs.Wrong(name, text[:80], message, _("Choose one of these sizes."))]


def _columns(register: Register, text: str, remembered: Sequence[str]) -> tuple[tuple[Column, ...], list[wrongs.Wrong]]:
    """The columns asked for in the URL ("all" for every one), else those remembered, else the register's own."""
    asked = [name for name in text.split(",") if name]
    unknown = [name for name in asked if name not in register.by_name and name != "all"]
    names = list(register.by_name) if "all" in asked else asked or [n for n in remembered if n in register.by_name]
    known = [name for name in names if name in register.by_name] or register.default_columns
    chosen = tuple(register.by_name[name] for name in dict.fromkeys(known))
    if not unknown:
        return chosen, []
    message = _("There is no column “%(name)s”.") % {"name": unknown[0][:80]}
    remedy = _("Use one of: %(names)s.") % {"names": ", ".join(register.by_name)}
    return chosen, [wrongs.Wrong("fields", ",".join(unknown)[:80], message, remedy)]


def _text(text: str) -> tuple[str, list[wrongs.Wrong]]:
    if len(text) > LONGEST_SEARCH or "\x00" in text:
        message = _("The search text is too long or holds signs that cannot be searched.")
        return "", [wrongs.Wrong("q", text[:80].replace("\x00", " "), message, _("Search for fewer words."))]
    return text.strip(), []
