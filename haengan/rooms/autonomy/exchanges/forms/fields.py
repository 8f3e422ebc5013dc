"""Fields that hold something for each line of an exchange's text."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from haengan.kernel.tables.bilingual import choices
from haengan.rooms.autonomy.exchanges import rules

KIND_CODES = {
    re.sub(r"\s", "", spelling).casefold(): code
    for code, names in rules.KINDS.items()
    for spelling in (code, *names, names[1].removesuffix(" exchange"))
}


class KindsField(forms.CharField):
    """Kinds of exchange line by line, several in a line parted by commas; cleans to a list of sets of codes."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        return [self._codes(line) for line in text.splitlines() if line.strip()]

    def _codes(self, line: str) -> frozenset[str]:
        parts = [part.strip() for part in re.split(r"[,;/]", line) if part.strip()]
        unknown = [part for part in parts if re.sub(r"\s", "", part).casefold() not in KIND_CODES]
        if unknown:
            known = ", ".join(str(label) for _code, label in choices(rules.KINDS))
            message = gettext("“%(text)s” is no kind of exchange. Choose from: %(known)s.")
            raise ValidationError(message % {"text": unknown[0][:40], "known": known}, code="kind")
        return frozenset(KIND_CODES[re.sub(r"\s", "", part).casefold()] for part in parts)


class CountsField(forms.CharField):
    """A number, or one for each line that prints one ("15 / 70"); cleans to a list."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).replace(",", "")
        parts = [part.strip() for part in re.split(r"[/\n]", text) if part.strip()]
        wrong = [part for part in parts if not re.fullmatch(r"[0-9]{1,15}", part)]
        if wrong:
            message = gettext("“%(text)s” is not a number. Write digits; for several lines, 15 / 70.")
            raise ValidationError(message % {"text": wrong[0][:40]}, code="number")
        return [int(part) for part in parts]
