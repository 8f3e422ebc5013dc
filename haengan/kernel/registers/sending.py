"""A page with a form that is sent: its title, where it leads back to, the revision it saw and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import Refused
from haengan.kernel.registers import wrongs
from haengan.kernel.registers.declare import Register


def reason_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        required=required,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the history for good."),
    )


class ReasonForm(forms.Form):
    reason = reason_field(required=True)


@dataclass
class Page:
    register: Register
    form: forms.BaseForm
    title: str
    back: str
    record: Any = None
    revision: int = 0
    reason: bool = False
    grave: bool = False
    send: Any = _("Save")
    hint: Any = ""
    notice: str = ""
    notice_url: str = ""
    refused: Refused | None = None
    template: str = "registers/form.html"

    def context(self, *, token: str) -> dict[str, Any]:
        return {
            "page": self,
            "register": self.register,
            "urls": {"list": self.register.url("list")},
            "form": self.form,
            "record": self.record,
            "token": token,
            "wrongs": wrongs.of_form(self.form) if self.form.is_bound else [],
            "refused": self.refused if self.refused and not self.form.errors else None,
            **(self.register.about(self.record) if self.register.about and self.record is not None else {}),
        }


def revision(request: HttpRequest, record: Any) -> int:
    """The revision that the sender saw; for a page that is only opened, the one that stands."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else int(record.revision)
