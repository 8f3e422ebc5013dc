"""What an official does to the very records at a demand: correcting, erasing, letting their processing stand still."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts import rows
from haengan.kernel.acts.running import Actor, Refused, act, current
from haengan.kernel.jobs import actions as jobs
from haengan.kernel.journal import upkeep as journal
from haengan.kernel.people.models import Official, Suspension
from haengan.kernel.privacy import finding, recipients, rules
from haengan.kernel.privacy.actions import emptying
from haengan.kernel.privacy.declare import Holding, holdings, retention_of
from haengan.kernel.privacy.models import Deed, Demand
from haengan.kernel.privacy.rules import State

FORGET = "kernel.privacy.forget"


@act("privacy.records.correct")
def correct(*, key: str, revision: int, thing: str, field: str, value: str, today: date, actor: Actor) -> Deed:
    """`thing` is the key of a record that was looked up for this demand. The line names the field; neither the old nor the
    new value stands in it, and nothing is said of them anywhere else."""
    demand = _looked_up(actor, key, revision, rules.CORRECTION)
    holding, record = _record(demand, thing)
    if field not in holding.corrects:
        raise Refused(
            _("“%(field)s” is not corrected at a demand.") % {"field": field},
            field="field",
            remedy=_("Choose one of: %(fields)s.") % {"fields": ", ".join(holding.corrects) or "-"},
        )
    clean = _clean(record, field, value)
    if finding.shown(record, field) == clean:
        raise Refused(_("The record says so already. Nothing is left to do."), field="value")
    setattr(record, field, clean)
    record.save()
    current().afterwards.append(journal.destroy_line)
    return _done(demand, "corrected", record, today, actor, field=field)


@act("privacy.records.erase")
def erase(*, key: str, revision: int, thing: str, today: date, actor: Actor) -> Deed:
    """The personal data of one record, as at the end of its retention: the record, its dates and what figures count stay."""
    demand = _looked_up(actor, key, revision, rules.DELETION)
    holding, record = _record(demand, thing)
    retention = retention_of(type(record))
    if holding.bound or retention is None:
        raise Refused(
            _("A law orders that this record be kept."),
            field="thing",
            remedy=_("Refuse the demand on that ground, or erase the others and say so in the reply."),
        )
    if getattr(record, retention.on):
        raise Refused(_("The personal data of this record are destroyed already."), field="thing")
    emptying.empty([record], retention, today)
    current().afterwards.append(lambda _number: _forget(record))
    jobs.enqueue(FORGET, {"table": type(record)._meta.label_lower})
    return _done(demand, "erased", record, today, actor)


@act("privacy.records.lift")
def lift(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Demand:
    """Processing goes on: the person wishes so, or the ground of the suspension is gone (법 제37조제5항)."""
    demand = access.take(actor, Demand, key, revision, to="view")
    standing = list(Suspension.objects.select_for_update().filter(demand=demand.number, until_on__isnull=True))
    if not standing:
        raise Refused(_("Nothing stands suspended by this demand."), remedy=_("Open the demand that suspended it."))
    for one in standing:
        one.until_on = today
        one.save()
        _note(demand, "lifted", (one.thing_type, one.thing_key), today, actor)
    return demand


def suspend(demand: Demand, without: Collection[str], ground: str, *, today: date, actor: Actor) -> None:
    """Whatever was looked up but the parts `without` and those that a law orders, of which the person is told the ground.
    Inside an act."""
    bound = [label for label in finding.bound(demand) if label != recipients.OWN]
    if bound and ground not in rules.LAWFUL[rules.SUSPENSION]:
        names = ", ".join(str(finding.model_of(label)._meta.verbose_name) for label in bound)
        raise Refused(
            _("A law orders that these go on: %(kinds)s. The person is told on which ground.") % {"kinds": names},
            field="ground",
            remedy=_("Choose the ground."),
        )
    demand.ground = ground if bound or without else ""
    left = {label: keys for label, keys in finding.keys(demand).items() if label not in finding.bound(demand)}
    chosen = [(label, key) for label, keys in left.items() if label not in without for key in keys]
    if not chosen and demand.ground:
        raise Refused(
            _("Nothing would be suspended."), remedy=_("Refuse the demand with its ground instead of answering it.")
        )
    still = Suspension.objects.filter(thing_key__in=[key for _label, key in chosen], until_on__isnull=True)
    standing = set(still.values_list("thing_key", flat=True))
    for label, thing in (at for at in chosen if at[1] not in standing):
        Suspension.objects.create(thing_type=label, thing_key=thing, demand=demand.number, from_on=today)
        _note(demand, "suspended", (label, thing), today, actor)


def must_have_erased(demand: Demand) -> None:
    """Refuses an answer that would tell of a deletion that nobody did."""
    left = [label for label in finding.keys(demand) if label not in finding.bound(demand)]
    if left and not demand.deeds.filter(what="erased").exists():
        raise Refused(
            _("Nothing was erased yet."),
            remedy=_("Erase the records on the demand's page first, or refuse the demand with its ground."),
        )


def _looked_up(actor: Actor, key: str, revision: int, kind: str) -> Demand:
    demand = access.take(actor, Demand, key, revision, to="view")
    if demand.kind != kind or demand.state != State.GATHERED:
        raise Refused(
            _("This demand does not ask for that, or nobody has looked up yet what the house holds."),
            remedy=_("Look it up first, or open the demand that asks for it."),
        )
    return demand


def _record(demand: Demand, thing: str) -> tuple[Holding, Any]:
    """Only what was found for this person; raises `Refused` for any other key."""
    label = next((label for label, keys in finding.keys(demand).items() if thing in keys), "")
    if not label:
        raise Refused(
            _("This record was not found for this person."),
            field="thing",
            remedy=_("Choose one of those that were looked up, or look them up again."),
        )
    return holdings[label], rows.take(finding.model_of(label)._default_manager.all(), thing)


def _clean(record: Any, field: str, value: str) -> str:
    column = record._meta.get_field(field)
    text = value.strip()
    try:
        clean = str(column.clean(text, record))
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages), field="value") from None
    if field in {"contact", "value"} and getattr(record, "kind", "") != "address" and not rules.reaches(clean):
        raise Refused(
            _("That is neither a telephone number nor an e-mail address."),
            field="value",
            remedy=_("Write 7 to 15 digits, such as 031-940-1234, or an address such as name@example.kr."),
        )
    return clean


def _done(demand: Demand, what: str, record: Any, today: date, actor: Actor, *, field: str = "") -> Deed:
    return _note(demand, what, (record._meta.label, record.key), today, actor, field=field)


def _note(demand: Demand, what: str, at: tuple[str, str], today: date, actor: Actor, *, field: str = "") -> Deed:
    """`at` is the label of the table and the key of the record."""
    if not isinstance(actor, Official):
        raise Refused(_("Only an official decides on personal data."))
    about = {"thing_type": at[0], "thing_key": at[1], "field": field}
    return Deed.objects.create(demand=demand, what=what, done_on=today, done_by=actor, **about)


def _forget(record: Any) -> None:
    """What the journal kept of it, also what the erasure itself would keep as "before"."""
    journal.destroy_contents([record.key])
