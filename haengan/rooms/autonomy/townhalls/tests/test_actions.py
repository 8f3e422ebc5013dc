from datetime import date, time

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.followups import queries as followups
from haengan.kernel.journal import queries as journal
from haengan.kernel.tables import receipts
from haengan.kernel.tables.sealed import opened
from haengan.rooms.autonomy.townhalls import queries
from haengan.rooms.autonomy.townhalls.actions import opinions, requests, townhalls
from haengan.rooms.autonomy.townhalls.models import Answer, Move, Request
from haengan.rooms.autonomy.townhalls.tests.conftest import ANSWER, TODAY

pytestmark = pytest.mark.django_db


def told(record, **more):
    return {"key": record.key, "revision": record.revision, **more}


class TestRequests:
    def test_a_citizen_asks_without_account_and_gets_number_and_code(self, ask):
        request = ask()
        assert request.number == "2023-0001"
        assert receipts.of(Request, "2023-0001", opened(request, "code")).get() == request
        assert request.channel == "portal"

    def test_numbers_go_on_within_the_year_and_begin_anew_in_the_next(self, ask):
        numbers = [
            ask().number,
            ask().number,
            ask(today=date(2024, 1, 2), wished_from_on=date(2024, 2, 1), wished_until_on=date(2024, 2, 2)).number,
        ]
        assert numbers == ["2023-0001", "2023-0002", "2024-0001"]

    def test_the_contact_is_kept_sealed(self, ask):
        request = Request.objects.get(pk=ask().pk)
        assert "5678" not in repr(request.contact)
        assert opened(request, "contact") == "010-1234-5678"

    @pytest.mark.parametrize(
        ("given", "field"), [({"agreed": False}, "agreed"), ({"wished_from_on": TODAY}, "wished_from_on")]
    )
    def test_what_a_citizen_must_mend_is_named(self, given, field, ask):
        with pytest.raises(Refused) as refused:
            ask(**given)
        assert refused.value.field == field
        assert not Request.objects.exists()

    def test_a_reply_is_due_by_the_term_of_the_norm(self, ask):
        assert ask().due_on == date(2023, 9, 12)

    def test_accepting_plans_a_town_hall_for_it(self, ask, clerk):
        request = requests.accept(
            **told(ask()),
            subject="주차장",
            sector="merchants",
            kind="demand",
            meets_on=date(2023, 10, 4),
            starts=time(10),
            place="상인회관",
            reply="찾아뵙겠습니다.",
            today=TODAY,
            actor=clerk,
        )
        assert (request.state, request.townhall.meets_on) == ("accepted", date(2023, 10, 4))

    def test_a_wish_can_be_met_by_one_that_is_planned(self, ask, plan, clerk):
        planned = plan(date(2023, 10, 4))
        request = requests.join(**told(ask()), townhall=planned, today=TODAY, actor=clerk)
        assert list(planned.requests.all()) == [request]

    def test_what_is_decided_is_not_decided_again(self, ask, clerk):
        request = requests.decline(**told(ask()), reason="일정이 겹칩니다.", today=TODAY, actor=clerk)
        assert (request.state, request.reply) == ("declined", "일정이 겹칩니다.")
        with pytest.raises(Refused, match="Declined"):
            requests.decline(**told(request), reason="다시", today=TODAY, actor=clerk)

    def test_the_sender_takes_it_back_with_number_and_code_alone(self, ask, outsider):
        request = ask()
        with pytest.raises(Refused):
            requests.take_back(number=request.number, code="wrong", today=TODAY, actor=outsider)
        back = requests.take_back(number=request.number, code=opened(request, "code"), today=TODAY, actor=outsider)
        assert back.state == "withdrawn"

    def test_contacts_are_due_when_the_norm_says_so(self, ask, clerk):
        request = requests.decline(**told(ask()), reason="일정", today=TODAY, actor=clerk)
        assert not queries.contacts_to_destroy(date(2024, 9, 3)).exists()
        assert list(queries.contacts_to_destroy(date(2024, 9, 4))) == [request]

    def test_an_empty_contact_leaves_the_one_that_stands(self, ask, clerk):
        request = requests.amend(**told(ask()), subject="주차장 확장", contact="", actor=clerk)
        assert opened(request, "contact") == "010-1234-5678"


