import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.files import queries as files
from haengan.kernel.followups import queries as followups
from haengan.kernel.journal import queries as journal
from haengan.rooms.autonomy.exchanges import queries
from haengan.rooms.autonomy.exchanges.actions import cities, exchanges
from haengan.rooms.autonomy.exchanges.models import Exchange
from haengan.rooms.autonomy.exchanges.tests.conftest import TODAY, line

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def sign(keeper, sasebo):
    def one(**given):
        told = {"city": sasebo, "kind": "sister", "signed_on": DAY(2023, 3, 1), "council_on": DAY(2023, 2, 1)}
        return cities.sign(**{**told, **given}, actor=keeper)

    return one


class TestCities:
    def test_a_city_gets_its_code_and_stands_last(self, add_city, sasebo):
        hadano = add_city("하다노시", "Hadano")
        assert (hadano.code, hadano.position) == ("hadano", sasebo.position + 1)

    def test_a_country_has_one_name(self, add_city, sasebo):
        with pytest.raises(Refused) as refused:
            add_city("하다노시", "Hadano", country=("JP", "일본국", "Japan"))
        assert refused.value.field == "country_ko"

    def test_the_same_english_name_is_refused(self, add_city, sasebo):
        with pytest.raises(Refused) as refused:
            add_city("사세보", "Sasebo")
        assert refused.value.field == "name_en"


class TestAgreements:
    def test_a_sister_agreement_needs_the_council(self, sign):
        """지방자치법 제47조제1항제10호, 같은 법 시행령 제39조"""
        with pytest.raises(Refused) as refused:
            sign(council_on=None)
        assert refused.value.field == "council_on"

    @pytest.mark.parametrize(("kind", "signed_on"), [("memorandum", DAY(2023, 3, 1)), ("sister", DAY(2010, 3, 1))])
    def test_a_memorandum_and_what_is_older_than_the_norm_do_not(self, kind, signed_on, sign):
        assert sign(kind=kind, signed_on=signed_on, council_on=None).kind == kind

    def test_two_of_a_kind_do_not_stand_on_one_day(self, sign):
        sign()
        with pytest.raises(Refused, match="2023-03-01") as refused:
            sign(signed_on=DAY(2024, 1, 1), council_on=DAY(2023, 12, 1))
        assert refused.value.field == "signed_on"

    def test_another_kind_may_stand_beside_it(self, sign, sasebo):
        sign()
        sign(kind="memorandum", council_on=None)
        assert sasebo.agreements.count() == 2

    def test_the_city_becomes_what_was_signed_and_no_partner_when_it_ends(self, sign, sasebo, keeper):
        agreement = sign()
        sasebo.refresh_from_db()
        assert sasebo.partnership == "sister"
        cities.end_agreement(
            key=agreement.key, revision=agreement.revision, until_on=DAY(2025, 1, 1), reason="상호 합의", actor=keeper
        )
        sasebo.refresh_from_db()
        assert sasebo.partnership == "none"

    def test_its_document_is_kept_with_it(self, sign):
        pdf = SimpleUploadedFile("협정서.pdf", b"%PDF-1.4\n%%EOF\n")
        agreement = sign(document=pdf)
        assert [a.file.name for a in queries.documents(agreement)] == ["협정서.pdf"]
        assert b"".join(files.content(queries.documents(agreement)[0].file)) == b"%PDF-1.4\n%%EOF\n"


