from datetime import date

import pytest

from haengan.kernel.acts.running import System
from haengan.report import actions

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
