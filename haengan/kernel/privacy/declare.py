"""What a room says of its personal data: in its `register.py` which end when and what of a record is emptied then, in its
`offers.py` where those of one person are found and what they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import get_language

from haengan.kernel.tables.models import Record
from haengan.kernel.tables.sealed import EncryptedField, Sealed


@dataclass(frozen=True)
class Retention:
    """`due` gives the records whose time is over on a day, those already emptied left out; `norm` names the period.
    `empties` maps a field to what stands in it afterwards; encrypted fields and their indexes go by themselves. `on` is
    the field that takes the day. What figures count must not be among them. `then` is called with the emptied record before
    it is saved, for what else must go with it. `council`: they are records of the city, whose destruction a council
    deliberates on first (공공기록물 관리에 관한 법률 제27조제1항, 시행령 제43조제1항)."""

    name: str
    ko: str
    en: str
    model: type[Record]
    due: Callable[[date], models.QuerySet[Any]]
    norm: str
    on: str
    empties: Mapping[str, Any] = field(default_factory=dict)
    then: Callable[[Any], None] = lambda record: None
    council: bool = False

    def __post_init__(self) -> None:
        if self.name in retentions and retentions[self.name] != self:
            raise ValueError(f"retention {self.name!r} is declared twice, differently")
        retentions[self.name] = self

    @property
    def title(self) -> str:
        return self.ko if (get_language() or "ko").startswith("ko") else self.en

    def empty(self, record: Any, today: date) -> None:
        for column in self.model._meta.concrete_fields:
            if isinstance(column, EncryptedField):
                setattr(record, column.attname, Sealed())
                for index in column.indexes():
                    setattr(record, index.attname, "")
        for name, value in {**self.empties, self.on: today}.items():
            setattr(record, name, value)
        self.then(record)


@dataclass(frozen=True)
class Holding:
    """Records that hold data of one person, and what that person is told of them (시행령 제41조제1항).

    `model` is a label. A record is that person's where the name at the path `name` is the same and so is the contact:
    by the blind index at the path `index`, or, without one, by opening the field `contact`. `identity` is a blind index
    over name and day of birth. `purpose` and `given` are Korean and English; `kept` is the norm of the period. `corrects` names
    what a demand for correction may change; `bound` says that a law orders this processing, so that it is neither erased nor
    suspended at a demand.
    """

    model: str
    name: str
    purpose: tuple[str, str]
    shows: tuple[str, ...]
    index: str = ""
    contact: str = ""
    identity: str = ""
    kept: str = ""
    corrects: tuple[str, ...] = ()
    bound: bool = False
    given: tuple[str, str] = ("제3자에게 제공하지 않음", "given to nobody else")

    def __post_init__(self) -> None:
        if holdings.get(self.model, self) != self:
            raise ValueError(f"holding {self.model!r} is declared twice, differently")
        if not (self.index or self.contact or self.identity):
            raise ValueError(f"holding {self.model!r} finds nobody: a name alone names many people")
        holdings[self.model] = self


def retention_of(model: type[models.Model]) -> Retention | None:
    """How records of this table end; None where nobody declared it."""
    return next((one for one in retentions.values() if one.model is model), None)


retentions: dict[str, Retention] = {}
holdings: dict[str, Holding] = {}
