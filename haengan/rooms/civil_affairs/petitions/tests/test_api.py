"""Programs of officials read and do over the API what the pages do."""

import pytest

pytestmark = pytest.mark.django_db
V1 = "/api/v1/civil-affairs/petitions"


def test_the_registers_answer_programs(desk, clerk, receive, lamp):
    petition = receive()
    client = desk(clerk)

    rows = client.get(f"{V1}/").json()
    assert [one["number"] for one in rows["items"]] == [petition.number]
    assert client.get(f"{V1}/{petition.key}").json()["title"] == petition.title
    found = client.get(f"{V1}/services/{lamp.key}")
    assert (found.json()["code"], found.json()["questions"]) == (lamp.code, {})


def test_a_program_assigns_with_the_revision_that_it_saw(desk, clerk, file, unit):
    petition = file()
    client = desk(clerk)
    told = {"unit": unit("safety").key}
    at = f"{V1}/{petition.key}/receive"
    stale = client.post(at, told, content_type="application/json", headers={"If-Match": "99", "Idempotency-Key": "a"})
    done = client.post(
        at, told, content_type="application/json", headers={"If-Match": str(petition.revision), "Idempotency-Key": "b"}
    )

    assert (stale.status_code, done.status_code) == (412, 200)
    assert done.json()["state"] == "received"


def test_a_program_files_on_behalf_and_enters_a_kind_with_its_questions(desk, clerk, lamp):
    client = desk(clerk)
    told = {
        "brought": "counter",
        "service": lamp.key,
        "name": "홍길동",
        "title": "가로등",
        "text": "꺼졌습니다",
        "reply": "letter",
    }
    made = client.post(
        f"{V1}/", {**told, "people": 1}, content_type="application/json", headers={"Idempotency-Key": "a"}
    )
    assert (made.status_code, made.json()["state"]) == (201, "arrived")

    kind = {
        "code": "bin",
        "name_ko": "휴지통",
        "name_en": "Bin",
        "kind": "other",
        "place": "optional",
        "from_on": "2026-01-01",
    }
    questions = {"questions": [{"code": "full", "kind": "flag", "ko": "찼습니까?", "en": "Is it full?"}]}
    headers = {"Idempotency-Key": "b"}
    at = f"{V1}/services/"
    done = client.post(at, {**kind, "questions": questions}, content_type="application/json", headers=headers)
    assert done.json()["questions"] == questions
    wrong = {"questions": [{"code": "FULL", "kind": "flag", "ko": "?", "en": "?"}]}
    headers = {"Idempotency-Key": "c"}
    refused = client.post(
        at, {**kind, "code": "x", "questions": wrong}, content_type="application/json", headers=headers
    )
    assert refused.status_code in {409, 422}
    assert "questions[0].code" in refused.content.decode()
