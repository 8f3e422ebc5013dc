import datetime

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.kernel.journal import queries as journal
from haengan.rooms.support.events import actions, queries, rules
from haengan.rooms.support.events.models import Event
from haengan.rooms.support.events.tests.conftest import TODAY

pytestmark = pytest.mark.django_db
DAY = datetime.date
SAMIL = {"kind": "national_day", "series": "samil"}


@pytest.fixture
def planned(enter):
    return enter("광복절 기념행사", "2023-08-15", kind="national_day", series="liberation", state="planned")


@pytest.fixture
def hold(keeper):
    def one(event, **given):
        told = {"present": 800, "approximate": True, **given}
        return actions.hold(key=event.key, revision=event.revision, today=TODAY, actor=keeper, **told)

    return one


class TestNationalDays:
    """국경일에 관한 법률 제2조"""

    @pytest.mark.parametrize(
        ("series", "day"),
        [
            ("samil", "2023-03-01"),
            ("constitution", "2023-07-17"),
            ("liberation", "2023-08-15"),
            ("foundation", "2022-10-03"),
            ("hangul", "2022-10-09"),
        ],
    )
    def test_each_has_its_day(self, series, day, enter):
        assert enter("기념식", day, kind="national_day", series=series).series == series

    @pytest.mark.parametrize(
        ("series", "day", "field"),
        [
            ("samil", "2023-03-02", "from_on"),
            ("memorial", "2023-06-06", "series"),
            ("", "2023-03-01", "series"),
            ("hangul", "2005-10-09", "series"),
        ],
    )
    def test_another_day_or_name_is_refused(self, series, day, field, enter):
        with pytest.raises(Refused) as refused:
            enter("기념식", day, kind="national_day", series=series)
        assert refused.value.field == field

    def test_a_ceremony_on_another_day_says_why(self, enter):
        held = enter(
            "한글날 기념식", "2022-10-07", kind="national_day", series="hangul", other_day_reason="주말을 피함"
        )
        assert held.state == "held"


class TestEntering:
    def test_what_never_comes_again_is_named_by_its_english_name_or_key(self, enter):
        assert enter("음악회", "2023-05-01", name_en="Peace Concert").series == "peace_concert"
        nameless = enter("걷기대회", "2023-05-02")
        assert nameless.series == nameless.key

    def test_the_same_on_the_same_day_is_refused(self, enter):
        enter("3.1절 기념행사", "2023-03-01", **SAMIL)
        with pytest.raises(Refused, match="entered already"):
            enter("삼일절 기념식", "2023-03-01", **SAMIL)

    def test_what_is_still_to_come_was_not_held(self, enter):
        with pytest.raises(Refused) as refused:
            enter("음악회", "2023-12-01")
        assert refused.value.field == "state"


class TestWhatBecomesOfIt:
    def test_it_took_place_and_so_many_came(self, planned, hold):
        held = hold(planned)
        assert (held.state, held.present, held.approximate) == ("held", 800, True)
        assert held.decisions.get().kind == "held"

    def test_an_unknown_number_is_not_approximate(self, planned, hold):
        assert hold(planned, present=None).approximate is False

    def test_putting_it_off_keeps_the_day_before_and_the_reason(self, planned, keeper):
        days = {"from_on": DAY(2023, 8, 16), "until_on": DAY(2023, 8, 17)}
        moved = actions.postpone(
            key=planned.key, revision=planned.revision, reason="태풍", today=TODAY, actor=keeper, **days
        )
        decision = moved.decisions.get()
        assert (decision.kind, decision.planned_on, decision.reason) == ("postponed", DAY(2023, 8, 15), "태풍")
        assert moved.from_on == DAY(2023, 8, 16)

    def test_cancelling_says_why(self, planned, keeper, hold):
        actions.cancel(key=planned.key, revision=planned.revision, reason="코로나19", today=TODAY, actor=keeper)
        assert journal.history(planned.key)[0].reason == "코로나19"
        planned.refresh_from_db()
        with pytest.raises(Refused, match="no longer planned"):
            hold(planned)

    def test_years_since_the_last_are_counted_over_what_was_held(self, enter, keeper):
        enter("3.1절 기념행사", "2019-03-01", **SAMIL)
        lost = enter("3.1절 기념행사", "2022-03-01", **SAMIL)
        actions.retract(key=lost.key, revision=lost.revision, reason="열지 않음", today=TODAY, actor=keeper)
        again = enter("3.1절 기념행사", "2023-03-01", **SAMIL)
        assert queries.years_since_last(again) == 4
        assert queries.listed().get(pk=again.pk).before_on == DAY(2019, 3, 1)


class TestProgrammeAndInvitations:
    def test_the_programme_becomes_the_new_one_and_unchanged_points_stay(self, planned, keeper):
        first = rules.items("10:00 국민의례\n10:10 기념사 | Address | 시장\n10:30 만세삼창")
        event = actions.order(key=planned.key, revision=planned.revision, programme=first, actor=keeper)
        before = event.programme.get(position=0).revision
        event = actions.order(
            key=event.key, revision=event.revision, programme=[first[0], *rules.items("10:20 기념사")], actor=keeper
        )
        assert [row.title_ko for row in event.programme.all()] == ["국민의례", "기념사"]
        assert event.programme.get(position=0).revision == before

    def test_how_many_are_invited_is_summed(self, planned, keeper):
        groups = rules.groups("광복회원 | 30\n시민 | 500")
        actions.invite(key=planned.key, revision=planned.revision, groups=groups, actor=keeper)
        assert queries.listed().get(pk=planned.pk).invited == 530


@pytest.mark.parametrize("who", ["park", "clerk_without_duties"])
def test_whoever_lacks_the_duty_enters_nothing(who, request):
    actor = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        actions.enter(name_ko="음악회", from_on=DAY(2023, 5, 1), until_on=DAY(2023, 5, 2), today=TODAY, actor=actor)
    assert not Event.objects.exists()


def test_keeping_does_not_include_cancelling(planned, park, give):
    give(park, "support.events.keep")
    with pytest.raises(NotPermitted):
        actions.cancel(key=planned.key, revision=planned.revision, reason="비", today=TODAY, actor=park)
