"""What rooms declare: kinds of papers, and the act that a final approval runs.

    # report/offers.py
    declare.Kind(
        "report.freeze", ko="주요업무보고 확정", en="Freezing the major-work report",
        final="report.freeze.final", record="yearly_report",
        effect=declare.Effect(subject=Report, act=_freeze, asks="report.reports.revise", state=_state, says=_says),
    )

`final` is a norm: the lowest kind of unit whose head may approve (전결). `record` is the record class proposed, the last part
of a norm `approvals.record.…`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from haengan.kernel.acts.running import Actor
from haengan.kernel.tables.models import Record

Told = Mapping[str, Any]
"""Arguments of an effect, JSON-ready, as the paper's version keeps them."""


@dataclass(frozen=True)
class Effect:
    """`act(key, arguments, state=…, actor=…)` is called with the subject's key inside the approving transaction, under a
    mandate; what it returns is noted as the outcome. `asks` is an act that the drafter must have a duty for.

    `state` is a fingerprint of all that the act will use of the subject: once it differs, nobody can sign any more. `says` tells
    in sentences what approval will do; they are part of what is signed. An empty `state` refuses nothing.
    """

    subject: type[Record]
    act: Callable[..., Record]
    asks: str
    state: Callable[[Any, Told], str]
    says: Callable[[Any, Told], Sequence[str]]


@dataclass(frozen=True)
class Kind:
    """`outgoing` papers are sent when approved; others stay inside (내부결재)."""

    name: str
    ko: str
    en: str
    final: str
    record: str
    outgoing: bool = False
    effect: Effect | None = None

    def __post_init__(self) -> None:
        if self.name in kinds and kinds[self.name] != self:
            raise ValueError(f"kind of paper {self.name!r} is declared twice, differently")
        kinds[self.name] = self

    @property
    def title(self) -> str:
        return self.ko if (get_language() or "ko").startswith("ko") else self.en


kinds: dict[str, Kind] = {}


def kind_of(name: str) -> Kind:
    """Raises LookupError for a kind that no room of this installation declares."""
    if name not in kinds:
        raise LookupError(f"There is no kind of paper {name!r}.")
    return kinds[name]


@dataclass(frozen=True)
class Mandate:
    """The actor of an effect: the final approval itself. Only `actions.approve` issues one."""

    key: str
    paper: str
    approver: str
    kind: str = "system"

    @property
    def title(self) -> str:
        return f"{self.paper} ({self.approver})"[:120]


def is_mandate(actor: Actor) -> bool:
    return isinstance(actor, Mandate)
