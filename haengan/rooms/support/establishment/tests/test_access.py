from datetime import date

import pytest

from haengan.kernel.access import queries as access
from haengan.rooms.support.establishment import actions
from haengan.rooms.support.establishment.models import Amendment, Census
from haengan.rooms.support.establishment.tests.conftest import DECIDE, KEEP, READ, TODAY

SURVEY = {"taken_on": date(2023, 6, 30), "today": TODAY}


def test_an_official_of_another_division_may_not_survey(lee):
    with pytest.raises(Exception, match="duty"):
        actions.survey(**SURVEY, actor=lee)


def test_an_outsider_sees_and_does_nothing(outsider, propose):
    propose()
    assert not access.scoped(outsider, Amendment).exists()
    assert not access.may(outsider, "support.establishment.propose")


def test_whoever_only_reads_changes_nothing(lee, give, clerk):
    give(lee, READ)
    actions.survey(**SURVEY, actor=clerk)
    assert access.scoped(lee, Census).count() == 1
    assert not access.may(lee, "support.establishment.recount")


def test_the_keeper_drafts_and_the_decider_promulgates(kim, lee, give):
    give(kim, KEEP)
    give(lee, DECIDE)
    assert access.may(kim, "support.establishment.propose")
    assert not access.may(kim, "support.establishment.promulgate")
    assert access.may(lee, "support.establishment.promulgate")
    assert not access.may(lee, "support.establishment.propose")