class TestExchanges:
    def test_what_is_planned_is_held_on_its_day_and_owes_a_report(self, enter, sasebo, keeper):
        """시 공무국외출장 규정: thirty days after the return"""
        planned = enter(sasebo, "2026-11-10", "2026-11-15", line("youth", out=5), state="planned")
        held = exchanges.hold(key=planned.key, revision=planned.revision, today=TODAY, actor=keeper)
        assert (held.state, held.report_due_on) == ("held", DAY(2026, 12, 14))
        owed = followups.about(held).get()
        assert (owed.owner, owed.due_on) == (keeper, DAY(2026, 12, 14))
        assert list(queries.reports_owed(TODAY)) == [held]

    def test_the_report_settles_what_was_owed(self, enter, sasebo, keeper):
        held = enter(sasebo, "2026-11-10", "2026-11-15", line("youth", out=5))
        exchanges.report(
            key=held.key, revision=held.revision, submitted_on=TODAY, text="다녀왔습니다.", today=TODAY, actor=keeper
        )
        assert not queries.reports_owed(TODAY)
        assert not followups.opened().exists()

    @pytest.mark.parametrize(("mode", "numbers"), [("visit", {"in_": 6}), ("online", {"others": 14})])
    def test_nobody_who_stayed_owes_one(self, mode, numbers, enter, sasebo):
        held = enter(sasebo, "2026-11-10", "2026-11-15", line("youth", **numbers), subject="교류", mode=mode)
        assert held.report_due_on is None

    def test_what_has_not_begun_did_not_take_place(self, enter, sasebo):
        with pytest.raises(Refused) as refused:
            enter(sasebo, "2026-12-10", "2026-12-15", line("youth", out=5))
        assert refused.value.field == "state"
        assert not Exchange.objects.exists()

    def test_cancelling_leaves_a_decision_with_its_reason(self, enter, sasebo, keeper):
        planned = enter(sasebo, "2026-12-10", "2026-12-15", line("youth", out=5), state="planned")
        exchanges.cancel(key=planned.key, revision=planned.revision, reason="태풍", today=TODAY, actor=keeper)
        decision = planned.decisions.get()
        assert (decision.kind, decision.reason, decision.decided_on) == ("cancelled", "태풍", TODAY)
        assert journal.history(planned.key)[0].reason == "태풍"

    def test_a_correction_keeps_lines_that_did_not_change(self, enter, sasebo, keeper):
        held = enter(
            sasebo, "2023-04-01", "2023-05-01", line("civic", in_=15), line("civic", others=70), subject="가\n나"
        )
        before = [row.revision for row in held.lines.all()]
        exchanges.correct(
            key=held.key, revision=held.revision, lines=[line("civic", in_=15), line("youth", others=71)], actor=keeper
        )
        after = list(held.lines.all())
        assert [row.revision - was for row, was in zip(after, before, strict=True)] == [0, 1]
        held.refresh_from_db()
        assert held.kinds == {"civic", "youth"}

    def test_a_line_that_falls_away_is_gone_and_stays_in_the_history(self, enter, sasebo, keeper):
        held = enter(
            sasebo, "2023-04-01", "2023-05-01", line("civic", in_=15), line("civic", others=70), subject="가\n나"
        )
        gone = held.lines.last().key
        exchanges.correct(key=held.key, revision=held.revision, lines=[line("civic", in_=15)], actor=keeper)
        assert held.lines.count() == 1
        assert journal.history(gone)

    def test_the_state_is_not_corrected(self, enter, sasebo, keeper):
        held = enter(sasebo, "2023-04-01", "2023-05-01", line("civic", in_=15))
        with pytest.raises(Refused) as refused:
            exchanges.correct(
                key=held.key, revision=held.revision, lines=[line("civic", in_=15)], state="planned", actor=keeper
            )
        assert refused.value.field == "state"

    def test_an_edit_of_an_older_revision_is_stale(self, enter, sasebo, keeper):
        held = enter(sasebo, "2023-04-01", "2023-05-01", line("civic", in_=15))
        with pytest.raises(Stale):
            exchanges.correct(key=held.key, revision=held.revision - 1, lines=[line("civic")], actor=keeper)


@pytest.mark.parametrize("who", ["park", "clerk_without_duties"])
def test_whoever_lacks_the_duty_enters_nothing(who, request, sasebo):
    actor = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        exchanges.enter(
            city=sasebo,
            lines=[line("civic")],
            from_on=DAY(2023, 1, 1),
            until_on=DAY(2023, 1, 2),
            mode="visit",
            subject_ko="방문",
            today=TODAY,
            actor=actor,
        )


def test_keeping_does_not_include_deciding(park, give, sasebo):
    give(park, "autonomy.exchanges.keep")
    with pytest.raises(NotPermitted):
        cities.sign(city=sasebo, kind="memorandum", signed_on=DAY(2023, 1, 1), actor=park)
