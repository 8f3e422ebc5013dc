"""The shape of an order and of its lines: people by staff number, posts by unit and title, as they stand on the order's day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Post
from haengan.kernel.registers.forms import RecordForm
from haengan.rooms.support.personnel import queries
from haengan.rooms.support.personnel.models import Transfer, TransferLine


class TransferForm(RecordForm):
    class Meta:
        model = Transfer
        fields = ("title", "effective_on", "basis")


class LineForm(RecordForm):
    name = forms.CharField(
        label=_("Full name"), max_length=40, required=False, help_text=_("Compared with the staff number, if given.")
    )
    unit = forms.CharField(label=_("New unit"), max_length=60)
    post_title = forms.CharField(label=_("New post's title"), max_length=60)

    class Meta:
        model = TransferLine
        fields = ("transfer", "official", "kind", "note")

    field_order = ("transfer", "official", "name", "unit", "post_title", "kind", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        transfer: Any = self.fields["transfer"]
        transfer.queryset = queries.drafts()
        if self.instance.pk:
            day = self.instance.transfer.effective_on
            post = organisation.post_on(self.instance.post, day)
            unit = organisation.unit_on(post.unit, day) if post else None
            self.initial.update(unit=unit.name_ko if unit else "", post_title=post.title_ko if post else "")
        else:
            self.initial.setdefault("transfer", transfer.queryset.first())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        name, unit, title = (given.pop(each, "") for each in ("name", "unit", "post_title"))
        official, transfer = given.get("official"), given.get("transfer")
        if official and name and name != official.name_ko:
            wrong = _("The staff number is %(name)s's, not that of “%(given)s”.")
            self.add_error("name", wrong % {"name": official.name_ko, "given": name})
        if transfer and unit and title:
            given["post"] = self._post(unit, title, transfer.effective_on)
        return given

    def _post(self, unit: str, title: str, day: date) -> Post | None:
        posts = organisation.posts(day).filter(
            post__versions__unit__in=[
                one.unit_id for one in organisation.units(day) if unit in {one.name_ko, one.name_en}
            ]
        )
        here = [one for one in posts.distinct() if one.unit_id in {p.unit_id for p in posts}]
        if not here:
            wrong = _("No unit named “%(unit)s” has posts on %(day)s.")
            self.add_error("unit", wrong % {"unit": unit, "day": day})
            return None
        found = [one for one in here if title in {one.title_ko, one.title_en}]
        if len(found) != 1:
            titles = ", ".join(sorted({one.title_ko for one in here}))
            wrong = _("“%(unit)s” has no single post “%(title)s” on %(day)s; it has: %(titles)s.")
            self.add_error("post_title", wrong % {"unit": unit, "title": title, "day": day, "titles": titles})
            return None
        return found[0].post
