"""What records behind a demand are called where no value of theirs may stand."""

from __future__ import annotations

from typing import Any

from haengan.kernel.privacy import finding
from haengan.kernel.privacy.declare import holdings
from haengan.kernel.privacy.models import Demand


def kind_named(thing: Any) -> str:
    """The kind of data of a deed or a confirmation, as people call it."""
    return str(finding.model_of(thing.thing_type)._meta.verbose_name)


def found_named(demand: Demand) -> list[tuple[str, str]]:
    """The records that were looked up for a demand: key, and kind with number. Whoever asks holds the duty to answer."""
    return [
        (key, f"{finding.model_of(label)._meta.verbose_name} {place} ({key})")
        for label, keys in finding.keys(demand).items()
        if not holdings[label].bound
        for place, key in enumerate(keys, 1)
    ]


def correctable(demand: Demand) -> list[tuple[str, str]]:
    """What a correction may change in them: name of the column, and its label."""
    models = [(finding.model_of(label)._meta, holdings[label].corrects) for label in finding.keys(demand)]
    return list({name: str(meta.get_field(name).verbose_name) for meta, names in models for name in names}.items())  # type: ignore[union-attr]  # columns