class TestTownhalls:
    def test_one_that_is_put_off_says_why(self, plan, clerk):
        townhall = townhalls.postpone(
            **told(plan(date(2023, 10, 4))), meets_on=date(2023, 10, 11), reason="태풍", today=TODAY, actor=clerk
        )
        move = Move.objects.get()
        assert (townhall.meets_on, move.planned_on, move.reason) == (date(2023, 10, 11), date(2023, 10, 4), "태풍")

    def test_one_that_is_called_off_can_no_longer_be_held(self, plan, clerk):
        townhall = townhalls.cancel(**told(plan()), reason="감염병", today=TODAY, actor=clerk)
        with pytest.raises(Refused, match="Cancelled"):
            townhalls.hold(**told(townhall), today=TODAY, actor=clerk)

    def test_one_of_the_future_has_no_result_yet(self, plan, clerk):
        with pytest.raises(Refused, match="not come yet"):
            townhalls.hold(**told(plan(date(2023, 10, 4))), today=TODAY, actor=clerk)

    def test_attendance_is_counted_by_group_and_may_be_corrected(self, hold, clerk):
        townhall = hold(people={"farmers": 30, "officials": 5})
        townhalls.hold(**told(townhall), farmers=31, officials=None, residents=2, today=TODAY, actor=clerk)
        assert {row.group: row.people for row in queries.came_to(townhall)} == {"farmers": 31, "residents": 2}

    @pytest.mark.parametrize("ends", [time(13), time(14)])
    def test_one_ends_after_it_begins(self, ends, plan):
        with pytest.raises(Refused) as refused:
            plan(ends=ends)
        assert refused.value.field == "ends"

    def test_an_edit_of_what_has_moved_on_is_stale(self, plan, clerk):
        townhall = plan()
        seen = told(townhall)
        townhalls.correct(**seen, subject="새 주제", actor=clerk)
        with pytest.raises(Stale):
            townhalls.correct(**seen, subject="다른 주제", actor=clerk)

    def test_one_that_was_requested_is_cancelled_and_not_retracted(self, ask, plan, clerk):
        planned = plan(date(2023, 10, 4))
        requests.join(**told(ask()), townhall=planned, today=TODAY, actor=clerk)
        with pytest.raises(Refused, match="Cancel it instead"):
            townhalls.retract(**told(planned), reason="잘못", actor=clerk)


class TestOpinions:
    def test_they_are_numbered_within_the_town_hall(self, hold, say):
        townhall = hold()
        assert [say(townhall).number, say(townhall).number] == [1, 2]

    def test_nothing_is_said_at_one_that_was_not_held(self, plan, say):
        with pytest.raises(Refused) as refused:
            say(plan())
        assert refused.value.field == "townhall"

    def test_the_division_owes_the_answer_by_the_term(self, hold, say, assign):
        opinion = assign(say(hold()))
        assert (opinion.state, opinion.due_on) == ("assigned", date(2023, 8, 22))

    def test_an_answer_and_what_became_of_it_both_stay(self, hold, say, assign, reply, clerk):
        opinion = reply(assign(say(hold())), outcome="planned", planned_on=date(2023, 12, 1))
        opinions.follow(
            **told(opinion), outcome="done", text="끝났습니다.", answered_on=TODAY, today=TODAY, actor=clerk
        )
        opinion.refresh_from_db()
        assert [answer.outcome for answer in opinion.answers.all()] == ["planned", "done"]
        assert (opinion.outcome, opinion.answered_on) == ("done", date(2023, 8, 10))

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"on": date(2023, 7, 1)}, "answered_on"),
            ({"on": date(2023, 9, 5)}, "answered_on"),
            ({"outcome": "planned"}, "planned_on"),
            ({"outcome": "planned", "planned_on": date(2023, 8, 1)}, "planned_on"),
        ],
    )
    def test_what_is_wrong_with_an_answer_is_named(self, given, field, hold, say, assign, reply):
        opinion = assign(say(hold()))
        with pytest.raises(Refused) as refused:
            reply(opinion, **given)
        assert refused.value.field == field
        assert not Answer.objects.exists()

    def test_an_official_answers_only_what_the_own_division_owes(self, hold, say, assign, reply, park, jung, give):
        opinion = assign(say(hold()), unit="safety")
        give(park, ANSWER)
        give(jung, ANSWER)
        with pytest.raises(Refused, match="no such"):
            reply(opinion, actor=jung)
        assert reply(opinion, actor=park).state == "answered"

    def test_without_the_duty_nothing_is_written(self, hold, say, park):
        with pytest.raises(NotPermitted):
            opinions.note(townhall=hold(), text="의견", field="safety", actor=park)


class TestWhatIsOwed:
    def test_an_assigned_opinion_waits_for_its_division_until_it_is_answered(self, hold, say, assign, reply):
        opinion = assign(say(hold()))
        owed = followups.about(opinion).get()
        assert (str(owed.unit), owed.due_on) == ("Safety Division", date(2023, 8, 22))
        reply(opinion)
        assert followups.about(opinion).get().completion.completed_on == date(2023, 8, 10)

    def test_another_division_takes_it_over_whole(self, hold, say, assign):
        opinion = assign(assign(say(hold()), unit="safety"), unit="digital")
        assert [str(one.unit) for one in followups.opened()] == ["Information and Communications Division"]
        assert followups.about(opinion).count() == 2

    def test_a_request_waits_for_the_keepers_until_it_is_decided(self, clerk, ask):
        request = ask()
        assert [str(one.unit) for one in followups.opened()] == ["Autonomy and Cooperation Division"]
        requests.decline(**told(request), reason="일정", today=TODAY, actor=clerk)
        assert not followups.opened().exists()

    def test_no_petition_is_opened_where_the_city_offers_no_kind(self, hold, say, clerk):
        opinion = say(hold())
        with pytest.raises(Refused):
            opinions.hand_over(**told(opinion), actor=clerk)
        opinion.refresh_from_db()
        assert opinion.petition == ""


def test_the_journal_names_a_request_by_its_number_alone(ask):
    request = ask()
    titles = [line.thing_title for line in journal.recent()]
    assert request.number in titles
    assert not any("주차장" in title for title in titles)
