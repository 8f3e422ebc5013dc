"""Where the kernel itself holds data of a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from haengan.kernel.files import queries as files
from haengan.kernel.files.models import File
from haengan.kernel.norms import queries as norms
from haengan.kernel.people import queries as people
from haengan.kernel.people.models import Consent, ContactPoint, Resident
from haengan.kernel.privacy.actions import emptying
from haengan.kernel.privacy.declare import Holding, Retention

NOTICE = ("주민 안내와 연락", "telling and reaching residents")

Holding(
    "kernel_people.ContactPoint",
    name="resident__name_ko",
    index="value_index",
    purpose=NOTICE,
    kept="people.contact.kept",
    corrects=("value",),
    shows=("kind", "value", "from_on", "until_on"),
)
Holding(
    "kernel_people.Resident",
    name="name_ko",
    index="contacts__value_index",
    purpose=NOTICE,
    kept="people.resident.kept",
    corrects=("name_ko",),
    shows=("name_ko", "registered_on"),
)
Holding(
    "kernel_people.Consent",
    name="resident__name_ko",
    index="resident__contacts__value_index",
    purpose=("동의 사실의 증명", "proof of consent"),
    kept="people.consent.kept",
    shows=("purpose", "text", "means", "from_on", "until_on"),
)
Holding(
    "kernel_people.Official",
    name="name_ko",
    index="contacts__value_index",
    purpose=("인사와 복무", "employment"),
    corrects=("name_ko", "name_en"),
    bound=True,
    shows=("name_ko", "name_en", "number", "from_on", "until_on"),
)
Holding(
    "kernel_privacy.Demand",
    name="name",
    index="contact_index",
    kept="privacy.demand.kept",
    bound=True,
    purpose=("정보주체 요구의 처리", "answering what people demand of their own data"),
    shows=("number", "received_on", "kind", "name", "contact", "born", "details"),
)


def _ended(norm: str, due: Callable[[Any], QuerySet[Any]]) -> Callable[[date], QuerySet[Any]]:
    """What ended longer ago than the norm says."""
    return lambda today: due(today - timedelta(days=int(norms.value(norm, on=today))))


def _taken_off(before: date) -> QuerySet[File]:
    return files.detached_before(datetime.combine(before, time.min, timezone.get_default_timezone()))


Retention(
    "people.residents",
    ko="연락처와 동의가 남지 않은 주민",
    en="Residents without contact points and consents",
    model=Resident,
    due=_ended("people.resident.kept", people.residents_to_destroy),
    norm="people.resident.kept",
    empties={"name_ko": "-"},
    on="destroyed_on",
)
Retention(
    "people.contacts",
    ko="쓰지 않게 된 연락처",
    en="Retired contact points",
    model=ContactPoint,
    due=_ended("people.contact.kept", people.contacts_to_destroy),
    norm="people.contact.kept",
    on="destroyed_on",
)
Retention(
    "people.consents",
    ko="철회되거나 끝난 동의",
    en="Consents that were withdrawn or ran out",
    model=Consent,
    due=_ended("people.consent.kept", people.consents_to_destroy),
    norm="people.consent.kept",
    empties={"text": "-"},
    on="destroyed_on",
)
Retention(
    "files.uploads",
    ko="떼어 낸 첨부파일",
    en="Files that were taken off everything",
    model=File,
    due=_ended("privacy.upload.kept", _taken_off),
    norm="privacy.upload.kept",
    empties={"name": "-"},
    on="destroyed_on",
    then=emptying.empty_file,
)
