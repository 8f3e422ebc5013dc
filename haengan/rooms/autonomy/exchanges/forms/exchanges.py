"""Exchanges: planning one, holding it, reporting on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers.forms import DayField, RecordForm, UntilField
from haengan.kernel.tables.bilingual import choices
from haengan.rooms.autonomy.exchanges import rules
from haengan.rooms.autonomy.exchanges.engine.wording import lines as wording
from haengan.rooms.autonomy.exchanges.engine.wording import when
from haengan.rooms.autonomy.exchanges.forms.fields import CountsField, KindsField
from haengan.rooms.autonomy.exchanges.models import Exchange

COUNTS = {"delegates_out": "out", "delegates_in": "in", "others": "others", "gift": "gift"}
FIELD_OF = {code: name for name, code in COUNTS.items()}


class HoldForm(forms.Form):
    note = forms.CharField(label=_("Remarks"), max_length=500, required=False)


class ResultForm(forms.Form):
    submitted_on = DayField(label=_("Handed in on"))
    text = forms.CharField(label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 6}))


class ExchangeForm(RecordForm):
    """Days may stay empty where the months are given. Cleans to the exchange's fields and its `lines`."""

    from_on = DayField(label=_("First day"), required=False)
    until_on = UntilField(label=_("Final day"), required=False)
    line_kinds = KindsField(
        label=_("Kind of exchange"), help_text=_("One line for each line of the text; one line alone counts for all.")
    )
    delegates_out = CountsField(label=_("Sent out"), required=False, help_text=_("People of this city."))
    delegates_in = CountsField(label=_("Received"), required=False, help_text=_("People of the other city."))
    others = CountsField(
        label=_("Others present"), required=False, help_text=_("Who took part without travelling as a delegate.")
    )
    gift = CountsField(label=_("Amount given"), required=False, help_text=_("In whole units of the currency."))
    currency = forms.ChoiceField(label=_("Currency"), choices=[("", "—"), *choices(rules.CURRENCIES)], required=False)
    approximate = forms.MultipleChoiceField(
        label=_("Approximate"),
        choices=choices(rules.COUNTED),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Numbers that are only known roughly."),
    )
    state = forms.ChoiceField(label=_("State"), choices=choices(rules.ENTERED), initial="planned")

    field_order = (
        "city", "state", "precision", "from_on", "until_on", "months", "mode", "subject_ko", "subject_en",
        "line_kinds", "delegates_out", "delegates_in", "others", "gift", "currency", "approximate", "budget", "spent",
    )  # fmt: skip

    class Meta:
        model = Exchange
        fields = ("city", "precision", "months", "mode", "subject_ko", "subject_en", "budget", "spent", "note")
        widgets = {
            "subject_ko": forms.Textarea(attrs={"rows": 3}),
            "subject_en": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "months": _("Where only months are known, as 2023-09;2023-11."),
            "subject_ko": _("A line for each act. Put {파견} {내방} {양국} {기타} {금액} where the number is printed."),
            "subject_en": _(
                "The same lines in English with the same marks, or with {out} {in} {each} {others} {gift}."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record = self.instance
        if record.pk is None:
            return
        held = {name: record.counts(code) for name, code in COUNTS.items()}
        lines = list(record.lines.all())
        told = {
            **held,
            "from_on": record.from_on,
            "until_on": record.until_on,
            "state": record.state,
            "line_kinds": record.line_kinds,
            "currency": next((line.currency for line in lines if line.currency), ""),
            "approximate": sorted({code for line in lines for code in line.approximate}),
        }
        self.initial = {**told, **self.initial}
        if record.state not in rules.ENTERED:
            self.fields["state"].choices = [(record.state, record.get_state_display())]  # type: ignore[attr-defined]

    def clean_months(self) -> str:
        try:
            return ";".join(when.months(self.cleaned_data["months"]))
        except when.NoMonth as wrong:
            message = gettext("“%(text)s” is no month. Write 2023-09, several parted by a semicolon.")
            raise ValidationError(message % {"text": wrong.text[:40]}, code="month") from wrong

    def clean_subject_ko(self) -> str:
        return "\n".join(wording.split(self.cleaned_data["subject_ko"]))

    def clean_subject_en(self) -> str:
        return "\n".join(wording.split(self.cleaned_data["subject_en"]))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        self._settle_days(told)
        counts = {code: told.pop(name, []) for name, code in COUNTS.items()}
        kinds = told.pop("line_kinds", None)
        told["approximate"] = frozenset(told.get("approximate") or ())
        if counts["gift"] and not told.get("currency"):
            self.add_error("currency", gettext("Say in which currency the amount is."))
        if kinds and told.get("subject_ko"):
            try:
                told["lines"] = wording.lines(told["subject_ko"], told.get("subject_en", ""), kinds, counts)
            except wording.Wrong as wrong:
                self.add_error(FIELD_OF.get(wrong.field, wrong.field), _words(wrong))
        return told

    def _settle_days(self, told: dict[str, Any]) -> None:
        """Months alone give the days; days beside months must agree with them."""
        if self.errors:
            return
        known, first, until = when.months(told["months"]), told.get("from_on"), told.get("until_on")
        if known:
            whole = when.hull(known)
            if (first or whole.from_on, until or whole.until_on) != (whole.from_on, whole.until_on):
                self.add_error("months", gettext("The days and the months do not agree. Enter only one of the two."))
            told |= {"from_on": whole.from_on, "until_on": whole.until_on, "precision": rules.Precision.MONTH.value}
        elif first is None:
            self.add_error("from_on", gettext("Enter the days, or the months where the days are not known."))
        else:
            told["until_on"] = until or first + rules.ONE_DAY
            if told["until_on"] <= first:
                self.add_error("until_on", gettext("An exchange ends after it begins. Check both days."))


def _words(wrong: wording.Wrong) -> str:
    return {
        "mark": gettext("{%(mark)s} is no mark. Known are %(known)s."),
        "lines": gettext("The Korean text has %(ko)s lines, the English one %(en)s. Write the same lines in both."),
        "marks": gettext("Korean and English text must put the same marks in the same order, line by line."),
        "kinds": gettext("There are %(lines)s lines of text and %(kinds)s of kinds. Write a line of kinds for each."),
        "number": gettext("The text prints {%(mark)s}, but no number is entered for it."),
        "numbers": gettext(
            "%(given)s numbers are entered, but %(lines)s lines print one. Write one for each line, as 15 / 70."
        ),
        "typed": gettext(
            "“%(text)s” is typed into the text. Put a mark such as {파견} there and enter the number below."
        ),
        "each": gettext("{양국} says that both delegations are as large, but %(out)s were sent and %(back)s received."),
    }[wrong.code] % wrong.words
