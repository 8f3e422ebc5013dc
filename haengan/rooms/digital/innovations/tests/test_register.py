from datetime import date

import pytest
from django.utils import timezone

from haengan.kernel.registers import actions as imports
from haengan.kernel.registers import forwarding
from haengan.rooms.digital.innovations.actions import parts
from haengan.rooms.digital.innovations.models import Budget, Innovation, Measurement
from haengan.rooms.digital.innovations.tests.conftest import TODAY

pytestmark = pytest.mark.django_db
ROOT = "/digital/innovations/"
PARTS = ("conditions", "budgets", "indicators", "measurements", "milestones", "risks", "board")
PAGES = [ROOT, *(f"{ROOT}{part}/" for part in PARTS)]


def brought(register, text, actor):
    found = imports.stage(
        register=register, file_name="과제.csv", content=text.encode("cp949"), at=timezone.now(), actor=actor
    )
    forwarding.to_the_end(found.key)
    found.refresh_from_db()
    tried = imports.counts(found)
    imports.approve(key=found.key, revision=found.revision, actor=actor)
    forwarding.to_the_end(found.key)
    return tried


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens_in_both_languages(page, language, desk, keeper, adopt):
    task = adopt()
    parts.see_risk(task=task, what="지연", likelihood=3, impact=3, seen_on=TODAY, actor=keeper)
    parts.fund(task=task, year=2023, amount=1_000, actor=keeper)
    assert desk(keeper, language=language).get(page).status_code == 200


@pytest.mark.parametrize("page", [ROOT, ROOT + "board/"])
@pytest.mark.parametrize("n", [1, 20])
def test_the_list_costs_the_same_queries_whatever_the_rows(n, page, desk, keeper, adopt, django_assert_max_num_queries):
    for number in range(n):
        adopt(f"과제 {number}")
    browser = desk(keeper)
    browser.get(page)
    with django_assert_max_num_queries(34):
        browser.get(page)


def test_the_board_shows_each_task_in_its_lane(desk, keeper, adopt, move):
    move(adopt(), "planned", date(2023, 4, 1))
    adopt("민원 안내", field="services")
    browser = desk(keeper, language="ko")
    page = browser.get(ROOT + "board/").content.decode()
    planned = page.split('class="board-lane board-planned"')[1].split("</section>")[0]
    assert "문서 작성 자동화" in planned
    assert "민원 안내" not in planned
    assert "문서 작성 자동화" not in browser.get(ROOT + "board/?field=services").content.decode()
    assert browser.get(ROOT + "board/?field=nonsense").status_code == 403


def test_a_task_goes_from_the_form_to_its_end(desk, keeper):
    browser = desk(keeper)
    given = {"name_ko": "문서 자동화", "field": "work", "adopted_on": "2023-03-02", "needs": ["budget", "data"]}
    sent = browser.post(ROOT + "new/", {**given, "once": "a"})
    assert sent.status_code == 302, sent.content.decode()
    task = Innovation.objects.get()
    for stage in ("planned", "under_way", "done"):
        task.refresh_from_db()
        given = {"stage": stage, "from_on": "2023-05-01", "revision": task.revision, "once": stage}
        sent = browser.post(f"{ROOT}{task.key}/do/move/", given)
        assert sent.status_code == 302, sent.content.decode()[-3000:]
    task.refresh_from_db()
    assert (task.stage, task.needs) == ("done", frozenset({"budget", "data"}))


def test_tasks_money_and_measurements_come_in_as_sheets(keeper):
    sheet = "과제명(국문),분야,발굴일\n문서 자동화,일하는 방식 혁신,2023-03-02\n잘못,없는 분야,2023-03-02\n"
    assert brought("digital.innovations", sheet, keeper) == {"new": 1, "wrong": 1}
    task = Innovation.objects.get()
    sheet = f"과제 번호,연도,재원,예산(천원)\n{task.number},2023,시비,60000\n"
    assert brought("digital.innovations.budgets", sheet, keeper) == {"new": 1}
    assert Budget.objects.get().amount == 60_000_000
    parts.gauge(task=task, name="처리 건수", unit="건", actor=keeper)
    sheet = "성과지표,측정 연도,목표,실적,측정일\n처리 건수,2023,10,12,2023-08-01\n"
    assert brought("digital.innovations.measurements", sheet, keeper) == {"new": 1}
    assert Measurement.objects.get().met is True
