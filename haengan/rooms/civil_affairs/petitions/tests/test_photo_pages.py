"""The review as officials see and send it, by page and by API; who is refused; what citizens are told of their photos."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.dispatch import codes
from haengan.kernel.jobs.models import Work
from haengan.kernel.journal import queries as journal
from haengan.kernel.places import actions as places
from haengan.rooms.civil_affairs.petitions.actions import asking
from haengan.rooms.civil_affairs.petitions.actions import looks as actions
from haengan.rooms.civil_affairs.petitions.engine.photos.tests.test_cleaning import photo
from haengan.rooms.civil_affairs.petitions.engine.photos.weighing import Doubt
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import looks, pictures
from haengan.rooms.civil_affairs.petitions.rules.looks import Standing
from haengan.rooms.civil_affairs.petitions.tests.conftest import MORNING, fresh, newest

pytestmark = pytest.mark.django_db
AT = "/civil-affairs/petitions/photos"
V1 = "/api/v1/civil-affairs/petitions/photos"
SIDES = {"left": 5, "top": 6, "width": 50, "height": 40}


def test_the_review_shows_the_picture_with_what_was_found(desk, clerk, seen):
    look = seen()
    page = desk(clerk).get(f"{AT}/{look.key}/").content.decode()

    assert f'src="{AT}/{look.key}/picture"' in page
    assert f'<rect x="{look.found[0]["left"]}"' in page
    assert 'name="left"' in page


def test_the_picture_is_shown_in_place_and_its_reading_leaves_a_line(desk, clerk, seen):
    look = seen()
    answer = desk(clerk).get(f"{AT}/{look.key}/picture")

    assert answer.content == looks.content(look.attachment)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "registers.personal.read" in {line.act for line in journal.history(look.key)}


def test_a_part_is_added_and_taken_away_by_the_form(desk, clerk, seen):
    look = seen()
    client = desk(clerk)
    told = {**SIDES, "revision": look.revision}
    assert client.post(f"{AT}/{look.key}/do/cover/", told).url == f"{AT}/{look.key}/"
    assert newest(look).added[0]["width"] == 50

    client.post(f"{AT}/{look.key}/do/uncover/", {"part": looks.parts(look)[0].name, "revision": newest(look).revision})
    assert [one.hidden for one in looks.parts(newest(look))] == [False, True]


def test_a_form_with_a_stale_revision_changes_nothing_and_says_so(desk, clerk, seen):
    look = seen()
    actions.uncover(key=look.key, revision=look.revision, part=looks.parts(look)[0].name, actor=clerk)
    answer = desk(clerk).post(f"{AT}/{look.key}/do/cover/", {**SIDES, "revision": look.revision})

    assert answer.status_code == 409
    assert newest(look).added == []
    assert f"{AT}/{look.key}/picture" in answer.content.decode()


def test_what_is_wrong_stands_beside_its_field(desk, clerk, seen):
    look = seen()
    answer = desk(clerk).post(f"{AT}/{look.key}/do/cover/", {**SIDES, "left": 5000, "revision": look.revision})

    assert answer.status_code == 409
    assert 'id="id_left_error"' in answer.content.decode()


def test_it_is_approved_from_the_page_and_then_waits_no_more(desk, clerk, seen):
    look = seen()
    client = desk(clerk)
    desk_page = client.get("/civil-affairs/petitions/desk/?lane=photos").content.decode()
    assert f"{AT}/{look.key}/" in desk_page

    client.post(f"{AT}/{look.key}/do/approve/", {"revision": look.revision})

    assert newest(look).state == Standing.APPROVED
    assert client.get(f"{AT}/{look.key}/copy")["Content-Type"] == "image/jpeg"
    assert look.petition.title not in client.get("/civil-affairs/petitions/desk/?lane=photos").content.decode()
    assert client.get(f"{AT}/?state=approved").content.decode().count(look.petition.number) >= 1


def test_who_has_no_duty_sees_and_does_nothing(desk, clerk_without_duties, seen):
    look = seen()
    client = desk(clerk_without_duties)

    for page in ("", f"{look.key}/", f"{look.key}/picture", f"{look.key}/copy"):
        assert client.get(f"{AT}/{page}").status_code in {403, 404}, page
    assert client.post(f"{AT}/{look.key}/do/approve/", {"revision": look.revision}).status_code in {403, 404}
    assert newest(look).state == Standing.LOOKED


def test_another_division_reaches_neither_picture_nor_review(desk, lee, give, seen):
    give(lee, "civil_affairs.petitions.handle")
    look = seen()
    client = desk(lee)

    assert client.get(f"{AT}/{look.key}/picture").status_code == 404
    assert client.post(f"{AT}/{look.key}/do/approve/", {"revision": look.revision}).status_code == 404


def test_the_division_in_charge_reviews_what_it_publishes(desk, handler, seen):
    look = seen()

    desk(handler).post(f"{AT}/{look.key}/do/approve/", {"revision": look.revision})

    assert newest(look).state == Standing.APPROVED


def test_a_program_lists_and_reviews_with_the_revision_that_it_saw(desk, clerk, seen):
    look = seen()
    client = desk(clerk)
    row = client.get(f"{V1}/?state=looked").json()["items"][0]
    assert (row["key"], row["hidden"]) == (look.key, 1)

    at, json = f"{V1}/{look.key}/cover", {"content_type": "application/json"}
    stale = client.post(at, SIDES, headers={"If-Match": "99", "Idempotency-Key": "a"}, **json)
    done = client.post(at, SIDES, headers={"If-Match": str(look.revision), "Idempotency-Key": "b"}, **json)
    assert (stale.status_code, done.status_code) == (412, 200)
    assert done.json()["hidden"] == 2


def test_the_list_costs_the_same_whatever_waits(desk, clerk, seen, django_assert_max_num_queries):
    client = desk(clerk)
    seen()
    with django_assert_max_num_queries(60) as few:
        client.get(f"{AT}/")
    for n in range(3):
        seen(contact=f"010-2222-333{n}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"{AT}/")


def test_a_feed_and_open311_cost_the_same_whatever_is_shown(citizen, approve, django_assert_max_num_queries):
    asked = ("/civil-affairs/petitions/feed.atom", "/open311/v2/requests.json?start_date=2026-11-01T00:00:00Z")
    approve()
    citizen.get(asked[1])
    few = []
    for address in asked:
        with django_assert_max_num_queries(60) as counted:
            citizen.get(address)
        few.append(len(counted.captured_queries))
    for n in range(3):
        approve(contact=f"010-2222-333{n}")
    for address, most in zip(asked, few, strict=True):
        with django_assert_max_num_queries(most):
            citizen.get(address)


FILED = {
    "title": "가로등이 꺼졌어요",
    "text": "중앙로 12 앞",
    "name": "홍길동",
    "reply": "sms",
    "contact": "010-1234-5678",
    "agreed": "on",
    "address": "중앙로 12",
    "once": "token-one",
}


@pytest.fixture
def drawn_city(house):
    """One district, from 127.0 to 127.2 east."""
    ring = [[127.0, 37.3], [127.2, 37.3], [127.2, 37.5], [127.0, 37.5], [127.0, 37.3]]
    dong = places.Named("dong", "가람동", "Garam-dong", {"type": "Polygon", "coordinates": [ring]})
    return places.open_district(named=dong, from_on=date(2020, 1, 1), actor=house)


def test_a_place_outside_of_the_city_is_left_out_and_the_citizen_is_told(citizen, lamp, drawn_city):
    brought = SimpleUploadedFile("lamp.jpg", photo().getvalue(), "image/jpeg")
    assert citizen.post(f"/civil-affairs/petitions/file/{lamp.code}/", {**FILED, "photos": brought}).status_code == 302

    page = citizen.get("/civil-affairs/petitions/confirm/").content.decode()
    assert "outside of the city" in re.sub(r"\s+", " ", page)


def test_a_time_to_come_is_told():
    brought = SimpleUploadedFile("lamp.jpg", photo().getvalue(), "image/jpeg")
    told = pictures.clean(brought, now=datetime(2026, 1, 1, tzinfo=UTC))

    assert told.doubts == (Doubt.FUTURE,)
    assert "has not come yet" in pictures.sentences(told.doubts)[0]


def test_the_machine_looks_only_once_somebody_stands_behind_the_petition(citizen, lamp):
    brought = SimpleUploadedFile("lamp.jpg", photo().getvalue(), "image/jpeg")
    citizen.post(f"/civil-affairs/petitions/file/{lamp.code}/", {**FILED, "photos": brought, "public": "on"})
    assert not Work.objects.filter(name=asking.LOOK).exists()

    citizen.post("/civil-affairs/petitions/confirm/", {"code": codes.code_of(Petition.objects.get().subscription)})

    assert Work.objects.get(name=asking.LOOK).args == {"petition": Petition.objects.get().key}


def test_a_picture_of_a_petition_that_is_withdrawn_waits_no_more(desk, clerk, seen):
    look = seen()
    petition = fresh(look.petition)
    type(petition).objects.filter(pk=petition.pk).update(state="withdrawn", ended_on=MORNING.date())

    assert not looks.to_review().exists()
    assert not looks.due(MORNING).exists()
