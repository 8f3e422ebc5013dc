"""Officials, residents, contact points and consents through their actions."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, transaction

from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.journal.queries import history, recent
from haengan.kernel.people import actions, queries
from haengan.kernel.people.models import ContactPoint, Resident
from haengan.kernel.people.rules import Anyone
from haengan.lib.crypto import Unreadable
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 1)


def contact(person, value="010-1234-5678", kind="mobile"):
    return actions.add_contact(person=person, kind=kind, value=value, from_on=DAY, actor=HOUSE)


def stored(model, column):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{model._meta.db_table}"')
        return bytes(cursor.fetchone()[0])


def test_the_journal_keeps_no_citizens_name(resident):
    """Its lines stay for ever, a citizen's name ends."""
    kept = [title for line in recent() for title in (line.actor_title, line.thing_title)]
    assert resident.lasting_title() in kept
    assert not any(resident.name_ko in title for title in kept)


def test_a_contact_point_is_sealed_in_the_table_and_on_the_object(resident):
    kept = contact(resident)
    assert b"1234" not in stored(ContactPoint, "value")
    assert "1234" not in f"{kept.value} {kept.value!r} {ContactPoint.objects.get().value}"


def test_reading_a_contact_point_leaves_a_line_with_its_purpose(kim, resident):
    kept = contact(resident)
    assert queries.reveal(kim, kept, "재난 안내") == "010-1234-5678"
    line = recent()[0]
    assert (line.act, line.kind, line.reason, line.actor_key) == ("people.sealed.read", "intake", "재난 안내", kim.key)
    assert history(kept.key)[0].operation == "read"


def test_reading_many_leaves_one_line_with_their_count(kim, resident):
    kept = [contact(resident), contact(resident, "031-940-1234", "phone")]
    assert queries.reveal_all(kim, kept, "안내 발송") == ["010-1234-5678", "031-940-1234"]
    assert recent()[0].count == 2


def test_reading_without_a_purpose_is_refused(kim, resident):
    with pytest.raises(Refused, match="what you need"):
        queries.reveal(kim, contact(resident), " ")


def test_a_sealed_value_moved_to_another_row_does_not_open(kim, resident):
    one, other = contact(resident), contact(resident, "010-8765-4321")
    with connection.cursor() as cursor:
        table = ContactPoint._meta.db_table
        cursor.execute(
            f'UPDATE "{table}" SET value = (SELECT value FROM "{table}" WHERE id = %s) WHERE id = %s',
            [one.pk, other.pk],
        )
    other.refresh_from_db()
    with pytest.raises(Unreadable):
        queries.reveal(kim, other, "시험")


def test_saving_again_does_not_seal_again(resident):
    kept = contact(resident)
    before = stored(ContactPoint, "value")
    actions.retire_contact(key=kept.key, revision=kept.revision, until_on=date(2024, 1, 1), actor=HOUSE)
    assert stored(ContactPoint, "value") == before
    assert history(kept.key)[0].changes == {"until_on": (None, "2024-01-01")}


@pytest.mark.parametrize("typed", ["01012345678", "+82 10-1234-5678", "010 1234 5678", "5678"])
def test_a_number_is_found_by_its_whole_or_its_last_four(resident, typed):
    kept = contact(resident)
    contact(resident, "031-940-1234", "phone")
    assert list(queries.contacts_like(typed, DAY)) == [kept]


@pytest.mark.parametrize("typed", ["0101234", "1234567", "", "010-1234-567"])
def test_part_of_a_number_finds_nothing(resident, typed):
    contact(resident)
    assert not queries.contacts_like(typed, DAY).exists()


def test_a_retired_contact_point_is_no_longer_found(resident):
    kept = contact(resident)
    actions.retire_contact(key=kept.key, revision=kept.revision, until_on=date(2024, 1, 1), actor=HOUSE)
    assert not queries.contacts_like("01012345678", date(2024, 1, 1)).exists()


def test_the_mask_shows_too_little_to_call(resident):
    assert queries.masked(contact(resident)) == "010-****-5678"


def test_a_change_of_contents_is_journaled_without_them(resident):
    kept = contact(resident)
    entry = history(kept.key)[0]
    assert entry.changes["value"] == (None, "sealed")


@pytest.mark.parametrize(
    ("kind", "value"), [("mobile", "123"), ("email", "nobody"), ("address", "  "), ("pigeon", "x"), ("phone", "1" * 16)]
)
def test_a_contact_point_that_reaches_nobody_is_refused(resident, kind, value):
    with pytest.raises(Refused):
        contact(resident, value, kind)


def test_a_resident_changes_only_own_contact_points(resident):
    other = actions.register_resident(name_ko="임꺽정", registered_on=DAY, actor=HOUSE)
    with pytest.raises(Refused, match="your own"):
        actions.add_contact(person=other, kind="mobile", value="010-1111-2222", from_on=DAY, actor=resident)


