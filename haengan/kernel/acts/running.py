"""What is running: the act, what it has touched, and what happens when it ends."""

from __future__ import annotations

import functools
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise

from haengan.kernel.journal import entries

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Who acts. `kind` is official, resident, anyone or system."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...


@dataclass(frozen=True)
class System:
    """The house itself acting: a timed job, an upgrade. `key` names the job."""

    key: str
    kind: str = "system"

    @property
    def title(self) -> str:
        return f"Haengan: {self.key}"


class Refused(Exception):
    """An act that will not be done: what happened, why, what to do now. `field` names the input that is to blame."""

    code = "refused"

    def __init__(self, message: str | Promise, *, field: str = "", remedy: str | Promise = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field
        self.remedy = remedy


class Stale(Refused):
    """The edit carries an old revision: `mine` is what was seen, `now` what stands."""

    code = "stale"

    def __init__(self, message: str | Promise, *, mine: int, now: int) -> None:
        super().__init__(message, field="revision")
        self.mine, self.now = mine, now


@dataclass
class Touched:
    """One record written inside an act: `before` holds raw column values by field attname, empty for a new one."""

    instance: models.Model
    operation: str
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def model(self) -> type[models.Model]:
        return type(self.instance)


@dataclass
class Running:
    name: str
    actor: Actor
    kind: str
    touched: list[Touched] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    line: Any = None
    afterwards: list[Callable[[int], None]] = field(default_factory=list)
    """Called with the line's number, still inside the transaction: for what must be stored under the act's own mark."""


@dataclass(frozen=True)
class Registered:
    """An act as the house knows it: its name, who may attempt it at all, and its function."""

    name: str
    by: frozenset[str]
    function: Callable[..., Any]


registered: dict[str, Registered] = {}
permits: list[Callable[[Registered, Actor], None]] = []
observers: list[Callable[[Running], None]] = []
_running: ContextVar[Running | None] = ContextVar("haengan_running", default=None)
_batch: ContextVar[str] = ContextVar("haengan_batch", default="")
_upkeep: ContextVar[bool] = ContextVar("haengan_upkeep", default=False)


def act(name: str, *, by: Sequence[str] = ("official",)) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an act named `room.system.verb`.

    The function must take keyword `actor`. Before it runs, `permits` refuse whoever lacks the right; what it writes is
    journaled in the same transaction; a keyword `reason`, if the function takes one, goes into the line.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        if name in registered and registered[name].function.__module__ != function.__module__:
            raise ValueError(f"act {name!r} is declared twice")
        known = Registered(name, frozenset(by), function)
        registered[name] = known

        @functools.wraps(function)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
            return _run(known, function, args, kwargs)

        return wrapped

    return decorate


def _run(known: Registered, function: Callable[..., R], args: Any, kwargs: Any) -> R:
    actor: Actor = kwargs["actor"]
    for permit in permits:
        permit(known, actor)
    with _journaled(Running(known.name, actor, "act"), reason=str(kwargs.get("reason") or "")):
        return function(*args, **kwargs)


@contextmanager
def intake(name: str, *, actor: Actor, count: int = 0, reason: str = "") -> Iterator[Running]:
    """Append-only input from machines or files: one transaction and one line for the whole batch."""
    running = Running(name, actor, "intake")
    running.about["count"] = count
    with _journaled(running, reason=reason):
        yield running


@contextmanager
def _journaled(running: Running, *, reason: str) -> Iterator[None]:
    token = _running.set(running)
    try:
        with transaction.atomic():
            yield
            at: datetime = timezone.now()
            running.line = entries.write(
                kind=running.kind,
                act=running.name,
                actor=running.actor,
                at=at,
                changes=[_change(touch) for touch in running.touched],
                reason=reason,
                batch=_batch.get(),
                count=int(running.about.get("count") or 1),
                about=running.about,
            )
            for observe in observers:
                observe(running)
            for then in running.afterwards:
                then(mark_of(running))
    finally:
        _running.reset(token)


@contextmanager
def batch(name: str = "") -> Iterator[str]:
    """Acts inside share one batch id and one transaction."""
    token = _batch.set(name or secrets.token_hex(8))
    try:
        with transaction.atomic():
            yield _batch.get()
    finally:
        _batch.reset(token)


@contextmanager
def upkeep() -> Iterator[None]:
    """Writes that can be rebuilt from the rest: they leave no line."""
    token = _upkeep.set(True)
    try:
        yield
    finally:
        _upkeep.reset(token)


def note(**about: Any) -> None:
    """Add facts to the contents of the running act's line (JSON-ready values)."""
    current().about.update(about)


def mark_of(running: Running) -> int:
    """The act's number, once its line is written."""
    return int(running.line.number)


def current() -> Running:
    """The act or intake that runs now; raises `WrittenOutside` where there is none."""
    running = _running.get()
    if running is None:
        raise WrittenOutside("A record is written only inside an act or an intake.")
    return running


def anything() -> bool:
    """Whether an act or an intake runs: what it has written is not marked yet."""
    return _running.get() is not None


def running_or_upkeep() -> Running | None:
    """The running act; None inside upkeep; raises `WrittenOutside` where there is neither."""
    if _running.get() is None and _upkeep.get():
        return None
    return current()


class WrittenOutside(RuntimeError):
    """A programming error: a record was written outside of acts, intake and upkeep."""


def _change(touch: Touched) -> entries.Change:
    names = sorted(touch.before.keys() | touch.after.keys())
    differing = [n for n in names if touch.before.get(n) != touch.after.get(n)]
    return entries.Change(
        type=touch.model._meta.label_lower,
        key=str(getattr(touch.instance, "key", touch.instance.pk)),
        operation=touch.operation,
        before={n: _plain(touch.before[n]) for n in differing if n in touch.before},
        after={n: _plain(touch.after[n]) for n in differing if n in touch.after},
        title=_titled(touch.instance),
    )


def _titled(instance: Any) -> str:
    """Accounts and the like, which are no records, have nothing of a citizen's in their names."""
    lasting = getattr(instance, "lasting_title", None)
    return str(lasting() if lasting else instance)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, bytes | memoryview):
        return "sealed"
    return value
