"""Named reads of the key ring. None of them shows a key."""

from __future__ import annotations

from dataclasses import dataclass

from haengan.kernel.tables import sealed, upkeep


@dataclass(frozen=True)
class Standing:
    """`under` counts the values that lie under the key, by place."""

    name: str
    current: bool
    added: str
    under: dict[str, int]


def standing() -> list[Standing]:
    """Every key of the ring, the current one first."""
    ring = sealed.keys()
    return [Standing(name, name == ring.current, ring.keys[name].added[:10], upkeep.under(name)) for name in ring.names]


def retired() -> list[str]:
    return list(sealed.keys().retired)


def missing() -> list[str]:
    """Keys that values ask for and that are not here."""
    return sorted(upkeep.missing())
