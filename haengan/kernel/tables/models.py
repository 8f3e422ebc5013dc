"""The abstract base of every record, and the fields that rooms share."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    Text = models.CharField[Any, Any]
else:
    Text = models.CharField

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 16


def new_key() -> str:
    """A random public key of 16 characters (79 bits) without look-alikes; row ids never leave the house."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))


class Record(models.Model):
    """A thing the bureau keeps. Written only inside an act or an intake (`kernel.acts` refuses anything else).

    `key` is what URLs and the API show; `revision` grows by one at each change, and an edit carries the one it saw.
    """

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def lasting_title(self) -> str:
        """How the journal names it for ever: without what a citizen is called or has written, which has an end."""
        return str(self)


class CodesField(Text):
    """Several codes out of declared choices, kept as ``,a,b,`` in the order of the choices; a `frozenset` in Python.

    Ask with ``field__has="a"``. Unknown codes are refused.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("default", frozenset)
        super().__init__(*args, **kwargs)

    @property
    def codes(self) -> list[str]:
        return [str(code) for code, _label in self.flatchoices]

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> frozenset[str]:
        return self.to_python(value)

    def to_python(self, value: Any) -> frozenset[str]:
        if value is None:
            return frozenset()
        parts: Iterable[Any] = value.split(",") if isinstance(value, str) else value
        return frozenset(str(part) for part in parts if str(part))

    def get_prep_value(self, value: Any) -> str:
        chosen = self.to_python(value)
        order: Sequence[str] = self.codes or sorted(chosen)
        return "".join(f",{code}" for code in order if code in chosen) + ("," if chosen else "")

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        unknown = self.to_python(value) - set(self.codes)
        if unknown:
            raise ValidationError(
                _("%(codes)s is not among the choices."), params={"codes": ", ".join(sorted(unknown))}
            )
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        return forms.MultipleChoiceField(
            choices=list(self.flatchoices),
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


@CodesField.register_lookup
class Has(models.Lookup):
    """``field__has="a"``: the code is among those kept."""

    lookup_name = "has"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} LIKE %s", (*params, f"%,{self.rhs},%")
