"""What rooms declare in their `access.py`: duties, and which rows they reach. What nobody declares is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from haengan.kernel.acts.running import Actor

Rule = Callable[[Actor], Q]
ALL = "all"


@dataclass(frozen=True)
class Duty:
    """A right and obligation that belongs to posts: which acts it covers, which models its holders see.

    `acts` are patterns such as ``autonomy.exchanges.*``; `sees` are labels such as ``autonomy_exchanges.Exchange`` or
    ``autonomy_exchanges.*``. With `everyone`, each official has it without any post giving it.
    """

    name: str
    ko: str
    en: str
    acts: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    everyone: bool = False

    def __post_init__(self) -> None:
        if self.name in duties and duties[self.name] != self:
            raise ValueError(f"duty {self.name!r} is declared twice, differently")
        duties[self.name] = self

    @property
    def title(self) -> str:
        """In the language that is active."""
        return self.ko if (get_language() or "ko").startswith("ko") else self.en

    def covers(self, act: str) -> bool:
        return _fits(act, self.acts)

    def reaches(self, model: type[models.Model]) -> bool:
        return _fits(model._meta.label_lower, self.sees)


@lru_cache(maxsize=1 << 16)
def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    """Asked hundreds of times a page, of a few thousand pairs in all."""
    return any(fnmatchcase(name, pattern.lower()) for pattern in patterns)


@dataclass(frozen=True)
class Scoped:
    """`narrows` what holders of a duty reach, or `opens` rows to actors of some kinds who hold none."""

    rule: Rule
    to: str
    by: frozenset[str]
    opens: bool


duties: dict[str, Duty] = {}
scopes: dict[str, list[Scoped]] = {}


def scope(model: type[models.Model], *, to: str = ALL) -> Callable[[Rule], Rule]:
    """Narrow which rows a holder of a duty reaches. Without it a holder reaches all rows.

    The function takes the actor and returns a `Q` that multiplies no rows (use `Exists` across a to-many relation).
    `to` is view, change, any word of the room's own, or all.
    """
    return _declare(model, to, frozenset({"official"}), opens=False)


def opens(model: type[models.Model], *, to: str = "view", by: Sequence[str] = ("official",)) -> Callable[[Rule], Rule]:
    """Rows that actors of these kinds reach without any duty: what is public, what is their own."""
    return _declare(model, to, frozenset(by), opens=True)


def _declare(model: type[models.Model], to: str, by: frozenset[str], *, opens: bool) -> Callable[[Rule], Rule]:
    def declare(rule: Rule) -> Rule:
        scopes.setdefault(model._meta.label_lower, []).append(Scoped(rule, to, by, opens))
        return rule

    return declare
