from datetime import date

import pytest
from django.utils import timezone

from haengan.kernel.registers import actions as imports
from haengan.kernel.registers import forwarding
from haengan.rooms.support.trainings.models import Attendance, Cohort, Course, Enrolment

pytestmark = pytest.mark.django_db
ROOT = "/support/trainings/"
PAGES = [ROOT, *(f"{ROOT}{part}/" for part in ("courses", "sessions", "enrolments", "attendance", "ratings", "mine"))]


def brought(register, text, actor):
    found = imports.stage(
        register=register, file_name="교육.csv", content=text.encode("cp949"), at=timezone.now(), actor=actor
    )
    forwarding.to_the_end(found.key)
    found.refresh_from_db()
    tried = imports.counts(found)
    imports.approve(key=found.key, revision=found.revision, actor=actor)
    forwarding.to_the_end(found.key)
    return tried


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_list_opens_in_both_languages(page, language, desk, desk_clerk, plan, enrol, lee):
    enrol(plan(), lee)
    assert desk(desk_clerk, language=language).get(page).status_code == 200


@pytest.mark.parametrize("n", [1, 20])
def test_the_list_costs_the_same_queries_whatever_the_rows(
    n, desk, desk_clerk, plan, course, django_assert_max_num_queries
):
    taught = course()
    for number in range(n):
        plan(date(2023, 6, 1 + number), of=taught)
    browser = desk(desk_clerk)
    browser.get(ROOT)
    with django_assert_max_num_queries(22):
        browser.get(ROOT)


def test_a_cohort_goes_from_the_form_to_its_results(desk, desk_clerk, course, lee):
    browser, taught = desk(desk_clerk), course()
    given = {"course": taught.pk, "from_on": "2023-05-02", "until_on": "2023-05-03", "nights": "1", "place": "연수원"}
    sent = browser.post(ROOT + "new/", {**given, "minutes_a_day": "60", "once": "a"})
    assert sent.status_code == 302, sent.content.decode()
    cohort = Cohort.objects.get()
    assert [s.minutes for s in cohort.sessions.all()] == [60, 60]
    page = f"{ROOT}{cohort.key}/"
    browser.post(ROOT + "enrolments/new/", {"cohort": cohort.pk, "official": lee.pk, "once": "b"})
    browser.post(page + "do/hold/", {"revision": cohort.revision, "once": "c"})
    for session in cohort.sessions.all():
        browser.post(
            f"{ROOT}sessions/{session.key}/do/all-present/", {"revision": session.revision, "once": session.key}
        )
    cohort.refresh_from_db()
    browser.post(page + "do/settle/", {"closed_on": "2023-05-08", "revision": cohort.revision, "once": "d"})
    enrolment = Enrolment.objects.get()
    assert enrolment.state == "completed"
    for format in ("pdf", "hwpx"):
        paper = browser.get(f"{ROOT}enrolments/{enrolment.key}/papers/certificate.{format}")
        assert paper.getvalue()[:4] in {b"%PDF", b"PK\x03\x04"}, paper.content.decode()[-3000:]
        assert desk(lee).get(f"{ROOT}mine/certificate/{enrolment.key}.{format}").status_code == 200


def test_courses_enrolments_and_attendance_come_in_as_sheets(desk_clerk, plan, lee, park):
    assert brought(
        "support.trainings.courses",
        "과정 코드,과정명(국문),교육 분야,인정 시간(분)\nU-1,화합교육,화합교육,840\n",
        desk_clerk,
    ) == {"new": 1}
    cohort = plan(date(2023, 5, 2), date(2023, 5, 4), of=Course.objects.get())
    sheet = f"기수 번호,행정번호\n{cohort.number},{lee.number}\n{cohort.number},{park.number}\n{cohort.number},9999\n"
    assert brought("support.trainings.enrolments", sheet, desk_clerk) == {"new": 2, "wrong": 1}
    session = cohort.sessions.first()
    sheet = f"회차 번호,행정번호,출석 시간(분)\n{session.number},{lee.number},420\n{session.number},{park.number},999\n"
    assert brought("support.trainings.attendance", sheet, desk_clerk) == {"new": 1, "wrong": 1}
    assert Attendance.objects.get().official == lee
