import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.dispatch import codes
from haengan.kernel.files import queries as files
from haengan.kernel.tables.sealed import opened
from haengan.rooms.civil_affairs.petitions.actions import publishing
from haengan.rooms.civil_affairs.petitions.engine.photos.tests.test_cleaning import SECRET, photo
from haengan.rooms.civil_affairs.petitions.models.filed import Joining, Petition
from haengan.rooms.civil_affairs.petitions.rules import work
from haengan.rooms.civil_affairs.petitions.rules.states import State
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh

pytestmark = pytest.mark.django_db
AT = "/civil-affairs/petitions"
TOLD = {
    "title": "가로등이 꺼졌어요",
    "text": "중앙로 12 앞 가로등이 꺼졌습니다.",
    "name": "홍길동",
    "reply": "sms",
    "contact": "010-1234-5678",
    "agreed": "on",
    "once": "token-one",
}


@pytest.fixture
def file_page(citizen, lamp):
    return lambda **more: citizen.post(f"{AT}/file/{lamp.code}/", {**TOLD, **more})


def the_code():
    return codes.code_of(Petition.objects.get().subscription)


def test_a_citizen_files_confirms_and_looks_it_up_without_an_account(citizen, file_page):
    assert file_page().url == f"{AT}/confirm/"
    assert citizen.post(f"{AT}/confirm/", {"code": the_code()}).url == f"{AT}/receipt/"

    petition = Petition.objects.get()
    assert petition.state == State.ARRIVED
    receipt = citizen.get(f"{AT}/receipt/").content.decode()
    assert petition.number in receipt
    assert opened(petition, "code") in receipt

    told = {"number": petition.number, "code": opened(petition, "code")}
    assert citizen.post(f"{AT}/look-up/", told).status_code == 302
    assert petition.title in citizen.get(f"{AT}/look-up/").content.decode()


def test_a_wrong_code_is_told_and_files_nothing(citizen, file_page):
    file_page()
    answer = citizen.post(f"{AT}/confirm/", {"code": "000000"})

    assert answer.status_code == 422
    assert Petition.objects.get().state == State.UNCONFIRMED


def test_another_code_goes_to_another_contact(citizen, file_page):
    file_page()
    told = {"again": "1", "reply": "mail", "contact": "hong@example.org"}
    assert citizen.post(f"{AT}/confirm/", told).url == f"{AT}/confirm/"
    assert "h***@example.org" in citizen.get(f"{AT}/confirm/").content.decode()

    petition = Petition.objects.select_related("subscription").get()
    assert petition.subscription.channel == "mail"
    assert citizen.post(f"{AT}/confirm/", {"code": the_code()}).url == f"{AT}/receipt/"


def test_what_is_wrong_with_the_contact_is_told_at_the_contact(file_page):
    answer = file_page(contact="not an address", address="중앙로 1")
    assert answer.status_code == 409
    assert 'id="id_contact_error"' in answer.content.decode()
    assert not Petition.objects.exists()


def test_other_words_with_the_token_of_what_was_sent_are_not_swallowed(file_page):
    file_page()
    answer = file_page(title="포트홀이 있어요")
    assert answer.status_code == 409
    token = re.search(r'name="once" value="([^"]+)"', answer.content.decode())[1]
    assert token != TOLD["once"]

    file_page(title="포트홀이 있어요", once=token)
    assert Petition.objects.count() == 2


def test_other_photos_with_the_same_words_are_not_swallowed(file_page):
    file_page(photos=SimpleUploadedFile("lamp.jpg", photo().getvalue(), "image/jpeg"))
    other = photo().getvalue() + b"\x00"
    assert file_page(photos=SimpleUploadedFile("lamp.jpg", other, "image/jpeg")).status_code == 409


def test_the_place_of_a_photo_counts_only_where_none_was_said(file_page):
    brought = SimpleUploadedFile("lamp.jpg", photo().getvalue(), "image/jpeg")
    file_page(photos=brought, address="가람동 3")
    assert Petition.objects.get().lon is None


