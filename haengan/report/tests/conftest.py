from datetime import UTC, date, datetime

import pytest

from haengan.kernel.acts.running import System
from haengan.kernel.approvals.actions import drafting, signing
from haengan.kernel.approvals.models import Paper
from haengan.report import actions
from haengan.report.models import Edition

CLERK = System("clerk")


@pytest.fixture
def report(db):
    return actions.open_report(
        year=2023,
        title_ko="주요업무보고",
        title_en="Major-work report",
        organisation_ko="행정안전국",
        organisation_en="Administration and Safety Bureau",
        base_on=date(2023, 12, 31),
        vision_ko="안전도시",
        vision_en="A safe city",
        actor=CLERK,
    )


@pytest.fixture
def write(report):
    def _write(ko, kind="item", en="", **told):
        return actions.write(report=report, kind=kind, text_ko=ko, text_en=en, actor=CLERK, **told)

    return _write


@pytest.fixture
def approved(report, kim, director, give):
    """``approved()``: the edition that a final approval freezes; kim drafts, the director approves."""
    give(kim, "report.write")

    def made():
        now = datetime.now(UTC)
        paper = drafting.draft(kind="report.freeze", title="확정", subject=report.key, now=now, actor=kim)
        version = drafting.submit(key=paper.key, revision=paper.revision, now=now, actor=kim)
        signing.approve(key=paper.key, digest=version.digest, now=now, actor=director)
        return Edition.objects.get(key=Paper.objects.get(pk=paper.pk).outcome.thing_key)

    return made
