"""What this actor may do with a register, asked of access by the names of its acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from haengan.kernel.access import intake as permits
from haengan.kernel.access import queries as access
from haengan.kernel.acts import running
from haengan.kernel.registers import declare, listing
from haengan.kernel.registers.declare import Column, Register, Step


@dataclass(frozen=True)
class Door:
    """Something that may be done now, or not and `why_not`."""

    name: str
    label: Any
    url: str
    open: bool
    why_not: str = ""
    grave: bool = False
    hint: Any = ""


def reader(request: HttpRequest, register: Register) -> Any:
    """The actor, if the register is open to them at all; raises PermissionDenied, which names the missing duty."""
    actor = getattr(request, "actor", None)
    if actor is None or (register.application == "office" and actor.kind != "official"):
        raise PermissionDenied
    must_see(actor, register)
    return actor


def must_see(actor: Any, register: Register) -> None:
    if not access.visible_models(actor, [register.model]):
        raise access.Unseen(access.unseen(actor, register.model))


@dataclass(frozen=True)
class Sibling:
    """A register of the same room, for the tabs above each of them."""

    title: Any
    url: str
    current: bool


def siblings(register: Register, actor: Any) -> list[Sibling]:
    """The registers of this room that the actor may see; nothing where there is only the one."""
    label = register.model._meta.app_label
    room = [
        one
        for one in declare.registry.values()
        if one.model._meta.app_label == label and one.application == register.application and one.tab
    ]
    seen = set(access.visible_models(actor, {one.model for one in room}))
    found = [Sibling(one.title, one.url("list"), one is register) for one in room if one.model in seen]
    return found if len(found) > 1 else []


def record(register: Register, actor: Any, key: str) -> Any:
    """The record in this actor's scope; raises Http404, which tells an outsider nothing."""
    found = listing.in_scope(register, actor).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def reveals(actor: Any, register: Register) -> bool:
    """Whether personal columns are shown in clear; without a declared duty, to nobody."""
    return any(duty.name == register.personal_duty for duty in access.duties_of(actor))


def revealed(register: Register, columns: Sequence[Column], *, reveal: bool) -> list[str]:
    """The personal columns among these that are shown in clear."""
    return [column.name for column in columns if column.personal and reveal]


def act_name(action: Callable[..., Any]) -> str:
    """The name under which an action was declared by `@act`; empty for a plain function."""
    plain = getattr(action, "__wrapped__", action)
    return next((name for name, known in running.registered.items() if known.function is plain), "")


def why_not(actor: Any, action: Callable[..., Any], *, name_givers: bool = True) -> str:
    """What is missing for an action, in words; empty where the actor may."""
    refusal = refusal_of(actor, action, name_givers=name_givers)
    return "" if refusal is None else f"{refusal.message} {refusal.remedy}".strip()


def refusal_of(actor: Any, action: Callable[..., Any], *, name_givers: bool = True) -> permits.NotPermitted | None:
    name = act_name(action)
    missing = access.why_not(actor, name, name_givers=name_givers) if name else None
    return None if missing is None else permits.NotPermitted(missing)


def doors(actor: Any, register: Register) -> dict[str, bool]:
    """For the list page: which of add, import and export are open."""
    adds = register.add is not None and refusal_of(actor, register.add, name_givers=False) is None
    return {"add": adds, "import": adds and register.imports, "export": register.export}


def steps(actor: Any, register: Register, found: Any) -> list[Door]:
    """The steps that belong to the record as it stands; those that may not be done now say why."""
    ready = [(step, step.when(found)) for step in register.steps]
    return [_door(actor, register, step, found, answer) for step, answer in ready if answer is not False]


def _door(actor: Any, register: Register, step: Step, found: Any, ready: Any) -> Door:
    reason = why_not(actor, step.action) or ("" if ready is True else str(ready))
    return Door(
        name=step.name,
        label=step.label,
        url=register.url("step", found.key, step.name),
        open=not reason,
        why_not=reason,
        grave=step.grave,
        hint=step.hint,
    )
