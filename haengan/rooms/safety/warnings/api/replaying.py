"""What a version would have decided in a past period, beside the warnings that were given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from haengan.kernel.registers import permission, wrongs
from haengan.kernel.registers.problems import Problem
from haengan.rooms.safety.warnings.forms.replaying import PeriodForm
from haengan.rooms.safety.warnings.queries import judging
from haengan.rooms.safety.warnings.register.watched import VERSIONS

router = Router()
WRONG: Any = dict.fromkeys((401, 403, 404, 422, 429), Problem)


class Period(Schema):
    """Both moments are needed; they are asked for after the permission. `level`: alarms and warnings of this level or above."""

    from_at: datetime | None = None
    until_at: datetime | None = None
    level: str = "attention"


class WarningOut(Schema):
    number: str
    level: str
    since: datetime
    until: datetime | None


class AlarmOut(Schema):
    since: datetime
    until: datetime | None


class HitOut(Schema):
    """`alarm` is the place in `alarms`; `lead_minutes` below 0 where the alarm came after the warning."""

    warning: str
    alarm: int
    lead_minutes: float


class VersionOut(Schema):
    """`found` is the share of the warnings that it would have foreseen, `wrong` that of its alarms without a warning."""

    version: str
    ordinal: int
    alarms: list[AlarmOut]
    hits: list[HitOut]
    misses: list[str]
    false_alarms: list[int]
    found: float | None
    wrong: float | None
    lead_minutes: float | None
    doubts: int


class ReplayOut(Schema):
    warnings: list[WarningOut]
    versions: list[VersionOut]


@router.get(
    "/{key}/replay",
    response={200: ReplayOut, **WRONG},
    summary="A version over a past period, beside the version in force and the warnings given",
    operation_id="safety_warnings_replay",
)
def replay(request: HttpRequest, key: str, period: Query[Period]) -> Any:
    version = permission.record(VERSIONS, permission.reader(request, VERSIONS), key)
    form = PeriodForm({name: getattr(period, name) for name in ("from_at", "until_at", "level")})
    found = form.replayed(version, timezone.now()) if form.is_valid() else []
    if form.errors:
        raise wrongs.Invalid(wrongs.of_form(form))
    told = form.cleaned_data
    warned = judging.given(version.rule, told["from_at"], told["until_at"], told["level"])
    return judging.plain([judging.judged(one, warned, told["level"]) for one in found], warned)