def test_half_a_position_is_refused(file_page):
    assert file_page(lon="127.1").status_code == 409
    assert not Petition.objects.exists()


def test_sent_twice_it_is_one_petition(file_page):
    assert file_page().url == file_page().url
    assert Petition.objects.count() == 1


def test_what_is_missing_is_named_beside_its_field_and_nothing_is_kept(file_page):
    answer = file_page(contact="", title="")

    assert answer.status_code == 422
    assert 'id="id_title_error"' in answer.content.decode()
    assert not Petition.objects.exists()


def test_photos_are_cleaned_and_name_the_place_where_none_was_chosen(file_page):
    brought = SimpleUploadedFile("lamp.jpg", photo().getvalue(), "image/jpeg")
    file_page(photos=brought)

    petition = Petition.objects.get()
    assert (petition.lon, petition.lat) == (127.5, 37.408333)
    kept = files.attached(petition._meta.label_lower, petition.key).get().file
    content = b"".join(files.content(kept))
    assert SECRET not in content


def test_a_broken_picture_is_refused_with_the_whole_form(file_page):
    answer = file_page(photos=SimpleUploadedFile("lamp.png", b"\x89PNG\r\n\x1a\nbroken", "image/png"))

    assert answer.status_code == 409
    assert not Petition.objects.exists()


def test_what_is_too_large_or_too_many_is_told_by_name_before_it_is_read(citizen, file_page, lamp):
    hint = citizen.get(f"{AT}/file/{lamp.code}/", headers={"Accept-Language": "en"}).content.decode()
    assert "At most 5 files of 20 MB each." in hint

    large = SimpleUploadedFile("film.png", b"\x89PNG\r\n\x1a\n" + bytes(20 * 1024 * 1024), "image/png")
    answer = file_page(photos=large)
    assert answer.status_code == 409
    assert "film.png" in answer.content.decode()
    assert "20" in answer.content.decode()

    many = [SimpleUploadedFile(f"{n}.txt", b"a", "text/plain") for n in range(6)]
    assert file_page(photos=many, once="other").status_code == 409
    assert not Petition.objects.exists()


def test_from_where_many_come_the_next_one_costs_work(citizen, file_page, lamp):
    for n in range(10):
        assert file_page(once=f"t{n}", contact=f"010-1234-56{n:02d}").status_code == 302
    assert file_page(once="more").status_code == 409

    page = citizen.get(f"{AT}/file/{lamp.code}/").content.decode()
    bits = int(re.search(r'data-bits="(\d+)"', page)[1])
    token, challenge = re.search(r'name="once" value="([^"]+)"', page)[1], re.search(r'data-challenge="(\w+)"', page)[1]
    assert bits >= 14
    answer = next(str(n) for n in range(10**7) if work.solved(challenge, str(n), bits))
    assert file_page(once=token, work=answer).status_code == 302


def test_a_robot_that_fills_the_trap_is_refused(file_page):
    assert file_page(website="http://spam").status_code == 409


def test_only_number_and_code_together_open_a_petition(citizen, file, lamp):
    petition = file()

    assert citizen.post(f"{AT}/look-up/", {"number": petition.number, "code": "wrongone"}).status_code == 404
    assert citizen.get(f"{AT}/look-up/receipt.pdf").status_code == 404


@pytest.fixture
def shown(receive, clerk):
    petition = receive(public=True, lon=127.00123, lat=37.40123, text="010-9999-8888로 연락 주세요. 가로등이 꺼졌어요")
    return publishing.publish(
        key=petition.key,
        revision=petition.revision,
        public_title="가로등이 꺼졌어요",
        public_text=petition.text,
        now=MORNING,
        actor=clerk,
    )


