"""What an official adds to a picture before it is public, and takes away."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.bilingual import named
from haengan.rooms.civil_affairs.petitions.rules.looks import SIDES

MOST = 100_000


def _dots(side: str, least: int) -> forms.IntegerField:
    return forms.IntegerField(label=named(*SIDES[side]), min_value=least, max_value=MOST)


class CoverForm(forms.Form):
    """In dots, from the upper left corner of the picture as it stands upright."""

    left = _dots("left", 0)
    top = _dots("top", 0)
    width = _dots("width", 1)
    height = _dots("height", 1)


class PartForm(forms.Form):
    part = forms.CharField(
        label=_("Part of the picture"),
        max_length=40,
        help_text=_("From the left, from the top, width and height, such as 120,40,64,70."),
    )
