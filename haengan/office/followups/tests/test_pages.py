from datetime import date, timedelta

import pytest
from django.utils import timezone

from haengan.kernel.followups import actions
from haengan.kernel.followups.models import Followup
from haengan.kernel.followups.rules import Thing
from tests.cast import HOUSE

HALL = Thing("autonomy_townhalls.request", "k", "마을회관 지붕")


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def owed(kim):
    """Kim owes an answer since three days."""
    due = timezone.localdate() - timedelta(days=3)
    return actions.open(
        what="지붕 답변",
        thing=HALL,
        who=kim,
        due_on=due,
        opened_on=due - timedelta(days=9),
        room="autonomy.townhalls",
        actor=HOUSE,
    )


def test_what_is_overdue_stands_on_the_first_page_and_in_the_count(kim, owed, desk):
    page = text(desk(kim).get("/"))

    assert "지붕 답변" in page
    assert '<span class="count">1' in page


def test_nobody_else_sees_it(lee, owed, desk):
    browser = desk(lee)

    assert "지붕 답변" not in text(browser.get("/office/followups/"))
    assert browser.get(f"/office/followups/{owed.key}/").status_code == 404


def test_done_it_leaves_the_list_and_says_what_was_done(kim, owed, desk):
    browser = desk(kim)
    here = f"/office/followups/{owed.key}"

    given = {"revision": owed.revision, "completed_on": timezone.localdate().isoformat(), "note": "고쳤음"}
    assert browser.post(f"{here}/complete", given).status_code == 302

    assert "Nothing waits for you" in text(browser.get("/office/followups/"))
    assert "고쳤음" in text(browser.get(f"{here}/"))


def test_it_is_not_postponed_to_an_earlier_day(kim, owed, desk):
    given = {"revision": owed.revision, "due_on": date(2020, 1, 1).isoformat(), "reason": "비"}
    answer = desk(kim).post(f"/office/followups/{owed.key}/postpone", given)

    assert answer.status_code == 422
    assert "Choose a later day" in text(answer)


def test_a_page_seen_too_long_ago_changes_nothing(kim, owed, desk):
    given = {"revision": 99, "reason": "x"}
    assert desk(kim).post(f"/office/followups/{owed.key}/withdraw", given).status_code == 422
    assert not hasattr(Followup.objects.get(), "withdrawal")


def test_an_unknown_verb_does_not_exist(kim, owed, desk):
    assert desk(kim).get(f"/office/followups/{owed.key}/forget").status_code == 404
