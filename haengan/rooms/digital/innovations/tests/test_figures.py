from datetime import date
from decimal import Decimal

import pytest

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import day, month, year
from haengan.rooms.digital.innovations import figures
from haengan.rooms.digital.innovations.actions import parts, tasks
from haengan.rooms.digital.innovations.tests.conftest import TODAY

pytestmark = pytest.mark.django_db
COUNTED = [f for f in vars(figures).values() if isinstance(f, figures.Figure) and f.source is not None]


@pytest.fixture
def portfolio(adopt, carry_out, do, keeper):
    """2023 by hand: two tasks on work (one done in May with 30 and 20 million won, one of two targets met), one on
    services; one entered by mistake."""
    first = carry_out(adopt(), date(2023, 5, 1))
    adopt("전자 결재 안내")
    adopt("민원 안내 누리집", field="services", adopted_on=date(2023, 4, 3))
    do(tasks.retract, adopt("잘못 입력", field="community"), reason="두 번 입력")
    for source, amount in (("city", 30_000_000), ("nation", 20_000_000)):
        parts.fund(task=first, year=2023, source=source, amount=amount, spent=10_000_000, actor=keeper)
    for name, value in (("건수", 12), ("만족도", 70)):
        indicator = parts.gauge(task=first, name=name, unit="건", actor=keeper)
        parts.measure(
            indicator=indicator,
            year=2023,
            target=Decimal(80 if name == "만족도" else 10),
            value=Decimal(value),
            today=TODAY,
            actor=keeper,
        )


@pytest.mark.usefixtures("portfolio")
@pytest.mark.parametrize(
    ("figure", "period", "expected"),
    [
        (figures.TASKS, year(2023), 3),
        (figures.TASKS, month(2023, 4), 1),
        (figures.DONE, month(2023, 5), 1),
        (figures.OPEN, day(date(2023, 4, 30)), 3),
        (figures.OPEN, day(date(2023, 5, 1)), 2),
        (figures.BUDGET, year(2023), 50_000_000),
        (figures.SPENT, year(2023), 20_000_000),
        (figures.MEASURED, month(2023, 9), 2),
        (figures.MET, month(2023, 9), 1),
        (figures.INDICATORS_MET, year(2023), 50),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_the_year_as_counted_by_hand(figure, period, expected):
    assert measured.value(figure, period).amount == expected


@pytest.mark.usefixtures("portfolio")
def test_tasks_by_field():
    found = {r.asked.member: r.amount for r in measured.by(figures.TASKS, year(2023), "field") if r.amount}
    assert found == {"work": 2, "services": 1}


@pytest.mark.usefixtures("portfolio")
@pytest.mark.parametrize("figure", COUNTED, ids=lambda figure: figure.name)
def test_what_is_behind_a_value_comes_to_the_value(figure):
    asked = Asked(figure, year(2023))
    rows = measured.behind(asked).records
    found = sum(getattr(row, figure.measure) for row in rows) if figure.measure else rows.count()
    assert found == measured.read(asked).amount > 0


@pytest.mark.usefixtures("portfolio")
def test_the_table_lists_the_tasks():
    rows = [[c.value(row) for c in figures.LIST.columns] for row in figures.LIST.rows(year(2023))]
    assert rows[0][0] == {"ko": "행정서비스 혁신", "en": "Services"}
    assert [row[3] for row in rows] == [0, 50_000_000, 0]
