"""Thresholds take two people and hold from a moment on; what is wrong with them is told with its path."""

import pytest
from django.db import DatabaseError, transaction

from haengan.kernel.acts.running import Refused
from haengan.rooms.safety.warnings.actions import areas, ruling
from haengan.rooms.safety.warnings.models.watched import RuleVersion
from haengan.rooms.safety.warnings.tests.watched.conftest import APPROVE, KEEP, NOW, RIVER, at

pytestmark = pytest.mark.django_db


def draft(rule, drafter, conditions=RIVER):
    return ruling.draft(
        rule=rule, conditions=conditions, grounds="2020년 홍수", source="하천기본계획", now=NOW, actor=drafter
    )


def test_a_version_is_complete_with_how_long_its_series_may_be_silent(series, rule, drafter):
    series(silent_minutes=20, rhythm_seconds=60)

    assert draft(rule, drafter).conditions["series"] == {"W1": {"silent": 20, "rhythm": 60, "unit": "m"}}


def test_nobody_approves_what_they_drafted(series, rule, drafter, give):
    series()
    give(drafter, KEEP, APPROVE)
    made = draft(rule, drafter)

    with pytest.raises(Refused, match=r"drafted|작성"):
        ruling.approve(key=made.key, revision=made.revision, now=NOW, actor=drafter)


def test_thresholds_never_hold_backwards(series, rule, drafter, approver):
    series()
    made = draft(rule, drafter)

    with pytest.raises(Refused) as refused:
        ruling.approve(key=made.key, revision=made.revision, now=NOW, from_at=at(-1), actor=approver)
    assert refused.value.field == "from_at"


def test_a_version_is_never_changed(version):
    made = version()
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleVersion.objects.filter(pk=made.pk).update(reason="nachträglich")


@pytest.mark.parametrize(
    ("conditions", "path"),
    [
        ({"levels": {"caution": {"when": {"level": {"series": "W1"}}}}}, "levels.caution.when.level"),
        ({"levels": {"caution": {"when": {"level": {"series": "W9", "value": 1}}}}}, "series.W9"),
        ({"levels": {"caution": {"when": {"rate": {"series": "W1", "value": 1, "minutes": 0}}}}}, "rate.minutes"),
        ({"levels": {"orange": {}}}, "orange"),
        ({"levels": {"caution": {"when": {"all": []}}}}, "levels.caution.when.all"),
        ({"levels": {"caution": {"when": {"sum": {"series": "W1", "value": 1, "hours": 3}}}}}, "W1"),
        ([], "JSON"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(series, rule, drafter, conditions, path):
    series()
    with pytest.raises(Refused, match=path.replace(".", r"\.")) as refused:
        draft(rule, drafter, conditions)
    assert refused.value.field == "conditions"


def test_an_outsider_and_a_reader_draft_nothing(series, rule, outsider, kim):
    series()
    for actor in (outsider, kim):
        with pytest.raises(Refused):
            draft(rule, actor)


def test_a_rule_names_only_an_area_that_was_drawn_and_is_in_use(rule, drafter, give):
    give(drafter, KEEP, "safety.warnings.draft")
    with pytest.raises(Refused, match="FA-1") as refused:
        ruling.enter(number="F-2", name_ko="없는 구역", cause="flood", area="FA-1", actor=drafter)
    assert refused.value.field == "area"
    ring = [[126.7, 37.7], [126.71, 37.7], [126.71, 37.71], [126.7, 37.71], [126.7, 37.7]]
    drawn = areas.draw(
        number="FA-1",
        outline={"type": "Polygon", "coordinates": [ring]},
        name_ko="구역",
        cause="flood",
        actor=drafter,
    )
    ruling.correct(key=rule.key, revision=rule.revision, area="FA-1", actor=drafter)
    areas.end(key=drawn.key, revision=drawn.revision, today=NOW.date(), reason="새로 그림", actor=drafter)
    with pytest.raises(Refused, match="FA-1"):
        ruling.enter(number="F-3", name_ko="옛 구역", cause="flood", area="FA-1", actor=drafter)
