"""Named reads of people. Sealed values are read by `reveal` alone: it leaves a line that says who, what and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.acts.running import Actor, Refused, Touched, intake
from haengan.kernel.people import rules
from haengan.kernel.people.models import (
    Account,
    Consent,
    ContactPoint,
    Official,
    Rank,
    Resident,
    Suspension,
    Withdrawal,
)
from haengan.kernel.people.rules import Anyone
from haengan.kernel.tables import sealed
from haengan.kernel.tables.models import Record
from haengan.kernel.tables.queries import on_day


def actor_of(account: Account | object, *, today: date | None = None) -> Official | Resident | Anyone:
    """Who is behind an account: an official while employed, a resident, else anyone."""
    if not isinstance(account, Account) or not account.is_active:
        return Anyone()
    official = employed(today or timezone.localdate()).filter(account=account).first()
    return official or Resident.objects.filter(account=account).first() or Anyone()


def employed(day: date) -> QuerySet[Official]:
    return Official.objects.filter(on_day(day))


def official_numbered(number: str) -> Official:
    """Raises `Official.DoesNotExist`."""
    return Official.objects.get(number=number)


def rank(official: Official, day: date) -> Rank | None:
    return Rank.objects.filter(on_day(day), official=official).first()


def ranks(day: date) -> dict[int, Rank]:
    """Everyone's grade and series on a day, by the official's row id."""
    return {found.official_id: found for found in Rank.objects.filter(on_day(day))}


def contacts_of(person: Official | Resident, day: date) -> QuerySet[ContactPoint]:
    """Where someone may be reached: what stands suspended is not sent to (see `suspensions` for why)."""
    owner = Q(official=person) if isinstance(person, Official) else Q(resident=person)
    still = Q(key__in=_suspended()) | Q(resident__key__in=_suspended())
    found = ContactPoint.objects.filter(on_day(day), owner, destroyed_on__isnull=True)
    return found.exclude(still).order_by("kind", "id")


def contacts_like(typed: str, day: date) -> QuerySet[ContactPoint]:
    """Contact points equal to what was typed; four digits alone are looked up as the last four of a number."""
    digits = "".join(c for c in typed if c.isdigit())
    if len(digits) == sealed.LAST and typed.strip() == digits:
        found = Q(value_last4__holds=f"0000{digits}")
    else:
        found = Q(value_index__holds=typed)
    return ContactPoint.objects.filter(on_day(day), found, destroyed_on__isnull=True)


def masked(contact: ContactPoint) -> str:
    """How a contact point is shown on screens: never whole, and empty where its value was destroyed."""
    if contact.destroyed_on:
        return ""
    return rules.masked_contact(sealed.opened(contact, "value"))


def reveal(actor: Actor, thing: Record, purpose: str, *, field: str = "value") -> str:
    """One sealed value in clear; the reading is journaled under the thing's key with its purpose.

    It asks no permission: whoever calls it has fetched `thing` in the actor's scope.
    """
    return reveal_all(actor, [thing], purpose, field=field)[0]


def reveal_all(actor: Actor, things: Sequence[Record], purpose: str, *, field: str = "value") -> list[str]:
    """Sealed values in clear, in order, with one line for all of them (a mailing, a call list). Where processing of one of
    them is suspended it refuses: leave out those that `suspensions` names."""
    if not purpose.strip():
        raise Refused(_("Say what you need the personal data for. Choose or write a purpose."), field="purpose")
    if not things:
        return []
    _not_suspended(things)
    with intake("people.sealed.read", actor=actor, count=len(things), reason=purpose) as running:
        running.about["field"] = field
        running.touched.extend(Touched(thing, "read", {}, {}) for thing in things)
        return [sealed.opened(thing, field) for thing in things]


def consents_on(day: date, purpose: str) -> QuerySet[Consent]:
    """Consents that stand on a day: given, not run out, not withdrawn by then."""
    withdrawn = Withdrawal.objects.filter(consent=OuterRef("pk"), withdrawn_on__lte=day)
    still = Q(key__in=_suspended()) | Q(resident__key__in=_suspended())
    standing = Consent.objects.filter(on_day(day), ~Exists(withdrawn), purpose=purpose, destroyed_on__isnull=True)
    return standing.exclude(still)


def consenting(residents: Iterable[Resident], day: date, purpose: str) -> list[Resident]:
    """Those of `residents` who consent on that day, in order."""
    wanted = list(residents)
    given = set(consents_on(day, purpose).filter(resident__in=wanted).values_list("resident_id", flat=True))
    return [resident for resident in wanted if resident.pk in given]


def suspensions(things: Iterable[Record]) -> dict[str, Suspension]:
    """What stands still, by the key of the thing: its own data, or those of the resident whom it belongs to. One query."""
    keys = {thing.key: {thing.key, _resident_key(thing)} for thing in things}
    wanted = set().union(*keys.values()) if keys else set()
    found = {one.thing_key: one for one in Suspension.objects.filter(thing_key__in=wanted, until_on__isnull=True)}
    return {key: found[at] for key, all_of in keys.items() for at in sorted(all_of & found.keys())[:1]}


def residents_to_destroy(before: date) -> QuerySet[Resident]:
    """Without an account, registered before that day, and with nothing left that says why they are known: no contact point
    and no consent that was not destroyed."""
    contacts = ContactPoint.objects.filter(resident=OuterRef("pk"), destroyed_on__isnull=True)
    consents = Consent.objects.filter(resident=OuterRef("pk"), destroyed_on__isnull=True)
    old = Resident.objects.filter(registered_on__lt=before, account__isnull=True, destroyed_on__isnull=True)
    return old.filter(~Exists(contacts), ~Exists(consents))


def contacts_to_destroy(before: date) -> QuerySet[ContactPoint]:
    """Retired before that day."""
    return ContactPoint.objects.filter(until_on__lt=before, destroyed_on__isnull=True)


def consents_to_destroy(before: date) -> QuerySet[Consent]:
    """Withdrawn or run out before that day."""
    withdrawn = Withdrawal.objects.filter(consent=OuterRef("pk"), withdrawn_on__lt=before)
    return Consent.objects.filter(Q(until_on__lt=before) | Exists(withdrawn), destroyed_on__isnull=True)


def _suspended() -> QuerySet[Suspension, str]:
    return Suspension.objects.filter(until_on__isnull=True).values_list("thing_key", flat=True)


def _resident_key(thing: Record) -> str:
    resident = getattr(thing, "resident", None)
    return str(resident.key) if isinstance(resident, Resident) else thing.key


def _not_suspended(things: Sequence[Record]) -> None:
    found = next(iter(suspensions(things).values()), None)
    if found is not None:
        raise Refused(
            _("Processing of these personal data is suspended since %(day)s by the demand %(demand)s.")
            % {"day": found.from_on, "demand": found.demand},
            remedy=_("Leave this person out. Whoever answers demands of data subjects can lift the suspension."),
        )
