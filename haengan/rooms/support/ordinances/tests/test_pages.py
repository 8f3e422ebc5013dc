from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from haengan.kernel.files import actions as bringing
from haengan.rooms.support.ordinances import queries
from haengan.rooms.support.ordinances.actions import cases
from haengan.rooms.support.ordinances.models import LawOpinion

pytestmark = pytest.mark.django_db
ROOT = "/support/ordinances/"


@pytest.fixture
def announced(draft, do):
    today = timezone.localdate()
    case = draft(opened_on=today - timedelta(days=3), today=today)
    return do(cases.announce, case, today=today)


def test_a_citizen_finds_a_draft_and_sends_an_opinion(announced, citizen):
    assert announced.name in citizen.get(ROOT).content.decode()
    page = f"{ROOT}{announced.key}/"
    given = {"name": "홍길동", "text": "찬성합니다.", "once": "a"}
    assert citizen.post(page, {**given, "text": ""}).status_code == 422
    assert citizen.post(page, given).status_code == 302
    assert citizen.post(page, given).status_code == 302
    assert LawOpinion.objects.count() == 1


def test_a_text_attached_by_the_desk_is_open_to_citizens_once_announced(announced, draft, clerk, citizen):
    hidden = draft(name="가람시 환경 조례")
    opened, kept = attached(announced, clerk), attached(hidden, clerk)
    assert "조례안.txt" in citizen.get(f"{ROOT}{announced.key}/").content.decode()
    assert citizen.get(f"{ROOT}texts/{opened.key}").status_code == 200
    assert citizen.get(f"{ROOT}texts/{kept.key}").status_code == 404


def attached(case, clerk):
    kept = bringing.keep(SimpleUploadedFile("조례안.txt", "제1조(목적)".encode()), actor=clerk)
    bringing.attach(kept, thing_type=queries.CASE, thing_key=case.key, thing_title=str(case), actor=clerk)
    return kept


@pytest.mark.parametrize("asked", ["?q=복지", "?kind=rule", "?page=9", "?kind=nonsense"])
def test_looking_among_what_was_promulgated_never_fails(asked, citizen):
    assert citizen.get(ROOT + asked).status_code == 200