def test_nobody_adds_a_contact_point_to_who_has_an_account():
    account = actions.open_account(login="hong", password=None, actor=HOUSE)
    owner = actions.register_resident(name_ko="홍길동", registered_on=DAY, account=account, actor=HOUSE)
    with pytest.raises(Refused, match="your own"):
        actions.add_contact(person=owner, kind="mobile", value="010-1111-2222", from_on=DAY, actor=Anyone())


def test_a_consent_stands_until_it_is_withdrawn(resident):
    given = actions.consent(
        resident=resident,
        purpose="townhalls.notice",
        text="안내를 받습니다.",
        means="online",
        from_on=DAY,
        actor=resident,
    )
    actions.withdraw(key=given.key, withdrawn_on=date(2023, 8, 1), actor=resident)
    consenting = [
        queries.consenting([resident], day, "townhalls.notice") for day in (DAY, date(2023, 7, 31), date(2023, 8, 1))
    ]
    assert consenting == [[resident], [resident], []]


def test_consent_is_for_one_purpose(resident):
    actions.consent(resident=resident, purpose="a", text="가", means="paper", from_on=DAY, actor=HOUSE)
    assert queries.consenting([resident], DAY, "b") == []


def test_a_consent_ends_by_itself(resident):
    until = date(2024, 1, 1)
    actions.consent(resident=resident, purpose="a", text="가", means="paper", from_on=DAY, until_on=until, actor=HOUSE)
    assert [bool(queries.consenting([resident], day, "a")) for day in (date(2023, 12, 31), until)] == [True, False]


def test_nobody_withdraws_for_another(resident):
    other = actions.register_resident(name_ko="임꺽정", registered_on=DAY, actor=HOUSE)
    given = actions.consent(resident=other, purpose="a", text="가", means="paper", from_on=DAY, actor=HOUSE)
    with pytest.raises(Refused, match="your own"):
        actions.withdraw(key=given.key, withdrawn_on=DAY, actor=resident)


def test_an_account_is_its_official_while_employed(kim):
    account = actions.open_account(login="kim", password="a long one", actor=HOUSE)
    kim = actions.link(key=kim.key, revision=kim.revision, account=account, actor=HOUSE)
    assert queries.actor_of(account, today=DAY) == kim
    actions.leave(key=kim.key, revision=kim.revision, until_on=DAY, actor=HOUSE)
    assert queries.actor_of(account, today=DAY) == Anyone()


def test_an_account_without_a_person_is_anyone():
    assert queries.actor_of(actions.open_account(login="new", password=None, actor=HOUSE)) == Anyone()


def test_an_account_belongs_to_one_person(kim, lee):
    account = actions.open_account(login="kim", password=None, actor=HOUSE)
    actions.link(key=kim.key, revision=kim.revision, account=account, actor=HOUSE)
    with pytest.raises(Refused, match="someone else"):
        actions.link(key=lee.key, revision=lee.revision, account=account, actor=HOUSE)


def test_a_password_is_not_kept_in_the_journal():
    account = actions.open_account(login="kim", password="a long one", actor=HOUSE)
    assert account.check_password("a long one")
    assert history(account.key) == []


def test_a_promotion_holds_from_its_day(kim):
    actions.promote(key=kim.key, grade="6", from_on=DAY, actor=HOUSE)
    assert [queries.rank(kim, day).grade for day in (date(2023, 6, 30), DAY)] == ["7", "6"]


def test_a_promotion_before_the_last_one_is_refused(kim):
    actions.promote(key=kim.key, grade="6", from_on=DAY, actor=HOUSE)
    with pytest.raises(Refused, match="later"):
        actions.promote(key=kim.key, grade="5", from_on=date(2022, 1, 1), actor=HOUSE)


def test_two_ranks_of_one_official_never_overlap_in_the_table(kim):
    from haengan.kernel.acts.running import upkeep
    from haengan.kernel.people.models import Rank

    with pytest.raises(IntegrityError), transaction.atomic(), upkeep():
        Rank.objects.create(official=kim, grade="5", from_on=DAY)


def test_a_staff_number_is_given_once(kim):
    with pytest.raises(Refused, match="registered already"):
        actions.register(number=kim.number, name_ko="김철수", grade="9", from_on=DAY, actor=HOUSE)


def test_a_correction_carries_the_revision_it_saw(kim):
    actions.correct(key=kim.key, revision=kim.revision, name_ko="김하늘빛", actor=HOUSE)
    with pytest.raises(Stale):
        actions.correct(key=kim.key, revision=kim.revision, name_ko="김하람", actor=HOUSE)
    assert history(kim.key)[0].changes == {"name_ko": ("김하늘", "김하늘빛")}


def test_residents_without_contact_points_stand_alone(resident):
    assert list(queries.contacts_of(resident, DAY)) == []
    assert Resident.objects.get() == resident


def test_an_account_may_be_opened_with_a_password_that_was_hashed_before(db):
    account = actions.open_account(login="kim", password=make_password("a long one"), hashed=True, actor=HOUSE)

    assert account.check_password("a long one")


def test_what_is_no_hash_is_refused_and_never_kept_as_one(db):
    with pytest.raises(Refused, match="not a password hash"):
        actions.open_account(login="kim", password="a long one", hashed=True, actor=HOUSE)
