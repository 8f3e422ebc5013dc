"""Taken down at the counter or on the telephone: the same questions as on the citizen's page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.files import queries as files
from haengan.rooms.civil_affairs.petitions.engine.photos.tests.test_cleaning import SECRET, photo
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.states import State

pytestmark = pytest.mark.django_db
AT = "/civil-affairs/petitions"
QUESTIONS = {
    "questions": [
        {"code": "smell", "kind": "one_of", "ko": "냄새의 종류", "en": "Kind of smell", "required": True,
         "spoken_ko": "어떤 냄새가 나는지 말씀해 주시겠어요?", "spoken_en": "What does it smell of?",
         "choices": [["gas", "가스", "Gas"], ["waste", "쓰레기", "Waste"]],
         "notice": {"when": ["gas"], "ko": "가스 냄새는 119에 먼저 신고하십시오.", "en": "Call 119 first."}},
        {"code": "bins", "kind": "number", "ko": "몇 개입니까?", "en": "How many bins?", "when": ["smell", ["waste"]], "required": True},
    ]
}  # fmt: skip
TOLD = {
    "brought": "phone",
    "title": "냄새가 납니다",
    "text": "시장 뒤에서 냄새가 심합니다.",
    "name": "홍길동",
    "contact": "010-1234-5678",
    "reply": "phone",
    "people": "1",
    "once": "counter-one",
}


@pytest.fixture
def smell(offer):
    return offer("smell", kind="other", period="3d", questions=QUESTIONS)


@pytest.fixture
def take_down(desk, clerk, smell):
    """Posts the page as the clerk."""
    page = desk(clerk)
    return lambda **more: page.post(
        f"{AT}/new/", {**TOLD, "service": smell.pk, "once": json.dumps(more, default=str), **more}
    )


def test_first_the_kind_is_chosen_then_its_questions_are_read_out(desk, clerk, smell, lamp):
    page = desk(clerk)
    chooser = page.get(f"{AT}/new/", {"q": "smell"}).content.decode()
    assert "?service=smell" in chooser
    assert "?service=lamp" not in chooser

    asked = page.get(f"{AT}/new/?service=smell").content.decode()
    assert "What does it smell of?" in asked
    assert "Call 119 first." in asked
    assert 'data-after="told_smell"' in asked


def test_the_answers_are_kept_with_the_petition(take_down):
    assert take_down(told_smell="waste", told_bins="3").status_code == 302

    petition = Petition.objects.get()
    assert petition.told == {"smell": "waste", "bins": 3}
    assert (petition.state, petition.channel, petition.reply_by) == (State.ARRIVED, "phone", "phone")


@pytest.mark.parametrize(("told", "field"), [({}, "told_smell"), ({"told_smell": "waste"}, "told_bins")])
def test_what_must_be_asked_is_refused_beside_its_question(take_down, told, field):
    answer = take_down(**told)

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Petition.objects.exists()


def test_a_question_that_is_not_asked_after_the_others_is_left_out(take_down):
    take_down(told_smell="gas", told_bins="3")

    assert Petition.objects.get().told == {"smell": "gas"}


def test_what_was_brought_with_it_is_cleaned_and_attached(take_down):
    take_down(told_smell="gas", photos=SimpleUploadedFile("smell.jpg", photo().getvalue(), "image/jpeg"))

    petition = Petition.objects.get()
    kept = files.attached(petition._meta.label_lower, petition.key).get().file
    assert SECRET not in b"".join(files.content(kept))


def test_what_may_be_the_same_is_told_of_all_that_the_official_sees(desk, clerk, receive, lamp, examiner):
    petition = receive()
    told = {"service": lamp.code, "title": petition.title, "text": petition.text, "lon": "", "lat": ""}

    found = desk(clerk).post(f"{AT}/desk/alike/", told).json()["found"]
    assert [one["number"] for one in found] == [petition.number]
    assert found[0]["url"] == f"{AT}/{petition.key}/"


def test_whoever_has_no_business_there_is_told_nothing(desk, kim, receive, lamp):
    petition = receive()
    told = {"service": lamp.code, "title": petition.title, "text": petition.text, "lon": "", "lat": ""}

    answer = desk(kim).post(f"{AT}/desk/alike/", told)
    assert answer.status_code in (403, 404)


def test_the_api_takes_the_answers_by_code(desk, clerk, smell):
    page = desk(clerk)
    sent = {**{name: value for name, value in TOLD.items() if name != "once"}, "people": 1, "service": smell.key}

    wrong = page.post(
        "/api/v1/civil-affairs/petitions/", json.dumps(sent), "application/json", headers={"Idempotency-Key": "one"}
    )
    assert wrong.status_code == 422
    assert "smell" in wrong.content.decode()

    right = page.post(
        "/api/v1/civil-affairs/petitions/",
        json.dumps({**sent, "told": {"smell": "gas"}}),
        "application/json",
        headers={"Idempotency-Key": "two"},
    )
    assert right.status_code == 201
    assert Petition.objects.get().told == {"smell": "gas"}


def test_that_it_may_be_shown_is_asked_where_the_law_lets_it_and_kept(desk, clerk, offer, take_down, smell):
    shown, kept = (
        offer("bench", kind="other", period="3d", public=True),
        offer("debt", kind="other", period="3d", public=False),
    )
    page = desk(clerk)
    assert 'name="public"' in page.get(f"{AT}/new/?service={shown.code}").content.decode()
    assert 'name="public"' not in page.get(f"{AT}/new/?service={kept.code}").content.decode()

    assert page.post(f"{AT}/new/", {**TOLD, "service": shown.pk, "public": "on"}).status_code == 302
    assert Petition.objects.get(service=shown).public_wished
    assert page.post(f"{AT}/new/", {**TOLD, "once": "other", "service": kept.pk, "public": "on"}).status_code == 302
    assert not Petition.objects.get(service=kept).public_wished


NEEDED = "It is needed: write it, or choose it on the map."


def test_a_place_that_is_needed_says_so(desk, clerk, offer):
    road = offer("street", kind="other", period="3d", place="required")
    assert NEEDED in desk(clerk).get(f"{AT}/new/?service={road.code}").content.decode()


def test_a_place_that_is_needed_says_so_to_citizens(citizen, offer):
    road = offer("street", kind="other", period="3d", place="required")
    assert NEEDED in citizen.get(f"{AT}/file/{road.code}/", headers={"Accept-Language": "en"}).content.decode()
