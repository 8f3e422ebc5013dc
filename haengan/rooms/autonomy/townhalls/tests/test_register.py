from datetime import date

import pytest

from haengan.kernel.registers import actions as imports
from haengan.kernel.registers import forwarding
from haengan.kernel.search import queries as search
from haengan.rooms.autonomy.townhalls.models import Opinion, Townhall

pytestmark = pytest.mark.django_db
LIST, OPINIONS, REQUESTS = ("/autonomy/townhalls/" + part for part in ("", "opinions/", "requests/"))
SHEET = """개최일,주제,방식,분야,시작 시각,장소,주재
2023. 3. 2.(목),농업인과의 대화,수요형,농업인,14:00,농업기술센터,시장
2023. 3. 3.(금),금촌동 이동시장실,정기,읍면동,10:00,금촌동 행정복지센터,시장
2023. 3. 4.(일),틀린 요일,정기,읍면동,10:00,어딘가,시장
"""


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", [LIST, OPINIONS, REQUESTS])
def test_the_list_opens_in_both_languages(page, language, desk, clerk, hold, say, ask):
    say(hold())
    ask()
    assert desk(clerk, language=language).get(page).status_code == 200


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_costs_the_same_queries_whatever_the_rows(n, desk, clerk, plan, django_assert_max_num_queries):
    for day in range(1, n + 1):
        plan(date(2023, 6, day))
    browser = desk(clerk)
    browser.get(LIST)
    with django_assert_max_num_queries(22):
        browser.get(LIST)


def test_a_town_hall_goes_from_the_form_to_its_result(desk, clerk, city):
    browser = desk(clerk)
    given = {"subject": "도서관 이용자", "sector": "libraries", "kind": "regular", "host": "mayor", "once": "a"}
    sent = browser.post(LIST + "new/", {**given, "meets_on": "2023-08-01", "starts": "14:00", "place": "중앙도서관"})
    assert sent.status_code == 302, sent.content.decode()
    townhall = Townhall.objects.get()
    page = f"{LIST}{townhall.key}/"
    browser.post(
        page + "do/hold/", {"libraries": "20", "summary": "잘 마침", "revision": townhall.revision, "once": "b"}
    )
    townhall.refresh_from_db()
    spoken = {"group": "libraries", "field": "culture", "text": "늦게까지 열어 주세요.", "revision": townhall.revision}
    assert browser.post(page + "do/note/", {**spoken, "once": "c"})["Location"] == page
    opinion = Opinion.objects.get()
    unit = str(opinion._meta.get_field("unit").related_model.objects.get(key=city.units["autonomy"]).pk)
    mine = f"{OPINIONS}{opinion.key}/"
    browser.post(mine + "do/assign/", {"unit": unit, "revision": opinion.revision, "once": "d"})
    opinion.refresh_from_db()
    answer = {"outcome": "done", "text": "열겠습니다.", "revision": opinion.revision, "once": "e"}
    browser.post(mine + "do/answer/", answer)
    told = browser.get(page).content.decode()
    assert "20" in told
    assert "늦게까지" in told
    assert "Done" in told


def test_a_sheet_is_tried_first_and_then_brought_in(clerk):
    from django.utils import timezone

    brought = imports.stage(
        register="autonomy.townhalls",
        file_name="이동시장실.csv",
        content=SHEET.encode("cp949"),
        at=timezone.now(),
        actor=clerk,
    )
    forwarding.to_the_end(brought.key)
    brought.refresh_from_db()
    assert Townhall.objects.count() == 0
    assert imports.counts(brought) == {"new": 2, "wrong": 1}
    imports.approve(key=brought.key, revision=brought.revision, actor=clerk)
    forwarding.to_the_end(brought.key)
    assert sorted(Townhall.objects.values_list("sector", "kind")) == [("districts", "regular"), ("farmers", "demand")]


@pytest.mark.parametrize("format", ["pdf", "hwpx"])
def test_the_answer_sheet_is_taken_out(format, desk, clerk, hold, say, assign, reply):
    townhall = hold()
    reply(assign(say(townhall)))
    answer = desk(clerk).get(f"{LIST}{townhall.key}/papers/sheet.{format}")
    content = answer.getvalue()
    assert content[:4] in {b"%PDF", b"PK\x03\x04"}


def test_a_letter_with_a_name_leaves_a_line(desk, clerk, ask):
    from haengan.kernel.journal import queries as journal
    from haengan.rooms.autonomy.townhalls.actions import requests

    request = ask()
    requests.decline(key=request.key, revision=request.revision, reason="일정", today=date(2023, 9, 5), actor=clerk)
    answer = desk(clerk).get(f"{REQUESTS}{request.key}/papers/letter.hwpx")
    assert answer.status_code == 200
    assert "registers.personal.read" in [entry.act for entry in journal.history(request.key)]


@pytest.mark.parametrize("n", [1, 12])
def test_finding_costs_the_same_queries_whatever_the_hits(n, clerk, hold, say, django_assert_num_queries):
    """A hit's title names its town hall."""
    for _ in range(n):
        say(hold(), text="가로등을 고쳐 주세요")
    label = frozenset({Opinion._meta.label_lower})
    with django_assert_num_queries(3):
        assert len(search.find("가로등", actor=clerk, labels=label).hits) == n
