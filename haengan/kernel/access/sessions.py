"""Who is signed in. Sessions are kept by the sign-in library, in the officials' application alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from haengan.kernel.organisation.models import Appointment
from haengan.kernel.people.models import Account, Official


def standing(now: datetime) -> QuerySet[Any]:
    """Sessions that still open the door, newest use first."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    known = apps.get_model("usersessions", "UserSession").objects.filter(Exists(alive))
    found: QuerySet[Any] = known.select_related("user__official").order_by("-last_seen_at", "-id")
    return found


def outlived(today: date) -> QuerySet[Account]:
    """Accounts with a session that began on a day before the end of an appointment or employment that is over now."""
    began = Q(until_on__gt=OuterRef("began_on")) & Q(until_on__lte=today)
    left = Appointment.objects.filter(began, official__account=OuterRef("user"))
    gone = Official.objects.filter(began, account=OuterRef("user"))
    signed = apps.get_model("usersessions", "UserSession").objects.annotate(began_on=TruncDate(F("created_at")))
    ended = signed.filter(Exists(left) | Exists(gone))
    return Account.objects.filter(pk__in=ended.values("user"))
