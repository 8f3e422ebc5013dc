"""From the demand to the notice: who asks is found by exact match, and nobody else's data leave the house."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import month
from haengan.kernel.followups.models import Followup
from haengan.kernel.journal import queries as journal
from haengan.kernel.people import actions as people
from haengan.kernel.privacy import finding, queries, recipients, rules
from haengan.kernel.privacy.actions import demands
from haengan.kernel.privacy.actions import recipients as confirming
from haengan.kernel.privacy.declare import holdings, retentions
from haengan.kernel.privacy.figures import IN_TIME_RATE, RECEIVED
from haengan.kernel.privacy.finding import Sought
from haengan.kernel.privacy.models import Demand
from haengan.kernel.privacy.tests.test_destruction import NAME, WORD, request
from haengan.kernel.tables.sealed import EncryptedField
from haengan.lib.documents import html
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
MOBILE, ASKED, DUE = "010-9876-5432", date(2026, 3, 3), date(2026, 3, 13)
NOT_HELD = {
    "autonomy_townhalls.Request.code": "opens the receipt, says nothing of the person",
    "autonomy_honorary_mayors.Application.code": "the same",
    "civil_affairs_petitions.Petition.code": "the same",
    "civil_affairs_petitions.Endpoint.api_key": "of another city's server",
    "kernel_privacy.Demand.code": "the same",
    "kernel_privacy.Demand.held": "a copy of what the other holdings have",
    "support_trainings.Slip.code": "of slips without a name",
    "kernel_dispatch.Subscription.address": "without a name: its holder ends it by the link in each message, or by the desk",
}


@pytest.fixture
def clerk(kim, give):
    give(kim, "house.privacy.answer")
    return kim


@pytest.fixture
def ask(clerk):
    def one(**given):
        plain = {"name": NAME, "contact": MOBILE, "channel": "visit", "kind": "access", "confirmed": "card"}
        return demands.receive(actor=clerk, today=ASKED, **{"received_on": ASKED, **plain, **given})

    return one


@pytest.fixture
def gathered(ask, clerk):
    def one(*, confirmed_all=True, **given):
        made = ask(**given)
        made = demands.gather(key=made.key, revision=made.revision, today=ASKED, actor=clerk)
        for label in recipients.lacking(made) if confirmed_all else []:
            confirming.confirm(key=made.key, thing_type=label, today=ASKED, actor=clerk)
        return made

    return one


def printed(demand, language="ko"):
    return html.render(queries.letter(demand, language=language, today=ASKED))


@pytest.mark.parametrize(
    ("case", "received_on", "expected"),
    [
        ("ten days after, the first not counted", date(2026, 3, 3), date(2026, 3, 13)),
        ("the tenth is a Saturday", date(2026, 3, 4), date(2026, 3, 16)),
        ("the tenth is Children's Day", date(2026, 4, 25), date(2026, 5, 6)),
    ],
)
def test_the_term_is_ten_days_and_ends_on_a_working_day(case, received_on, expected):
    assert rules.due(received_on, 10) == expected, case


def test_a_demand_is_owed_by_the_desk_until_it_is_answered(gathered, clerk):
    made = gathered()
    owed = Followup.objects.get(thing_key=made.key)
    assert (made.due_on, owed.due_on, owed.ended_on) == (DUE, DUE, None)
    demands.answer(key=made.key, revision=made.revision, reply="우편으로 보냅니다.", today=ASKED, actor=clerk)
    owed.refresh_from_db()
    assert owed.ended_on == ASKED


def test_what_the_house_holds_of_the_person_is_told_with_purpose_and_period(gathered):
    request()
    made = gathered()
    said = printed(made)
    assert made.found == 2
    for word in (NAME, MOBILE, WORD, "이동시장실 신청의 접수와 회신", "이동시장실 운영계획", "제3자에게 제공하지 않음"):
        assert word in said
    assert "receiving and answering requests for town halls" in printed(made, "en")


@pytest.mark.parametrize("given", [{"contact": "010-1111-2222"}, {"name": "남궁하늘"}])
def test_someone_elses_data_are_not_found(given, gathered):
    """A family's telephone or a namesake: both name and contact must be the same."""
    request(**given)
    made = gathered()
    assert made.found == 1
    assert WORD not in printed(made)


def test_a_resident_is_found_with_contacts_and_consents(resident):
    people.add_contact(person=resident, kind="mobile", value="+82 10 9876 5432", from_on=ASKED, actor=HOUSE)
    found = finding.gathered(Sought(resident.name_ko, MOBILE, ""), ASKED)
    assert [part.holding.model for part in found] == ["kernel_people.ContactPoint", "kernel_people.Resident"]


def test_every_record_read_says_who_read_it_and_why(gathered, clerk):
    asked = request()
    made = gathered()
    line = next(entry for entry in journal.history(asked.key) if entry.act == "people.sealed.read")
    assert line.actor_title == clerk.title
    assert made.number in line.reason


