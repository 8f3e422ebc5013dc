from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.followups import actions
from haengan.kernel.followups.rules import Thing

THING = Thing("autonomy_townhalls.townhall", "thing", "금촌동 이동시장실")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def opened(kim, today):
    """``opened(lee, in_days=3)``: kim opens a follow-up for someone."""

    def open_for(who, *, in_days=3, what="답변", thing=THING, room="autonomy.townhalls", ago=40):
        due_on = today + timedelta(days=in_days)
        opened_on = min(today, due_on) - timedelta(days=ago)
        return actions.open(what=what, thing=thing, who=who, due_on=due_on, room=room, opened_on=opened_on, actor=kim)

    return open_for
