from datetime import date

import pytest

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.queries import Asked
from haengan.kernel.figures.rules import day, month, year
from haengan.rooms.support.ordinances import figures
from haengan.rooms.support.ordinances.actions import cases, laws, opinions

pytestmark = pytest.mark.django_db
COUNTED = [f for f in vars(figures).values() if isinstance(f, figures.Figure)]


@pytest.fixture
def spring(draft, through, do, law, outsider):
    """March and April 2023 by hand: one ordinance enacted on 31 March (its report and the word to the chair are owed
    since 20 and 31 March), one personnel rule amended on 3 April and one repealed on 4 April."""
    case = draft()
    do(cases.announce, case, date(2023, 2, 6))
    opinions.say(key=case.key, name="홍길동", text="찬성", today=date(2023, 2, 7), actor=outsider)
    do(cases.review, case, date(2023, 3, 2))
    do(cases.submit, case, date(2023, 3, 3))
    do(cases.passed, case, date(2023, 3, 10))
    do(cases.receive, case, date(2023, 3, 14))
    do(laws.promulgate, case, date(2023, 3, 31))
    for name, deed, on in (("규칙 1", "amendment", date(2023, 4, 3)), ("규칙 2", "repeal", date(2023, 4, 4))):
        rule = draft(name="", kind="rule", deed=deed, subject="personnel", law=law(name=name))
        do(cases.review, rule, date(2023, 3, 2), unannounced="제41조제1항제4호")
        do(laws.promulgate, rule, on)


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize(
    ("figure", "period", "expected"),
    [
        (figures.ENACTED, month(2023, 3), 1),
        (figures.AMENDED, month(2023, 3), 0),
        (figures.AMENDED, month(2023, 4), 1),
        (figures.REPEALED, month(2023, 4), 1),
        (figures.PROMULGATED, year(2023), 3),
        (figures.ANNOUNCED, month(2023, 2), 1),
        (figures.OPEN, day(date(2023, 2, 27)), 1),
        (figures.OPEN, day(date(2023, 2, 28)), 0),
        (figures.OPINIONS, month(2023, 2), 1),
        (figures.OVERDUE, day(date(2023, 3, 20)), 0),
        (figures.OVERDUE, day(date(2023, 3, 21)), 1),
        (figures.OVERDUE, day(date(2023, 4, 1)), 2),
        (figures.IN_FORCE, day(date(2023, 4, 24)), 3),
        (figures.IN_FORCE, day(date(2023, 4, 25)), 2),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_the_spring_as_counted_by_hand(figure, period, expected):
    assert measured.value(figure, period).amount == expected


@pytest.mark.usefixtures("spring")
def test_personnel_is_told_apart():
    asked = {"slice": "subject", "member": "personnel"}
    found = [
        measured.value(f, year(2023), **asked).amount for f in (figures.AMENDED, figures.REPEALED, figures.ENACTED)
    ]
    assert found == [1, 1, 0]


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize("figure", COUNTED, ids=lambda figure: figure.name)
def test_what_is_behind_a_value_comes_to_the_value(figure):
    period = day(date(2023, 2, 20)) if figure is figures.OPEN else year(2023)
    asked = Asked(figure, period)
    assert measured.behind(asked).records.count() == measured.read(asked).amount > 0


@pytest.mark.usefixtures("spring")
def test_the_table_lists_what_was_promulgated():
    rows = [[c.value(row) for c in figures.LIST.columns] for row in figures.LIST.rows(year(2023))]
    assert rows[0][1:] == [
        "제1호",
        {"ko": "가람시 복지 조례", "en": "가람시 복지 조례"},
        {"ko": "제정", "en": "Enactment"},
        "2023-03-31",
        "2023-04-21",
    ]
