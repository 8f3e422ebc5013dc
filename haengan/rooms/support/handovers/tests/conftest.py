"""`kim` is transferred from the support division to the digital one; `lee` becomes the successor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.followups import actions as followups
from haengan.kernel.followups.rules import Thing
from haengan.kernel.organisation import actions as organisation
from haengan.rooms.support.handovers import queries
from haengan.rooms.support.handovers.actions import opening, signing
from haengan.rooms.support.handovers.models import Handover
from tests.cast import HOUSE

THING = Thing("autonomy_townhalls.townhall", "thing", "금촌동 이동시장실")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def owed(kim, today):
    """Something that kim owes."""
    return followups.open(what="답변", thing=THING, who=kim, due_on=today, room="autonomy.townhalls", actor=kim)


@pytest.fixture
def transferred(kim, lee, city, today):
    """From tomorrow on kim works in the digital division and lee in kim's place."""
    day = today + timedelta(days=1)
    organisation.appoint(official=kim.key, post=city.posts["digital"], from_on=day, actor=HOUSE)
    organisation.appoint(official=lee.key, post=city.posts["support"], from_on=day, actor=HOUSE)
    return day


@pytest.fixture
def handover(owed, transferred, kim, today):
    """Opened by the sweep, and described by kim."""
    for ended in queries.ended(today):
        opening.open(ended, today=today, actor=HOUSE)
    found = Handover.objects.get(giver=kim)
    return signing.describe(key=found.key, revision=found.revision, work="읍면동 업무 지원", actor=kim)


def step(act, handover, actor, today, **more):
    return act(key=handover.key, revision=None, today=today, actor=actor, **more)
