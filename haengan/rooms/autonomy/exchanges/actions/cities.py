"""Adding cities; signing, correcting and ending agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.files import actions as files
from haengan.kernel.files.actions import Upload
from haengan.rooms.autonomy.exchanges import queries, rules
from haengan.rooms.autonomy.exchanges.actions import writing
from haengan.rooms.autonomy.exchanges.models import Agreement, SisterCity


@act("autonomy.exchanges.add_city", by=writing.DESK)
def add_city(*, actor: Actor, **given: Any) -> SisterCity:
    """`given` are the fields of the city. It stands last in lists."""
    code = rules.slug(given["name_en"])
    if not code:
        raise Refused(_("The English name holds no letter that a code can be made of."), field="name_en")
    if SisterCity.objects.filter(code=code).exists():
        raise Refused(
            _("There is a city with this English name already."),
            field="name_en",
            remedy=_("Correct that one, or add the region to the name."),
        )
    _country_agrees(given)
    return SisterCity.objects.create(code=code, position=queries.last_position() + 1, **given)


@act("autonomy.exchanges.correct_city", by=writing.DESK)
def correct_city(*, key: str, revision: int, actor: Actor, reason: str = "", **given: Any) -> SisterCity:
    """Its code stays as it is, because figures and reports name it."""
    city = access.take(actor, SisterCity, key, revision)
    _country_agrees(given, but=key)
    return writing.changed(city, given)


@act("autonomy.exchanges.sign", by=writing.DESK)
def sign(*, city: SisterCity, actor: Actor, document: Upload | None = None, **given: Any) -> Agreement:
    _council_has_decided(given["kind"], given["signed_on"], given.get("council_on"))
    _no_other_stands(city, given)
    agreement = Agreement.objects.create(city=city, **given)
    _attach(agreement, document, actor)
    _settle_partnership(city)
    return agreement


@act("autonomy.exchanges.correct_agreement", by=writing.DESK)
def correct_agreement(
    *, key: str, revision: int, actor: Actor, reason: str = "", document: Upload | None = None, **given: Any
) -> Agreement:
    agreement = access.take(actor, Agreement, key, revision)
    _council_has_decided(given["kind"], given["signed_on"], given.get("council_on"))
    _no_other_stands(given["city"], given, but=key)
    writing.changed(agreement, given)
    _attach(agreement, document, actor)
    _settle_partnership(agreement.city)
    return agreement


@act("autonomy.exchanges.end_agreement", by=writing.DESK)
def end_agreement(*, key: str, revision: int, until_on: date, reason: str, actor: Actor) -> Agreement:
    """`until_on` is the day from which it no longer stands."""
    agreement = access.take(actor, Agreement, key, revision)
    if agreement.until_on is not None and agreement.until_on <= until_on:
        raise Refused(_("This agreement ends earlier already. Correct it if that day is wrong."), field="until_on")
    if until_on <= agreement.signed_on:
        raise Refused(_("An agreement ends after it was signed. Check both days."), field="until_on")
    agreement.until_on, agreement.end_reason = until_on, reason
    agreement.save()
    _settle_partnership(agreement.city, otherwise="none")
    return agreement


def _country_agrees(given: dict[str, Any], but: str = "") -> None:
    """A country has the same names at all of its cities, since a published list merges its cells."""
    other = queries.country_named(given["country"], but)
    if other is None or (other.country_ko, other.country_en) == (given["country_ko"], given["country_en"]):
        return
    message = _("%(city)s stands under %(country)s already.")
    names = f"{other.country_ko} ({other.country_en}, {other.country})"
    raise Refused(
        message % {"city": other, "country": names}, field="country_ko", remedy=_("Write the country in the same way.")
    )


def _council_has_decided(kind: str, signed_on: date, council_on: date | None) -> None:
    """지방자치법 제47조제1항제10호, 같은 법 시행령 제39조."""
    if council_on is not None and council_on > signed_on:
        message = _("The council decides before the agreement is signed. Check both days.")
        raise Refused(message, field="council_on")
    if council_on is None and queries.council_must_decide(kind, signed_on):
        raise Refused(
            _("An agreement of this kind needs the decision of the city council."),
            field="council_on",
            remedy=_("Enter the day of the decision (Local Autonomy Act, article 47 (1) 10)."),
        )


def _no_other_stands(city: SisterCity, given: dict[str, Any], but: str = "") -> None:
    until_on = given.get("until_on")
    other = queries.overlapping(city, given["kind"], given["signed_on"], until_on).exclude(key=but).first()
    if other is not None:
        raise Refused(
            _("%(city)s has an agreement of this kind since %(day)s that still stands then.")
            % {"city": city, "day": other.signed_on.isoformat()},
            field="signed_on",
            remedy=_("End that one first, or choose another kind."),
        )


def _attach(agreement: Agreement, document: Upload | None, actor: Actor) -> None:
    if document is not None:
        kept = files.keep(document, actor=actor)
        thing = {"thing_type": agreement._meta.label_lower, "thing_key": agreement.key, "thing_title": str(agreement)}
        files.attach(kept, actor=actor, **thing)


def _settle_partnership(city: SisterCity, otherwise: str = "") -> None:
    open_ended = city.agreements.filter(until_on__isnull=True)
    settled = queries.partnership_of(open_ended, otherwise or city.partnership)
    if settled != city.partnership:
        city.partnership = settled
        city.save()
