"""A small report on the orchard with figures of every kind, recorded and entered, whole and in parts, and a list."""

from datetime import date

from haengan.kernel.figures import actions as figures
from haengan.kernel.figures.rules import day, year
from haengan.kernel.figures.tests.orchard import actions as orchard
from haengan.report import actions
from haengan.report.models import Edition
from haengan.report.tests.conftest import CLERK

LINES = (
    "바구니 {{test.orchard.baskets|2023}}개(북 {{test.orchard.baskets|2023|region=north}}, 남 {{test.orchard.baskets|2023|region=south}}), "
    "배 {{test.orchard.baskets|2023|sort=pear}}개",
    "상반기 {{test.orchard.weight|2023-01-01..2023-06-30}}, 하반기 {{test.orchard.weight|2023-07-01..2023-12-31}}, "
    "모두 {{test.orchard.weight|2023}}",
    "농가 {{test.orchard.growers|2023}}곳, 나무 {{test.orchard.trees|2023}}그루({{test.orchard.trees|2023|since=2022|form=arrow}})",
    "농가당 {{test.orchard.baskets_per_grower|2023}}%, 방문객 {{test.orchard.visitors|2023}}명, "
    "북 {{test.orchard.visitors|2023|region=north|form=man}}명, 남 {{test.orchard.visitors|2023|region=south}}명",
)
LIST = {"kind": "list", "name": "test.orchard.list", "period": "2023"}


def frozen() -> Edition:
    """Four baskets of two growers (one of 2024), three trees beside a hundred entered, visitors entered by region; all of it told and frozen."""
    _happened()
    report = actions.open_report(
        year=2023, title_ko="주요업무보고", title_en="Major-work report", organisation_ko="행정안전국",
        organisation_en="Administration and Safety Bureau", base_on=date(2023, 12, 31), vision_ko="안전도시",
        vision_en="A safe city", actor=CLERK,
    )  # fmt: skip
    for line in LINES:
        actions.write(report=report, kind="item", text_ko=line, text_en=line, actor=CLERK)
    actions.write(report=report, kind="table", anchor="harvest", text_ko="", text_en="", table=LIST, actor=CLERK)
    made = actions.freeze(key=report.key, actor=CLERK)
    return Edition.objects.select_related("report", "freeze").get(pk=made.pk)


def _happened() -> None:
    north, south = orchard.settle(region="north", actor=CLERK), orchard.settle(region="south", actor=CLERK)
    orchard.pick(grower=north, on=date(2023, 3, 1), weight=7, rough=True, actor=CLERK)
    orchard.pick(grower=north, on=date(2023, 8, 1), weight=11, sorts=("apple", "pear"), actor=CLERK)
    orchard.pick(grower=south, on=date(2023, 6, 30), weight=13, actor=CLERK)
    orchard.pick(grower=south, on=date(2024, 1, 1), weight=17, actor=CLERK)
    orchard.plant(grower=north, on=date(2021, 4, 5), actor=CLERK)
    orchard.plant(grower=north, on=date(2022, 4, 5), felled_on=date(2024, 2, 1), actor=CLERK)
    orchard.plant(grower=south, on=date(2023, 4, 5), actor=CLERK)
    figures.enter(
        figure="test.orchard.trees", period=day(date(2022, 12, 31)), amount=100, document="나무 대장",
        today=date(2023, 1, 2), actor=CLERK,
    )  # fmt: skip
    for region, amount in (("north", 40_000), ("south", 1_234)):
        figures.enter(
            figure="test.orchard.visitors", period=year(2023), part=f"region={region}", amount=amount,
            document="방문객 대장", today=date(2024, 1, 1), actor=CLERK,
        )  # fmt: skip