def test_nothing_is_looked_up_before_the_identity_is_confirmed(ask, clerk):
    made = ask(confirmed="")
    with pytest.raises(Refused) as refused:
        demands.gather(key=made.key, revision=made.revision, today=ASKED, actor=clerk)
    assert refused.value.field == "confirmed"


def test_a_representative_shows_a_mandate(ask):
    with pytest.raises(Refused, match="confirm"):
        ask(by="mandated", agent="한결", confirmed="card")
    assert ask(by="mandated", agent="한결", confirmed="mandate").agent == "한결"


def test_access_is_postponed_within_the_term_and_nothing_else_is(ask, clerk):
    made, other = ask(), ask(kind="deletion")
    later = {"due_on": date(2026, 3, 31), "reason": "자료 확인", "actor": clerk}
    with pytest.raises(Refused, match="access"):
        demands.postpone(key=other.key, revision=other.revision, today=ASKED, **later)
    with pytest.raises(Refused, match="term"):
        demands.postpone(key=made.key, revision=made.revision, today=date(2026, 3, 14), **later)
    made = demands.postpone(key=made.key, revision=made.revision, today=ASKED, **later)
    assert (made.first_due_on, made.due_on) == (DUE, date(2026, 3, 31))
    assert Followup.objects.get(thing_key=made.key, ended_on__isnull=True).due_on == made.due_on
    assert "2026. 3. 31.까지 연기합니다" in printed(made)


def test_a_demand_is_refused_on_a_ground_of_the_law_alone(ask, clerk):
    made = ask()
    told = {"reason": "감사가 진행 중입니다.", "today": ASKED, "actor": clerk}
    with pytest.raises(Refused) as refused:
        demands.refuse(key=made.key, revision=made.revision, ground="collected", **told)
    assert refused.value.field == "ground"
    made = demands.refuse(key=made.key, revision=made.revision, ground="duties", **told)
    assert "제35조제4항제3호" in printed(made)
    assert "이의" in printed(made)


def test_a_part_is_limited_and_the_rest_is_told(gathered, clerk):
    request()
    made = gathered()
    end = {"key": made.key, "revision": made.revision, "reply": "방문", "today": ASKED, "actor": clerk}
    with pytest.raises(Refused):
        demands.answer(without=["autonomy_townhalls.Request"], **end)
    made = demands.answer(without=["autonomy_townhalls.Request"], ground="others", **end)
    assert WORD not in printed(made)
    assert "열람을 제한합니다" in printed(made)


def test_the_answer_stands_whatever_becomes_of_the_records(gathered, clerk):
    asked = request()
    made = gathered()
    made = demands.answer(key=made.key, revision=made.revision, reply="방문", today=ASKED, actor=clerk)
    type(asked).objects.filter(pk=asked.pk).update(details="")
    assert WORD in printed(made)


def test_what_was_held_is_sealed_and_goes_with_the_demand(gathered, clerk):
    request()
    made = gathered()
    made = demands.answer(key=made.key, revision=made.revision, reply="방문", today=ASKED, actor=clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT held, contact FROM kernel_privacy_demand")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert WORD.encode() not in stored
    assert b"9876" not in stored
    assert list(queries.demands_to_destroy(date(2029, 3, 4))) == [made]
    retentions["privacy.demands"].empty(made, ASKED)
    assert (made.name, bool(made.held), bool(made.contact)) == ("-", False, False)


def test_nobody_without_the_duty_looks_up_or_answers(ask, lee):
    made = ask()
    with pytest.raises(NotPermitted):
        demands.gather(key=made.key, revision=made.revision, today=ASKED, actor=lee)


def test_a_correction_is_answered_with_what_was_done(gathered, clerk):
    made = gathered(kind="correction")
    made = demands.answer(key=made.key, revision=made.revision, reply="성명을 고쳤습니다.", today=ASKED, actor=clerk)
    assert "성명을 고쳤습니다." in printed(made)
    assert not made.held


def test_the_figures_of_a_golden_month(gathered, ask, clerk):
    late, soon = gathered(), gathered()
    ask()
    for made, on in ((late, date(2026, 3, 17)), (soon, DUE)):
        demands.answer(key=made.key, revision=made.revision, reply="방문", today=on, actor=clerk)
    assert figures.value(RECEIVED, month(2026, 3)).amount == 3
    assert figures.value(IN_TIME_RATE, month(2026, 3)).amount == 50


def test_every_sealed_column_of_a_person_stands_in_a_holding():
    """What is not declared would be kept from whoever asks."""
    shown = {f"{one.model}.{name}" for one in holdings.values() for name in one.shows}
    sealed = {
        f"{field.model._meta.label}.{field.name}"
        for model in apps.get_models()
        if ".tests." not in model.__module__
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedField)
    }
    assert sealed - shown == set(NOT_HELD)


def test_looking_up_costs_a_few_queries_a_holding_however_much_is_found(django_assert_max_num_queries):
    for _number in range(3):
        request()
    with django_assert_max_num_queries(20):
        found = finding.gathered(Sought(NAME, MOBILE, "1980-03-01"), ASKED)
    assert len(found[0].records) == 3
    assert Demand.objects.count() == 0
