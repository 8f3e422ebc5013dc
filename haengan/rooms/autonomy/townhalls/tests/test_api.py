from datetime import date

import pytest

from haengan.rooms.autonomy.townhalls.actions import townhalls
from haengan.rooms.autonomy.townhalls.tests.conftest import TODAY

pytestmark = pytest.mark.django_db
API = "/api/v1/autonomy/townhalls"


@pytest.fixture
def shown(hold, say, assign, reply, clerk):
    townhall = hold()
    reply(assign(say(townhall, gist="농로 확장", speaker="김아무개")))
    say(townhall, text="숨은 말")
    return townhalls.publish(key=townhall.key, revision=townhall.revision, today=TODAY, actor=clerk)


def test_everyone_reads_what_is_published(citizen, shown, plan):
    plan(subject="숨은 것")
    rows = citizen.get(f"{API}/").json()
    assert [(row["key"], row["came"], row["said"], row["answered"]) for row in rows] == [(shown.key, 35, 2, 1)]
    assert citizen.get(f"{API}/?year=2022").json() == []


def test_everyone_reads_what_was_said_without_persons(citizen, shown):
    answer = citizen.get(f"{API}/{shown.key}")
    told = answer.json()
    assert [opinion["gist"] for opinion in told["opinions"]] == ["농로 확장"]
    assert told["opinions"][0]["answers"][0]["outcome"] == "done"
    assert "김아무개" not in answer.content.decode()


def test_what_is_not_published_is_not_there(citizen, plan):
    answer = citizen.get(f"{API}/{plan().key}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("part", ["", "requests/", "opinions/"])
def test_the_registers_answer_officials_and_refuse_others(part, desk, clerk, park):
    assert desk(clerk).get(f"{API}/{part}").status_code == 200
    assert desk(park).get(f"{API}/{part}").status_code == 403


def test_an_official_enters_the_result_with_attendance(desk, clerk, plan):
    planned = plan(date(2023, 8, 1))
    answer = desk(clerk).post(
        f"{API}/{planned.key}/hold",
        {"summary": "마침", "farmers": 12},
        content_type="application/json",
        headers={"If-Match": f'"{planned.revision}"', "Idempotency-Key": "one"},
    )
    assert answer.status_code == 200, answer.content.decode()
    assert planned.attendance.get().people == 12
