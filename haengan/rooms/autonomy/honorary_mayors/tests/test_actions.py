from datetime import date, time

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.followups import queries as followups
from haengan.kernel.privacy.declare import retentions
from haengan.kernel.tables.sealed import opened
from haengan.rooms.autonomy.honorary_mayors import queries
from haengan.rooms.autonomy.honorary_mayors.actions import calls, mayors
from haengan.rooms.autonomy.honorary_mayors.models import Application, Appointment
from haengan.rooms.autonomy.honorary_mayors.tests.conftest import ANSWER, TODAY, told

pytestmark = pytest.mark.django_db


class TestCalls:
    def test_a_call_without_places_is_not_opened(self, clerk):
        made = calls.call(title="빈 모집", year=2023, from_on=TODAY, until_on=date(2023, 4, 1), actor=clerk)
        with pytest.raises(Refused, match="how many places"):
            calls.publish(**told(made), today=TODAY, actor=clerk)

    def test_places_of_a_group_may_be_changed_and_taken_away(self, call, clerk):
        given = {"title": call.title, "year": 2023, "from_on": call.from_on, "until_on": call.until_on}
        calls.correct(**told(call), **given, women=5, youth=None, artists=1, actor=clerk)
        assert {row.group: row.people for row in call.quotas.all()} == {"women": 5, "youth": 0, "artists": 1}


class TestApplications:
    def test_a_citizen_applies_and_belongs_to_several_groups(self, apply):
        application = apply()
        assert (application.group, application.groups) == ("women", frozenset({"women", "disability"}))
        assert application.number == "2023-0001"

    def test_birth_and_contact_are_sealed(self, apply):
        application = Application.objects.get(pk=apply().pk)
        assert "1990" not in repr(application.identity)
        assert opened(application, "identity") == "홍길순|1990-05-05"

    @pytest.mark.parametrize("today", [date(2023, 2, 28), date(2023, 4, 1)])
    def test_a_citizen_applies_only_while_the_call_is_open(self, today, apply):
        with pytest.raises(Refused, match="not open"):
            apply(today=today)

    def test_without_agreement_nothing_is_kept(self, apply):
        with pytest.raises(Refused) as refused:
            apply(agreed=False)
        assert refused.value.field == "agreed"
        assert not Application.objects.exists()

    def test_the_same_person_applies_once_in_a_call(self, apply):
        apply()
        with pytest.raises(Refused, match="applied in this call already"):
            apply(name="홍 길순", contact="hong@example.kr")

    def test_whoever_took_it_back_may_apply_again(self, apply, outsider):
        first = apply()
        calls.take_back(number=first.number, code=opened(first, "code"), today=TODAY, actor=outsider)
        assert apply().number == "2023-0002"

    def test_data_of_those_not_selected_are_due_in_time(self, apply, select):
        select(apply())
        other = apply(name="김누리", born_on=date(1980, 1, 1))
        assert not queries.to_destroy(date(2023, 9, 27)).exists()
        assert list(queries.to_destroy(date(2023, 9, 28))) == [other]

    def test_what_is_emptied_tells_nobody(self, apply):
        gone = apply(name="김누리", born_on=date(1980, 1, 1))
        retentions["autonomy.honorary_mayors.applications"].empty(gone, TODAY)
        assert (gone.name, opened(gone, "contact"), gone.identity_index, gone.code_index) == ("-", "", "", "")


