"""A person tries a failed job again."""

from dataclasses import dataclass

import pytest

from haengan.kernel.acts import running
from haengan.kernel.acts.running import Refused
from haengan.kernel.jobs import actions, work
from haengan.kernel.jobs.models import Work
from haengan.kernel.journal import queries as journal

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Clerk:
    kind: str = "official"
    key: str = "clerk"
    title: str = "김서기"


@pytest.fixture
def clerk(monkeypatch):
    """Acts on a floor below access: who may is not asked here."""
    monkeypatch.setattr(running, "permits", [])
    return Clerk()


def test_a_failed_job_is_tried_again_and_the_journal_says_who(trade, clerk):
    asked = actions.enqueue("test.note", {"what": 1})
    Work.objects.update(state=Work.State.FAILED)
    actions.again(asked.key, actor=clerk)
    work.once("a")
    assert trade == [1]
    assert journal.recent()[0].actor_title == "김서기"


def test_a_waiting_job_is_not_tried_again(trade, clerk):
    asked = actions.enqueue("test.note", {"what": 1})
    with pytest.raises(Refused, match="Only a job that failed"):
        actions.again(asked.key, actor=clerk)


@pytest.mark.parametrize("older", [{"name": "test.gone"}, {"args": {"how": 1}}])
def test_a_failed_job_that_this_version_does_not_know_is_refused_with_a_way_on(older, trade, clerk):
    asked = actions.enqueue("test.note", {"what": 1})
    Work.objects.update(state=Work.State.FAILED, **older)
    with pytest.raises(Refused, match="No system of this installation") as refused:
        actions.again(asked.key, actor=clerk)
    assert refused.value.remedy
