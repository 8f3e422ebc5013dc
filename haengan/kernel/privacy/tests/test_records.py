"""What follows from a demand: the very record is corrected, erased or let stand still, and no value is left behind."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import year
from haengan.kernel.files import actions as files
from haengan.kernel.files import storage
from haengan.kernel.jobs.models import Work
from haengan.kernel.journal import queries as journal
from haengan.kernel.journal import verifying
from haengan.kernel.people import actions as people_actions
from haengan.kernel.people import queries as people
from haengan.kernel.privacy import queries
from haengan.kernel.privacy.actions import demands, records
from haengan.kernel.privacy.actions import recipients as confirming
from haengan.kernel.privacy.declare import holdings, retention_of
from haengan.kernel.privacy.finding import model_of
from haengan.kernel.privacy.tests.test_demands import ASKED, MOBILE, ask, clerk, gathered, printed  # noqa: F401  # fixtures
from haengan.kernel.privacy.tests.test_destruction import NAME, WORD, request
from haengan.kernel.tables.sealed import opened
from haengan.rooms.autonomy.townhalls.figures import REQUESTS
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
RIGHT = "010-2222-3333"


@pytest.fixture
def known(resident):
    """A resident with a telephone and a consent."""
    people_actions.add_contact(person=resident, kind="mobile", value=MOBILE, from_on=ASKED, actor=HOUSE)
    people_actions.consent(
        resident=resident, purpose="alerts", text="재난문자", means="paper", from_on=ASKED, actor=HOUSE
    )
    return resident


def correct(made, thing, clerk, field="contact", value=RIGHT):  # noqa: F811  # the fixture's name
    about = {"key": made.key, "revision": made.revision, "thing": thing.key}
    return records.correct(**about, field=field, value=value, today=ASKED, actor=clerk)


def erase(made, thing, clerk):  # noqa: F811
    return records.erase(key=made.key, revision=made.revision, thing=thing.key, today=ASKED, actor=clerk)


def answer(made, clerk, **given):  # noqa: F811
    about = {"key": made.key, "revision": made.revision, "reply": "처리하였습니다.", "today": ASKED}
    return demands.answer(**about, actor=clerk, **given)


@pytest.fixture
def stopped(known, gathered, clerk):  # noqa: F811
    return answer(gathered(kind="suspension", name=known.name_ko), clerk)


def test_a_correction_changes_the_very_record(gathered, clerk):  # noqa: F811
    asked = request()
    made = gathered(kind="correction")
    correct(made, asked, clerk)
    asked.refresh_from_db()
    assert opened(asked, "contact") == RIGHT
    assert type(asked).objects.filter(contact_index__holds=RIGHT).exists()


def test_neither_the_old_nor_the_new_value_stands_in_the_line(gathered, clerk):  # noqa: F811
    asked = request()
    made = gathered(kind="correction")
    correct(made, asked, clerk, field="name", value="남궁보리")
    line = next(entry for entry in journal.history(asked.key) if entry.act == "privacy.records.correct")
    assert line.destroyed
    assert verifying.verify(contents=True).sound


def test_the_letter_says_what_was_done_and_no_value(gathered, clerk):  # noqa: F811
    asked = request()
    made = gathered(kind="correction")
    correct(made, asked, clerk)
    said = printed(answer(made, clerk))
    assert "연락처 정정 (1건)" in said
    assert RIGHT not in said


@pytest.mark.parametrize(
    ("field", "value", "blamed"),
    [
        ("number", "2026-9999", "field"),
        ("contact", "없음", "value"),
        ("name", "가" * 50, "value"),
        ("name", NAME, "value"),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_its_field(field, value, blamed, gathered, clerk):  # noqa: F811
    asked = request()
    with pytest.raises(Refused) as refused:
        correct(gathered(kind="correction"), asked, clerk, field=field, value=value)
    assert refused.value.field == blamed


def test_only_what_was_found_for_this_person_is_touched(gathered, clerk):  # noqa: F811
    other = request(name="남궁하늘")
    with pytest.raises(Refused) as refused:
        correct(gathered(kind="correction"), other, clerk)
    assert refused.value.field == "thing"


def test_nobody_without_the_duty_corrects_or_erases(gathered, lee):  # noqa: F811
    asked = request()
    with pytest.raises(NotPermitted):
        correct(gathered(kind="correction"), asked, lee)
    with pytest.raises(NotPermitted):
        erase(gathered(kind="deletion"), asked, lee)


def test_an_erasure_empties_the_record_and_what_the_journal_kept(gathered, clerk):  # noqa: F811
    asked = request()
    before = figures.value(REQUESTS, year(2023)).amount
    erase(gathered(kind="deletion"), asked, clerk)
    asked.refresh_from_db()
    assert (asked.name, asked.details, bytes(asked.contact), asked.destroyed_on) == ("-", "", b"", ASKED)
    assert {entry.destroyed for entry in journal.history(asked.key) if entry.act != "people.sealed.read"} == {True}
    assert verifying.verify(contents=True).sound
    assert figures.value(REQUESTS, year(2023)).amount == before == 1


def test_an_erasure_has_the_index_rebuilt(gathered, clerk):  # noqa: F811
    asked = request()
    erase(gathered(kind="deletion"), asked, clerk)
    assert Work.objects.filter(name="kernel.privacy.forget").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM autonomy_townhalls_request WHERE details LIKE %s", [f"%{WORD}%"])
        assert cursor.fetchone()[0] == 0


def test_a_deletion_is_not_told_before_it_is_done(gathered, clerk):  # noqa: F811
    asked = request()
    made = gathered(kind="deletion")
    with pytest.raises(Refused, match="Nothing was erased"):
        answer(made, clerk)
    erase(made, asked, clerk)
    assert "개인정보 삭제 (1건)" in printed(answer(made, clerk))


def test_a_suspension_stops_reading_and_sending_and_says_why(known, stopped, clerk):  # noqa: F811
    contact = known.contacts.get()
    assert list(people.contacts_of(known, ASKED)) == []
    assert people.consenting([known], ASKED, "alerts") == []
    with pytest.raises(Refused, match=stopped.number):
        people.reveal(clerk, contact, "안내 전화")


def test_lifting_a_suspension_lets_processing_go_on(known, stopped, clerk):  # noqa: F811
    about = {"key": stopped.key, "revision": stopped.revision, "reason": "본인의 요청", "today": ASKED}
    records.lift(**about, actor=clerk)
    assert people.reveal(clerk, known.contacts.get(), "안내 전화") == MOBILE
    assert people.consenting([known], ASKED, "alerts") == [known]
    with pytest.raises(Refused, match="Nothing stands suspended"):
        records.lift(**about, actor=clerk)


def test_a_suspension_leaves_a_part_out_on_its_own_grounds_alone(known, gathered, clerk):  # noqa: F811
    made = gathered(kind="suspension", name=known.name_ko)
    with pytest.raises(Refused):
        answer(made, clerk, without=["kernel_people.Consent"], ground="law")
    made = answer(made, clerk, without=["kernel_people.Consent"], ground="obliged")
    assert "제37조제2항제1호" in printed(made)
    assert queries.suspended_by(made) == 2


def test_a_suspension_is_refused_on_the_grounds_of_article_37(gathered, clerk):  # noqa: F811
    made = gathered(kind="suspension")
    about = {"key": made.key, "revision": made.revision, "reason": "법령상 의무", "today": ASKED, "actor": clerk}
    with pytest.raises(Refused) as refused:
        demands.refuse(ground="others", **about)
    assert refused.value.field == "ground"
    assert "제37조제2항제3호" in printed(demands.refuse(ground="tasks", **about))


def test_the_division_that_keeps_the_records_confirms_whom_they_were_given_to(gathered, clerk, lee, give):  # noqa: F811
    request()
    give(lee, "house.privacy.confirm")
    give(lee, "autonomy.townhalls.keep")
    made = gathered(confirmed_all=False)
    about = {"key": made.key, "thing_type": "autonomy_townhalls.Request", "today": ASKED}
    with pytest.raises(Refused, match="Another division"):
        confirming.confirm(**about, actor=clerk)
    with pytest.raises(Refused, match="not confirmed"):
        answer(made, clerk)
    confirming.confirm(**about, given="한국도로공사", actor=lee)
    assert "한국도로공사" in printed(answer(made, clerk))


def test_what_was_filed_by_a_citizen_is_not_looked_up_before_the_counter(clerk, anyone):  # noqa: F811
    made = demands.file(actor=anyone, today=ASKED, name=NAME, contact=MOBILE, kind="access")
    with pytest.raises(Refused):
        demands.gather(key=made.key, revision=made.revision, today=ASKED, actor=clerk)
    made = demands.confirm(key=made.key, revision=made.revision, confirmed="card", actor=clerk)
    assert demands.gather(key=made.key, revision=made.revision, today=ASKED, actor=clerk).found == 1


@pytest.fixture
def anyone():
    from haengan.kernel.people.rules import Anyone

    return Anyone()


def test_every_holding_names_columns_that_exist_and_can_end_or_is_bound():
    for holding in holdings.values():
        columns = {field.name for field in model_of(holding.model)._meta.concrete_fields}
        assert set(holding.corrects) <= columns, holding.model
        assert holding.bound or retention_of(model_of(holding.model)), holding.model


def test_a_retired_contact_a_consent_and_at_last_the_resident_end(known):
    later = date(2030, 3, 3)
    contact = known.contacts.get()
    people_actions.retire_contact(key=contact.key, revision=contact.revision, until_on=ASKED, actor=HOUSE)
    people_actions.withdraw(key=known.consents.get().key, withdrawn_on=ASKED, actor=HOUSE)
    due = {one.retention.name: one.count for one in queries.due(later)}
    assert (due["people.contacts"], due["people.consents"], due["people.residents"]) == (1, 1, 0)
    known.contacts.update(destroyed_on=later)
    known.consents.update(destroyed_on=later)
    assert {one.retention.name: one.count for one in queries.due(later)}["people.residents"] == 1


def attached(to, clerk, title):  # noqa: F811
    file = files.keep(SimpleUploadedFile("건의.txt", "사진 대신".encode()), actor=clerk)
    files.attach(file, thing_type="autonomy_townhalls.request", thing_key=to, thing_title=title, actor=clerk)
    return file


def test_an_upload_goes_with_the_record_it_hangs_on(
    gathered,  # noqa: F811
    clerk,  # noqa: F811
    settings,
    tmp_path,
    django_capture_on_commit_callbacks,
):
    settings.HAENGAN_HOME = str(tmp_path)
    asked = request()
    file = attached(asked.key, clerk, "신청")
    with django_capture_on_commit_callbacks(execute=True):
        erase(gathered(kind="deletion"), asked, clerk)
    file.refresh_from_db()
    assert (file.name, file.destroyed_on) == ("-", ASKED)
    assert file.stored not in {path.name for path in storage.paths()}


def test_an_upload_that_hangs_elsewhere_too_stays(gathered, clerk):  # noqa: F811
    asked = request()
    file = attached(asked.key, clerk, "신청")
    files.attach(file, thing_type="x.y", thing_key="other", thing_title="다른 기록", actor=clerk)
    erase(gathered(kind="deletion"), asked, clerk)
    file.refresh_from_db()
    assert (file.name, file.emptied_at) == ("건의.txt", None)


def test_a_file_taken_off_everything_ends(clerk):  # noqa: F811
    file = attached("k", clerk, "신청")
    hangs = file.attachments.get()
    files.detach(hangs.key, revision=hangs.revision, reason="잘못 붙임", actor=clerk)
    assert {one.retention.name: one.count for one in queries.due(date(2031, 1, 1))}["files.uploads"] == 1
    assert {one.retention.name: one.count for one in queries.due(timezone.localdate())}["files.uploads"] == 0