def test_what_is_shown_is_masked_and_its_place_rounded(citizen, shown):
    assert "9999" not in shown.public_text
    assert (shown.shown_lon, shown.shown_lat) != (shown.lon, shown.lat)
    page = citizen.get(f"{AT}/shown/{shown.key}/").content.decode()
    assert shown.public_title in page
    assert "홍길동" not in page
    assert shown.public_title in citizen.get(f"{AT}/feed.atom").content.decode()
    assert str(shown.lat) not in citizen.get(f"{AT}/map.json").content.decode()


def test_while_one_writes_one_is_told_of_the_same(citizen, shown, lamp):
    told = {"service": lamp.code, "title": "가로등", "text": "가로등이 꺼졌어요", "lon": "127.0012", "lat": "37.4012"}

    assert [one["key"] for one in citizen.post(f"{AT}/alike/", told).json()["found"]] == [shown.key]
    far = {**told, "text": "버스가 안 와요", "title": "버스"}
    assert citizen.post(f"{AT}/alike/", far).json()["found"] == []


def test_joining_asks_for_the_code_and_counts_once_it_came(citizen, shown):
    at = f"{AT}/shown/{shown.key}/join/"
    assert citizen.post(at, {"reply": "sms", "contact": "010-2222-3333"}).url == at
    code = codes.code_of(Joining.objects.get().subscription)

    assert citizen.post(at, {"code": code}).url == f"{AT}/shown/{shown.key}/"
    assert Joining.objects.get().subscription.confirmed_at is not None


def test_what_is_not_published_is_not_there(citizen, receive):
    assert citizen.get(f"{AT}/shown/{receive().key}/").status_code == 404


def test_the_desk_shows_the_most_urgent_first_and_acts_on_many(desk, file, clerk, unit):
    rows = [file(title=f"가로등 {n}") for n in range(3)]
    client = desk(clerk)
    page = client.get(f"{AT}/desk/?lane=receive").content.decode()
    assert all(row.title in page for row in rows)

    chosen = [f"{row.key}:{row.revision}" for row in rows[:2]] + [f"{rows[2].key}:99"]
    client.post(
        f"{AT}/desk/batch/", {"verb": "receive", "lane": "receive", "unit": unit("safety").key, "chosen": chosen}
    )

    assert [fresh(row).state for row in rows] == [State.RECEIVED, State.RECEIVED, State.ARRIVED]
    assert rows[2].number in client.get(f"{AT}/desk/").content.decode()


def test_the_desk_costs_the_same_whatever_waits(desk, file, clerk, django_assert_max_num_queries):
    client = desk(clerk)
    for n in range(2):
        file(title=f"가로등 {n}")
    with django_assert_max_num_queries(60) as few:
        client.get(f"{AT}/desk/?lane=receive")
    for n in range(8):
        file(title=f"보도블럭 {n}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"{AT}/desk/?lane=receive")


@pytest.mark.parametrize(
    "page", ["desk/", "heads/", "law/", "", "services/", "articles/", "consultations/", "appeals/"]
)
def test_the_outsider_and_the_clerk_without_duties_see_nothing(desk, clerk_without_duties, page):
    assert desk(clerk_without_duties).get(f"{AT}/{page}").status_code in {403, 404}


def test_heads_and_law_are_shown(desk, receive, clerk):
    receive()
    client = desk(clerk)

    assert "Safety Division" in client.get(f"{AT}/heads/?year=2026").content.decode()
    assert client.get(f"{AT}/law/").status_code == 200


def test_a_petition_is_headed_by_its_title_and_shown_on_the_map(desk, receive, clerk):
    petition = receive(title="가로등이 꺼졌어요", lon=127.00123, lat=37.40123, address="중앙로 1")
    page = desk(clerk).get(f"/civil-affairs/petitions/{petition.key}/").content.decode()
    assert f'<span class="petition-number">{petition.number}</span> 가로등이 꺼졌어요</h1>' in page
    assert "[127.00123, 37.40123]" in page
    assert "petition-door" in page
    elsewhere = receive(title="어딘지 모름", lon=None, lat=None)
    assert 'id="petition-map"' not in desk(clerk).get(f"/civil-affairs/petitions/{elsewhere.key}/").content.decode()
