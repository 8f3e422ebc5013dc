from datetime import date

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.followups import queries as followups
from haengan.rooms.support.ordinances import queries
from haengan.rooms.support.ordinances.actions import cases, laws, opinions
from haengan.rooms.support.ordinances.models import Deadline, LocalLaw, Promulgation
from haengan.rooms.support.ordinances.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_an_ordinance_from_draft_to_effect(draft, through, do):
    case = through(draft())
    do(laws.promulgate, case, date(2023, 3, 31))
    made = Promulgation.objects.select_related("law").get()
    assert (made.number, made.promulgated_on, made.effective_on) == (1, date(2023, 3, 31), date(2023, 4, 21))
    assert "제32조제8항" in made.proof_ko
    assert made.law.enacted_on == date(2023, 3, 31)
    met = dict(Deadline.objects.values_list("kind", "met_on"))
    assert met == {
        "send": date(2023, 3, 14),
        "report": None,
        "promulgate": date(2023, 3, 31),
        "notify": None,
    }


def test_an_announcement_of_less_than_twenty_days_needs_its_reason(draft, do):
    case, on, until = draft(), date(2023, 2, 6), date(2023, 2, 20)
    with pytest.raises(Refused) as refused:
        do(cases.announce, case, on, opinions_until_on=until)
    assert refused.value.field == "opinions_until_on"
    assert do(cases.announce, case, on, opinions_until_on=until, shortened="긴급").opinions_until_on == until


def test_the_committee_waits_for_the_opinions(draft, do):
    case = draft()
    do(cases.announce, case, date(2023, 2, 6))
    with pytest.raises(Refused) as refused:
        do(cases.review, case, date(2023, 2, 26))
    assert refused.value.field == "on"


def test_what_was_not_announced_tells_why(draft, do):
    case = draft()
    with pytest.raises(Refused) as refused:
        do(cases.review, case, date(2023, 2, 6))
    assert refused.value.field == "unannounced"
    assert do(cases.review, case, date(2023, 2, 6), unannounced="제41조제1항제4호").step == "reviewed"


def test_steps_do_not_go_back_in_time(draft, do):
    case = draft()
    with pytest.raises(Refused):
        do(cases.announce, case, date(2023, 1, 31))


def test_a_deadline_to_come_waits_for_the_division(draft, do):
    case = draft()
    for action, on in ((cases.announce, (2023, 2, 6)), (cases.review, (2023, 3, 2)), (cases.submit, (2023, 3, 3))):
        do(action, case, date(*on))
    do(cases.passed, case, date(2023, 9, 1), today=date(2023, 9, 4))
    deadline = Deadline.objects.get()
    assert deadline.due_on == date(2023, 9, 6)
    assert followups.about(deadline).get().due_on == date(2023, 9, 6)


def test_an_ordinance_left_over_its_term_is_settled_and_the_chair_may_promulgate(draft, through, do):
    case = through(draft())
    with pytest.raises(Refused, match=r"settled|확정"):
        do(laws.promulgate, case, date(2023, 4, 4))
    assert list(queries.lapsed(date(2023, 4, 4))) == [case]
    assert do(cases.confirm, case).step_on == date(2023, 4, 4)
    with pytest.raises(Refused) as early:
        do(laws.promulgate, case, date(2023, 4, 10), by_chair=True)
    assert early.value.field == "by_chair"
    with pytest.raises(Refused):
        do(laws.promulgate, case, date(2023, 4, 11))
    do(laws.promulgate, case, date(2023, 4, 11), by_chair=True)
    assert Promulgation.objects.get().by_chair


def test_nothing_is_settled_before_its_term(draft, through, do):
    case = through(draft())
    with pytest.raises(Refused):
        do(cases.confirm, case, today=date(2023, 4, 3))


def test_a_rule_is_amended_without_the_council_and_reported_before(draft, law, do):
    amended = law()
    case = draft(name="", kind="rule", deed="amendment", subject="personnel", law=amended, planned_on=date(2023, 4, 14))
    assert Deadline.objects.get().due_on == date(2023, 3, 30)
    do(cases.review, case, date(2023, 3, 2), unannounced="제41조제1항제3호")
    do(cases.report, case, date(2023, 3, 28))
    do(laws.promulgate, case, date(2023, 4, 14), effective_on=date(2023, 4, 14))
    amended.refresh_from_db()
    assert (amended.amended_on, LocalLaw.objects.count()) == (date(2023, 4, 14), 1)


def test_a_repeal_ends_the_law_on_its_day_of_effect(draft, law, do):
    gone = law()
    case = draft(name="", kind="rule", deed="repeal", subject="personnel", law=gone)
    do(cases.review, case, date(2023, 3, 2), unannounced="제41조제1항제2호")
    do(laws.promulgate, case, date(2023, 3, 10))
    gone.refresh_from_db()
    assert gone.repealed_on == date(2023, 3, 31)


def test_the_same_number_is_not_given_twice(law, clerk):
    given = {"deed": "amendment", "number": 7, "promulgated_on": date(2020, 1, 2), "today": TODAY, "actor": clerk}
    laws.record(law=law(), **given)
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        laws.record(law=law(name="다른 규칙"), **given)


def test_anyone_speaks_while_it_is_announced_and_is_answered(draft, do, outsider):
    case = draft()
    do(cases.announce, case, date(2023, 2, 6))
    said = {"key": case.key, "name": "홍길동", "text": "찬성합니다.", "contact": "010-0000-0000", "actor": outsider}
    opinion = opinions.say(today=date(2023, 2, 27), **said)
    with pytest.raises(Refused):
        opinions.say(today=date(2023, 2, 28), **said)
    assert do(opinions.answer, opinion, taken=True, answer="반영했습니다.").answered_on == TODAY
