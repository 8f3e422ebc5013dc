from datetime import date

import pytest

from haengan.kernel.organisation.models import Unit
from haengan.rooms.support.ordinances.actions import cases, laws

TODAY = date(2023, 9, 4)
KEEP, DECIDE, READ = (f"support.ordinances.{name}" for name in ("keep", "decide", "read"))


@pytest.fixture
def clerk(kim, give):
    """Kim of the support division keeps ordinances and promulgates them."""
    give(kim, KEEP, DECIDE)
    return kim


@pytest.fixture
def law(clerk):
    def one(name="파주시 인사 규칙", kind="rule", subject="personnel", **given):
        return laws.enter_law(
            name=name, kind=kind, subject=subject, actor=clerk, **{"enacted_on": date(2010, 1, 4), **given}
        )

    return one


@pytest.fixture
def draft(clerk, city):
    def one(name="가람시 복지 조례", kind="ordinance", deed="enactment", subject="welfare", today=TODAY, **given):
        given = {"opened_on": date(2023, 2, 1), "unit": Unit.objects.get(key=city.units["support"]), **given}
        return cases.draft(
            name=name, kind=kind, deed=deed, subject=subject, today=today, actor=clerk, **{"purpose": "목적", **given}
        )

    return one


@pytest.fixture
def do(clerk):
    def one(action, record, on=None, today=TODAY, **given):
        record.refresh_from_db()
        if on is not None:
            given["on"] = on
        return action(key=record.key, revision=record.revision, today=today, actor=clerk, **given)

    return one


@pytest.fixture
def through(do):
    """An ordinance through the council: announced 6 February, received on 14 March, due by 3 April."""

    def one(case):
        do(cases.announce, case, date(2023, 2, 6))
        do(cases.review, case, date(2023, 3, 2))
        do(cases.submit, case, date(2023, 3, 3))
        do(cases.passed, case, date(2023, 3, 10))
        do(cases.receive, case, date(2023, 3, 14))
        return case

    return one
