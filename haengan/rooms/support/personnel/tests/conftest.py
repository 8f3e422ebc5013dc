"""`kim` keeps personnel orders; many officials of one division may be made at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haengan.kernel.approvals.tests.conftest import headed, own_keys  # noqa: F401  # a fixture
from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.models import Post
from haengan.kernel.people import actions as people
from haengan.rooms.support.personnel import actions
from tests.cast import FOUNDED, HOUSE


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def keeper(kim, give):
    give(kim, "support.personnel.transfer")
    return kim


@pytest.fixture
def head(city):
    return headed(city, "support", number="2001", name_ko="오과장", name_en="Oh Gwajang")


@pytest.fixture
def order(keeper, today):
    return actions.draft(title="상반기 정기인사", effective_on=today + timedelta(days=7), actor=keeper)


@pytest.fixture
def pools(city):
    """Two posts of 400 seats."""
    found = {}
    for division in ("autonomy", "digital"):
        post = organisation.opening(
            "open_post",
            unit=city.units[division],
            title_ko="주무관(다수)",
            title_en="Officers",
            grades=("8",),
            established=400,
        )
        organisation.change(planned=[post], from_on=FOUNDED, actor=HOUSE)
        found[division] = Post.objects.get(key=post.target)
    return found


@pytest.fixture
def staffed(pools):
    """``staffed(3)``: so many officials at the first of the two posts."""

    def made(count, begins=5000):
        officials = []
        for number in range(begins, begins + count):
            told = {"number": str(number), "name_ko": f"직원{number}", "grade": "8", "from_on": FOUNDED}
            officials.append(people.register(**told, actor=HOUSE, invented=True))
            organisation.appoint(official=officials[-1].key, post=pools["autonomy"].key, from_on=FOUNDED, actor=HOUSE)
        return officials

    return made