class TestChoice:
    def test_a_place_beyond_the_quota_is_refused(self, apply, select):
        select(apply(group="youth"))
        with pytest.raises(Refused, match="are taken"):
            select(apply(name="김누리", born_on=date(2000, 1, 1), group="youth"))

    def test_a_group_without_places_is_refused(self, apply, select):
        with pytest.raises(Refused, match="no places"):
            select(apply(group="artists"))

    def test_who_served_within_two_years_needs_an_exception(self, apply, select, name):
        name(appointed_on=date(2022, 5, 1), born_on=date(1990, 5, 5))
        application = apply()
        with pytest.raises(Refused) as refused:
            select(application)
        assert refused.value.field == "exception"
        assert select(application, exception="수어 통역 시책의 연속성").grounds == "수어 통역 시책의 연속성"

    def test_who_served_long_ago_is_chosen_like_anyone(self, apply, select, name):
        name(appointed_on=date(2021, 3, 10), born_on=date(1990, 5, 5))
        assert select(apply()).state == "selected"

    def test_a_reserve_moves_up_and_a_rejected_one_does_not(self, apply, select, clerk):
        reserve = calls.reserve(**told(apply()), today=TODAY, actor=clerk)
        assert select(reserve).state == "selected"
        out = calls.reject(
            **told(apply(name="김누리", born_on=date(1980, 1, 1))), grounds="정원 초과", today=TODAY, actor=clerk
        )
        with pytest.raises(Refused):
            select(out)


class TestMayors:
    def test_a_selected_applicant_is_appointed_with_all_groups(self, apply, select, clerk):
        application = select(apply())
        mayors.appoint(**told(application), appointed_on=date(2023, 4, 3), actor=clerk)
        appointment = Appointment.objects.get()
        assert (appointment.number, appointment.group) == ("2023-1", "women")
        assert appointment.groups == frozenset({"women", "disability"})

    def test_only_the_selected_are_appointed_and_only_once(self, apply, select, clerk):
        application = apply()
        with pytest.raises(Refused, match="selected"):
            mayors.appoint(**told(application), appointed_on=date(2023, 4, 3), actor=clerk)
        application = select(application)
        mayors.appoint(**told(application), appointed_on=date(2023, 4, 3), actor=clerk)
        with pytest.raises(Refused, match="already"):
            mayors.appoint(**told(application), appointed_on=date(2023, 4, 3), actor=clerk)

    def test_the_day_has_no_two_places_at_once(self, name, clerk):
        appointment = name()
        first = {"starts": time(9), "ends": time(10), "place": "시장실", "what": "간부회의"}
        mayors.plan(**told(appointment), **first, actor=clerk)
        with pytest.raises(Refused, match="시장실"):
            mayors.plan(**told(appointment), **{**first, "starts": time(9, 30), "place": "현장"}, actor=clerk)
        stop = queries.stops_of(appointment).get()
        mayors.strike(**told(appointment), stop=stop, reason="변경", actor=clerk)
        mayors.plan(**told(appointment), **{**first, "place": "현장"}, actor=clerk)
        assert [row.place for row in queries.stops_of(appointment)] == ["현장"]

    def test_the_day_took_place_between_the_appointment_and_today(self, name, clerk):
        appointment = name()
        with pytest.raises(Refused) as refused:
            mayors.serve(**told(appointment), served_on=date(2023, 4, 1), today=date(2023, 5, 1), actor=clerk)
        assert refused.value.field == "served_on"
        served = mayors.serve(**told(appointment), served_on=date(2023, 4, 20), today=date(2023, 5, 1), actor=clerk)
        assert (served.state, served.serves_on) == ("served", date(2023, 4, 20))

    def test_an_opinion_waits_for_its_division_and_its_fate_may_change(self, name, voice, entrust, kim, give, clerk):
        give(kim, ANSWER)
        opinion = entrust(voice(name()))
        assert followups.about(opinion).get().due_on == date(2023, 5, 11)
        opinion = mayors.answer(**told(opinion), outcome="later", text="검토", today=date(2023, 5, 2), actor=kim)
        opinion = mayors.answer(**told(opinion), outcome="adopted", text="반영", today=date(2023, 9, 1), actor=clerk)
        assert (opinion.outcome, opinion.answered_on) == ("adopted", date(2023, 5, 2))
        assert not followups.opened().exists()

    def test_another_division_does_not_answer_it(self, name, voice, entrust, park, give):
        give(park, ANSWER)
        opinion = entrust(voice(name()))
        with pytest.raises(Refused, match="no such"):
            mayors.answer(**told(opinion), outcome="adopted", text="반영", today=date(2023, 5, 2), actor=park)
