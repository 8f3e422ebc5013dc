"""Warnings over the API: the registers for programs of officials (which can only draft), what is public for everyone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from haengan.rooms.safety.warnings.queries import published
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.register.warned import AREAS, HEADS, ORDERS, WARNINGS
from haengan.rooms.safety.warnings.register.watched import DECISIONS, RULES, SITUATIONS, VERSIONS

office = Router()
office.add_router("/orders", ORDERS.api())
office.add_router("/areas", AREAS.api())
office.add_router("/heads", HEADS.api())
office.add_router("/rules", RULES.api())
office.add_router("/versions", VERSIONS.api())
office.add_router("/decisions", DECISIONS.api())
office.add_router("/situations", SITUATIONS.api())
office.add_router("", WARNINGS.api())
public = Router(tags=["safety.warnings"])


class WarningOut(Schema):
    key: str
    number: str
    identifier: str
    kind: str
    cause: str
    level: str
    state: str
    headline: str
    text: str
    instruction: str
    sent_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@public.get("", response=list[WarningOut], summary="Warnings in force and lately ended", operation_id="warnings")
def warnings(request: HttpRequest) -> Any:
    """Newest first, in the language asked for; the signed CAP message stands beside each on the public site."""
    return [published.plain(row) for row in queries.public(timezone.now())[:100]]
