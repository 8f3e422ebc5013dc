"""The pages for officials: how series stand, the course of one, keys, and files for gaps."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from haengan.kernel.people import actions as people
from haengan.kernel.readings.models import Reading, StationKey
from haengan.kernel.readings.taking import Given, take
from haengan.kernel.readings.tests.conftest import gauge, series  # noqa: F401  # fixtures
from tests.cast import HOUSE


def browser(official, settings):
    settings.DEMO = True
    account = people.open_account(login="1001", password="a-long-enough-secret", actor=HOUSE)
    people.link(key=official.key, revision=official.revision, account=account, actor=HOUSE)
    found = Client()
    found.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


@pytest.fixture
def clerk(clerk_without_duties, settings):
    return browser(clerk_without_duties, settings)


@pytest.fixture
def keeper(park, give, settings):
    give(park, "house.readings.keep")
    return browser(park, settings)


def read(number, *values):
    now = timezone.now()
    points = [Given(number, now - timedelta(minutes=len(values) - n), value) for n, value in enumerate(values)]
    take(points, door="mqtt", now=now)


@pytest.mark.django_db
def test_the_list_shows_the_latest_and_what_is_wrong(series, clerk):  # noqa: F811
    series("W1", high=5)
    series("W2")
    read("W1", 1.0, 99.0)
    text = clerk.get(reverse("office_readings:now")).content.decode()
    assert "99 m" in text
    assert ("outside of what can be" in text) or ("있을 수 없는 값" in text)
    assert ("silent" in text) or ("응답 없음" in text)


@pytest.mark.django_db
def test_the_list_costs_the_same_questions_whatever_its_length(series, clerk, django_assert_max_num_queries):  # noqa: F811
    for number in range(30):
        series(f"W{number}")
        read(f"W{number}", 1.0)
    clerk.get(reverse("office_readings:now"))
    with django_assert_max_num_queries(14):
        assert clerk.get(reverse("office_readings:now")).status_code == 200


@pytest.mark.django_db
def test_the_course_has_a_chart_and_a_table(series, clerk):  # noqa: F811
    one = series("R1", measures="rainfall", how="increment", unit="mm")
    read("R1", 1.0, 2.0, 3.0)
    text = clerk.get(reverse("office_readings:course", args=[one.key])).content.decode()
    assert "data-chart" in text
    assert "6 mm" in text
    assert clerk.get(reverse("office_readings:course", args=["2" * 16])).status_code == 404


@pytest.mark.django_db
def test_a_key_is_shown_once(series, keeper, clerk_without_duties):  # noqa: F811
    one = series("W1")
    until = timezone.localdate() + timedelta(days=30)
    answer = keeper.post(reverse("office_readings:issue"), {"equipment": one.equipment.pk, "until_on": until})
    assert "hs_" in answer.content.decode()
    assert StationKey.objects.get().equipment == one.equipment


@pytest.mark.django_db
def test_a_file_is_tried_then_brought_in_and_its_errors_taken_out(series, keeper):  # noqa: F811
    series("W1")
    at = timezone.localtime() - timedelta(hours=2)
    content = f"series,at,value\nW1,{at:%Y-%m-%d %H:%M:%S},1.5\nW9,{at:%Y-%m-%d %H:%M:%S},1\nW1,gestern,2\nW1,{at:%Y-%m-%d %H:%M:%S},x\n"

    def send(**button):
        upload = SimpleUploadedFile("gap.csv", content.encode(), content_type="text/csv")
        return keeper.post(reverse("office_readings:file"), {"file": upload, **button})

    assert send(**{"try": "1"}).status_code == 200
    assert not Reading.objects.exists()
    told = send(errors="1").content.decode("utf-8-sig").splitlines()
    assert len(told) == 5
    assert [line.endswith(",") for line in told[1:]] == [True, False, False, False]
    assert send(bring="1").status_code == 200
    assert Reading.objects.get().value == 1.5


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b'series,at,value\n"' + b"x" * 200_000])
def test_what_is_no_table_of_readings_is_refused(keeper, content):
    upload = SimpleUploadedFile("gap.csv", content or b" ", content_type="text/csv")
    assert keeper.post(reverse("office_readings:file"), {"file": upload, "try": "1"}).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["issue", "file"])
def test_whoever_lacks_the_duty_gets_no_form(clerk, page):
    assert clerk.get(reverse(f"office_readings:{page}")).status_code == 403
