"""Every act on people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import identify_hasher
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from haengan.kernel.acts.rows import take
from haengan.kernel.acts.running import Actor, Refused, act, note
from haengan.kernel.people.models import (
    GRADES,
    SERIES,
    Account,
    Consent,
    ContactPoint,
    Official,
    Rank,
    Resident,
    Withdrawal,
)
from haengan.kernel.tables.queries import on_day

DESK = ("official", "system")
SELF = ("official", "resident", "system")


@act("people.accounts.open", by=DESK)
def open_account(
    *, login: str, password: str | None, actor: Actor, language: str = "ko", hashed: bool = False
) -> Account:
    """An account without password (None) signs in by the city's single sign-on or a passkey alone.

    `hashed` says that the password was hashed before: accounts taken over from elsewhere, or many with one first password.
    """
    if Account.objects.filter(login=login).exists():
        raise Refused(_("The sign-in name %(login)s is taken. Choose another.") % {"login": login}, field="login")
    account = Account(login=login, language=language)
    if hashed and password:
        account.password = _known_hash(password)
    else:
        account.set_password(password)
    account.save()
    note(account=account.key, login=login)
    return account


@act("people.officials.register", by=DESK)
def register(
    *,
    number: str,
    name_ko: str,
    grade: str,
    from_on: date,
    actor: Actor,
    series: str = "administration",
    name_en: str = "",
    account: Account | None = None,
    invented: bool = False,
) -> Official:
    _known(grade, GRADES, "grade")
    _known(series, SERIES, "series")
    if Official.objects.filter(number=number).exists():
        raise Refused(
            _("An official with the staff number %(number)s is registered already. Open that record instead.")
            % {"number": number},
            field="number",
        )
    official = Official.objects.create(
        number=number, name_ko=name_ko, name_en=name_en, from_on=from_on, account=account, invented=invented
    )
    Rank.objects.create(official=official, grade=grade, series=series, from_on=from_on)
    return official


@act("people.officials.correct", by=DESK)
def correct(*, key: str, revision: int, actor: Actor, reason: str = "", **values: str) -> Official:
    """`values` out of number, name_ko, name_en."""
    official = take(Official.objects.all(), key, revision)
    for name, value in values.items():
        if name not in {"number", "name_ko", "name_en"}:
            raise Refused(_("%(name)s cannot be corrected here.") % {"name": name}, field=name)
        setattr(official, name, value)
    official.save()
    return official


@act("people.officials.promote", by=DESK)
def promote(*, key: str, grade: str, from_on: date, actor: Actor, series: str = "", reason: str = "") -> Rank:
    """A new grade or series from a day on: promotion, demotion, change of series."""
    _known(grade, GRADES, "grade")
    official = take(Official.objects.all(), key)
    last = official.ranks.order_by("-from_on").first()
    if last is None or from_on <= last.from_on:
        raise Refused(_("The official's rank was changed on that day or later. Choose a later day."), field="from_on")
    if official.until_on and from_on >= official.until_on:
        raise Refused(_("The official has left by then. Choose an earlier day."), field="from_on")
    last.until_on = from_on
    last.save()
    return Rank.objects.create(official=official, grade=grade, series=series or last.series, from_on=from_on)


@act("people.officials.leave", by=DESK)
def leave(*, key: str, revision: int, until_on: date, actor: Actor, reason: str = "") -> Official:
    """`until_on` is the first day on which the official no longer works here."""
    official = take(Official.objects.all(), key, revision)
    if until_on <= official.from_on:
        raise Refused(_("An official leaves after the day of joining. Choose a later day."), field="until_on")
    official.until_on = until_on
    official.save()
    for rank in official.ranks.filter(on_day(until_on)):
        if rank.from_on < until_on:
            rank.until_on = until_on
            rank.save()
    return official


@act("people.officials.link", by=DESK)
def link(*, key: str, revision: int, account: Account | None, actor: Actor) -> Official:
    """Give an official the account to sign in with, or take it away (None)."""
    official = take(Official.objects.all(), key, revision)
    taken = Official.objects.filter(account=account).exclude(pk=official.pk) if account else Official.objects.none()
    if taken.exists() or (account and Resident.objects.filter(account=account).exists()):
        raise Refused(_("That account belongs to someone else. Open a new account."), field="account")
    official.account = account
    official.save()
    return official


@act("people.residents.register", by=("official", "resident", "anyone", "system"))
def register_resident(
    *, name_ko: str, registered_on: date, actor: Actor, account: Account | None = None, invented: bool = False
) -> Resident:
    return Resident.objects.create(name_ko=name_ko, registered_on=registered_on, account=account, invented=invented)


@act("people.contacts.add", by=("official", "resident", "anyone", "system"))
def add_contact(*, person: Official | Resident, kind: str, value: str, from_on: date, actor: Actor) -> ContactPoint:
    """A resident adds only own contact points."""
    _only_own(actor, person)
    _fits(kind, value)
    owner: dict[str, Any] = {"official": person} if isinstance(person, Official) else {"resident": person}
    return ContactPoint.objects.create(kind=kind, value=value.strip(), from_on=from_on, **owner)


@act("people.contacts.retire", by=SELF)
def retire_contact(*, key: str, revision: int, until_on: date, actor: Actor) -> ContactPoint:
    contact = take(ContactPoint.objects.all(), key, revision)
    _only_own(actor, contact.official or contact.resident)
    contact.until_on = max(until_on, contact.from_on)
    contact.save()
    return contact


@act("people.consents.give", by=("official", "resident", "anyone", "system"))
def consent(
    *,
    resident: Resident,
    purpose: str,
    text: str,
    means: str,
    from_on: date,
    actor: Actor,
    until_on: date | None = None,
) -> Consent:
    """`text` is what the resident was shown; an official enters what was given on paper or by voice."""
    _only_own(actor, resident)
    _known(means, Consent.Means.choices, "means")
    if not text.strip():
        raise Refused(_("Keep the text to which the resident agreed."), field="text")
    return Consent.objects.create(
        resident=resident, purpose=purpose, text=text, means=means, from_on=from_on, until_on=until_on
    )


@act("people.consents.withdraw", by=SELF)
def withdraw(*, key: str, withdrawn_on: date, actor: Actor, reason: str = "") -> Withdrawal:
    given = take(Consent.objects.select_related("resident"), key)
    _only_own(actor, given.resident)
    if withdrawn_on < given.from_on:
        raise Refused(_("A consent is withdrawn on or after the day it was given."), field="withdrawn_on")
    if Withdrawal.objects.filter(consent=given).exists():
        raise Refused(_("This consent is withdrawn already. Nothing is left to do."))
    return Withdrawal.objects.create(consent=given, withdrawn_on=withdrawn_on)


def _known_hash(encoded: str) -> str:
    try:
        identify_hasher(encoded)
    except ValueError:
        raise Refused(
            _("That is not a password hash that Haengan knows. Give the password itself."), field="password"
        ) from None
    return encoded


def _known(code: str, choices: Any, field: str) -> None:
    if code not in {value for value, _label in choices}:
        raise Refused(_("%(code)s is not among the choices. Choose one from the list.") % {"code": code}, field=field)


def _only_own(actor: Actor, person: Official | Resident | None) -> None:
    own = person is not None and person.key == actor.key
    new = isinstance(person, Resident) and person.account_id is None
    if (actor.kind == "resident" and not own) or (actor.kind == "anyone" and not new):
        raise Refused(_("You can change only what is your own. Ask the bureau for help with the rest."))


def _fits(kind: str, value: str) -> None:
    _known(kind, ContactPoint.Kind.choices, "kind")
    digits = sum(c.isdigit() for c in value)
    if kind in {"mobile", "phone"} and not 7 <= digits <= 15:
        raise Refused(_("A telephone number has 7 to 15 digits, such as 031-940-1234."), field="value")
    if kind == "email":
        try:
            validate_email(value.strip())
        except ValidationError:
            raise Refused(_("That is not an e-mail address, such as name@example.kr."), field="value") from None
    if not value.strip():
        raise Refused(_("Write the number or address."), field="value")
