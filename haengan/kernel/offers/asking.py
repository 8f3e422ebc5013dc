"""Asking another system: `asking.ask(OPEN_PETITION, Voiced(...), actor=actor)`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, overload

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused
from haengan.kernel.offers import declare
from haengan.kernel.offers.declare import Offer
from haengan.kernel.offers.engine import typed

T = TypeVar("T")
G = TypeVar("G")
D = TypeVar("D")
_REFUSE: Any = object()


class NotProvided(Refused):
    """No system of this installation answers."""

    code = "not_provided"


@overload
def ask(offer: Offer[T, G], payload: T | Mapping[str, Any], *, actor: Actor) -> G: ...
@overload
def ask(offer: Offer[T, G], payload: T | Mapping[str, Any], *, actor: Actor, default: D) -> G | D: ...
@overload
def ask(offer: str, payload: Any, *, actor: Actor, default: Any = ...) -> Any: ...


def ask(offer: Offer[Any, Any] | str, payload: Any, *, actor: Actor, default: Any = _REFUSE) -> Any:
    """The provider's answer, inside the caller's transaction and with the caller's rights.

    Raises `NotProvided` where nobody answers and no `default` is given, TypeError for a payload or an answer that is not
    what was agreed.
    """
    known = declare.find(offer)
    agreed = known.offer
    if isinstance(payload, Mapping):
        payload = typed.built(agreed.takes, payload)
    _fit(payload, agreed.takes, where=f"{agreed.name} takes")
    if known.provider is None:
        return _without(agreed, default)
    answer = known.provider(payload, actor=actor)
    _fit(answer, agreed.gives, where=f"{agreed.name} gives")
    return answer


def possible(offer: Offer[Any, Any] | str) -> bool:
    """Whether some system of this installation answers: a page shows the step only then."""
    return declare.find(offer).provider is not None


def _without(agreed: Offer[Any, Any], default: Any) -> Any:
    if default is not _REFUSE:
        return default
    title = agreed.ko if (get_language() or "").startswith("ko") else agreed.en
    raise NotProvided(
        _("No system of this city does this yet: %(title)s.") % {"title": title},
        remedy=_("Ask the administrator to switch the system on (%(name)s).") % {"name": agreed.name},
    )


def _fit(value: Any, needed: Any, *, where: str) -> None:
    if wrong := typed.misfits(value, needed):
        raise TypeError(f"{where} {'; '.join(map(str, wrong))}")
