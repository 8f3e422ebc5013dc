"""Setting, ending and withdrawing the city's own value of a norm."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, Stale, act
from haengan.kernel.norms import queries
from haengan.kernel.norms.engine import book, units
from haengan.kernel.norms.models import Override, Withdrawal


@act("norms.overrides.set")
def override(
    *,
    norm: str,
    from_on: date,
    value: units.Value,
    reason: str,
    source: str,
    actor: Actor,
    until_on: date | None = None,
) -> Override:
    """The city's own value from a day on; `source` is the ordinance, rule or decision it stands in."""
    written = _changeable(norm)
    _fits(written, value=value, from_on=from_on, until_on=until_on)
    if not reason.strip() or not source.strip():
        raise Refused(
            _("Say why the city departs from the norm, and where its own value is laid down."),
            field="reason" if not reason.strip() else "source",
        )
    made = Override(
        norm=norm,
        from_on=from_on,
        until_on=until_on,
        value=units.to_store(value),
        author=actor.title,
        reason=reason.strip(),
        source=source.strip(),
    )
    return _saved(made)


@act("norms.overrides.end")
def end(key: str, *, revision: int, until_on: date, actor: Actor, reason: str = "") -> Override:
    """The city's own value stands until that day (exclusive); from then on the norm's value stands again."""
    own = _standing(key, revision=revision)
    if until_on <= own.from_on:
        raise Refused(
            _("It would end before it begins. Choose a later day, or withdraw it if it never stood."), field="until_on"
        )
    own.until_on = until_on
    return _saved(own)


@act("norms.overrides.withdraw")
def withdraw(key: str, *, revision: int, reason: str, actor: Actor) -> Override:
    """It was a mistake: for every day, past ones too, the norm's value stands."""
    own = _standing(key, revision=revision)
    if not reason.strip():
        raise Refused(_("Say why the city's own value was a mistake."), field="reason")
    own.withdrawal = Withdrawal.objects.create(
        author=actor.title, withdrawn_on=timezone.localdate(), reason=reason.strip()
    )
    own.aside = own.key
    return _saved(own)


def _changeable(norm: str) -> book.Entry:
    try:
        written = queries.declared(norm)
    except queries.NoNorm as unknown:
        raise Refused(str(unknown), field="norm") from unknown
    if written.fixed:
        where = written.values[-1].article
        raise Refused(
            _("%(title)s is fixed by national law (%(article)s); a city cannot set its own value.")
            % {"title": written.ko, "article": where},
            field="norm",
            remedy=_("If the law itself has changed, add the new dated value to the norm file."),
        )
    return written


def _fits(written: book.Entry, *, value: units.Value, from_on: date, until_on: date | None) -> None:
    form = _("a list") if isinstance(written.values[-1].value, list) else _needed(written.unit.holds)
    if units.fault_of(written.unit, value) or isinstance(value, list) is not isinstance(written.values[-1].value, list):
        raise Refused(_("This value does not fit the norm, which needs %(form)s.") % {"form": form}, field="value")
    if until_on is not None and until_on <= from_on:
        raise Refused(_("The last day lies before the first. Correct one of them."), field="until_on")
    if written.on(from_on) is None:
        raise Refused(
            _("The norm itself does not stand on %(day)s. Choose a day on which it does.") % {"day": from_on},
            field="from_on",
        )


def _saved(own: Override) -> Override:
    transaction.on_commit(queries.forget)
    try:
        with transaction.atomic():
            own.save()
    except IntegrityError as overlap:
        raise Refused(
            _("The city has already set its own value for some of these days. End or withdraw that one first."),
            field="from_on",
        ) from overlap
    return own


def _standing(key: str, *, revision: int) -> Override:
    own = Override.objects.select_for_update(of=("self",)).filter(key=key).first()
    if own is None:
        raise Refused(_("There is no such override. Open the list again."))
    if own.revision != revision:
        raise Stale(
            _("Someone else changed this in the meantime. Look at it again before you go on."),
            mine=revision,
            now=own.revision,
        )
    if own.withdrawal_id:
        raise Refused(_("This override is already withdrawn; there is nothing left to change."))
    return own


def _needed(holds: units.Holds) -> str:
    return {
        "whole": _("a whole number"),
        "number": _("a number"),
        "text": _("a text"),
        "switch": _("yes or no"),
        "date": _("a date"),
    }[holds]
