"""Whose personal data come to their end."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from haengan.kernel.norms import queries as norms
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.states import State

UNCONFIRMED_DAYS = 30


def due(today: date) -> QuerySet[Petition]:
    """Ended longer ago than they are kept; never confirmed and lapsed a month ago."""
    before = today - timedelta(days=norms.value("petitions.kept", on=today))
    lapsed = Q(state=State.LAPSED, ended_on__lt=today - timedelta(days=UNCONFIRMED_DAYS))
    return Petition.objects.filter(Q(ended_on__lt=before) | lapsed, destroyed_on__isnull=True)
