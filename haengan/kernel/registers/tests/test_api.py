import datetime
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from haengan.kernel.registers import actions
from haengan.kernel.registers.models import Answer
from haengan.kernel.registers.tests.library.api import api
from haengan.kernel.registers.tests.library.models import Book

pytestmark = pytest.mark.django_db
BOOKS = "/api/v1/library/books/"
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def unthrottled(monkeypatch):
    monkeypatch.setattr(api.throttle[0], "limit", 10**6)
    api.throttle[0].purses.clear()


def token(official, scope="write", until_on=None):
    until_on = until_on or TODAY + datetime.timedelta(days=30)
    return actions.issue(name="연계", scope=scope, until_on=until_on, now=timezone.now(), actor=official)[1]


class Program:
    """A program that uses the API with a token."""

    def __init__(self, text):
        self.client, self.head = Client(), {"Authorization": f"Bearer {text}"} if text else {}

    def __call__(self, method, path, body=None, **headers):
        head = {**self.head, **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = json.dumps(body) if body is not None else ""
        return self.client.generic(method, path, data, content_type="application/json", headers=head)


@pytest.fixture
def program(librarian):
    return Program(token(librarian))


def new(writer, **given):
    return {"title": "목민심서", "author": writer.key, "shelf": "open", "bought_on": "2023-03-01", "copies": 2, **given}


def test_a_record_is_entered_read_and_corrected(program, writer):
    made = program("POST", BOOKS, new(writer, subjects=["law"]), Idempotency_Key="a")
    assert made.status_code == 201, made.content.decode()
    told = made.json()
    assert (told["author"], told["subjects"], told["bought_on"]) == (writer.key, ["law"], "2023-03-01")
    path = BOOKS + told["key"]
    read = program("GET", path)
    assert read.headers["ETag"] == '"1"'
    changed = program("PATCH", path, {"copies": 5, "reason": "더 샀음"}, If_Match='"1"')
    assert (changed.json()["copies"], changed.json()["title"], changed.json()["revision"]) == (5, "목민심서", 2)
    history = program("GET", path + "/history").json()["items"]
    assert [line["reason"] for line in history] == ["더 샀음", ""]


def test_the_end_of_a_period_is_exclusive_in_the_api(program, writer):
    told = program("POST", BOOKS, new(writer, from_on="2023-04-01", until_on="2023-05-01"), Idempotency_Key="a").json()
    assert told["until_on"] == "2023-05-01"
    assert Book.objects.get().until_on == datetime.date(2023, 5, 1)


def test_the_same_key_answers_again_and_does_nothing(program, writer):
    first = program("POST", BOOKS, new(writer), Idempotency_Key="a")
    second = program("POST", BOOKS, new(writer), Idempotency_Key="a")
    assert first.content == second.content
    assert second.headers["Idempotent-Replayed"] == "true"
    assert Book.objects.count() == 1


def test_the_same_key_with_another_request_is_refused(program, writer):
    program("POST", BOOKS, new(writer), Idempotency_Key="a")
    problem = program("POST", BOOKS, new(writer, copies=3), Idempotency_Key="a")
    assert (problem.status_code, problem.json()["type"]) == (422, "urn:haengan:problem:key_reused")


def test_a_refused_request_leaves_its_key_free(program, writer):
    program("POST", BOOKS, new(writer, title="금서"), Idempotency_Key="a")
    assert not Answer.objects.exists()
    assert program("POST", BOOKS, new(writer), Idempotency_Key="a").status_code == 201


def test_kept_answers_are_encrypted(program, writer):
    program("POST", BOOKS, new(writer), Idempotency_Key="a")
    assert "목민심서".encode() not in bytes(Answer.objects.get().sealed)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        ('{"title":', "application/json", 400),
        ("--x\r\n", "multipart/form-data; boundary=x", 400),
        ("--x", "multipart/form-data", 400),
        ('{"title": "' + "가" * (4 << 20) + '"}', "application/json", 413),
    ],
)
def test_a_body_that_is_no_json_or_too_large_is_a_problem_and_no_failure(content, kind, status, program):
    head = {**program.head, "Idempotency-Key": "k"}
    answer = program.client.generic("POST", BOOKS, content, content_type=kind, headers=head)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize(
    ("given", "value", "message"),
    [
        ({"shelf": "attic"}, "attic", "다음 가운데 하나로 보내세요: 'open', 'closed'."),
        ({"title": 7}, "7", "글로 보내세요."),
        ({"copies": "일곱"}, "일곱", "정수로 보내세요."),
        ({"wallpaper": {"x": 1}}, '{"x": 1}', "없는 항목입니다."),
    ],
)
def test_a_body_of_another_shape_is_told_its_own_value_in_korean(given, value, message, program, writer):
    [told] = program("POST", BOOKS, new(writer, **given), Idempotency_Key="k", Accept_Language="ko").json()["errors"]
    assert (told["value"], told["message"]) == (value, message)


@pytest.mark.parametrize(
    ("method", "path", "body", "head", "status", "code", "field"),
    [
        ("POST", "", {"title": "금서"}, {"Idempotency_Key": "k"}, 422, "refused", "title"),
        ("POST", "", {"title": ""}, {"Idempotency_Key": "k"}, 422, "malformed", "title"),
        ("POST", "", {"shelf": "attic"}, {"Idempotency_Key": "k"}, 422, "malformed", "shelf"),
        ("POST", "", {"wallpaper": 1}, {"Idempotency_Key": "k"}, 422, "malformed", "wallpaper"),
        ("POST", "", {"author": "2" * 16}, {"Idempotency_Key": "k"}, 422, "invalid", "author"),
        ("POST", "", {}, {}, 400, "needs_header", "Idempotency-Key"),
        ("PATCH", "{key}", {"copies": 3}, {}, 428, "needs_header", "If-Match"),
        ("PATCH", "{key}", {"copies": 3}, {"If_Match": '"9"'}, 412, "stale", "revision"),
        ("PATCH", "2222222222222222", {"copies": 3}, {"If_Match": '"9"'}, 404, "absent", None),
        ("GET", "?wallpaper=1", None, {}, 400, "question", "wallpaper"),
        ("GET", "?limit=0", None, {}, 400, "question", "limit"),
        ("GET", "?cursor=x", None, {}, 400, "question", "cursor"),
        ("GET", "?fields=donors", None, {}, 400, "question", "fields"),
        ("DELETE", "{key}", None, {}, 405, "method", None),
        ("GET", "../nowhere", None, {}, 404, "absent", None),
    ],
)
def test_every_error_is_a_problem_that_says_what_to_do(
    method, path, body, head, status, code, field, program, buy, writer
):
    book = buy("열하일기")
    if body is not None and method == "POST":
        body = new(writer, **body)
    answer = program(method, BOOKS + path.format(key=book.key), body, **head)
    told = answer.json()
    assert (answer.status_code, told["type"].rsplit(":")[-1]) == (status, code), told
    assert answer.headers["Content-Type"] == "application/problem+json"
    if field:
        assert told["errors"][0]["field"] == field
        assert told["errors"][0]["message"]
        assert told["errors"][0]["remedy"]


def test_a_body_that_is_no_json_is_a_problem(program):
    answer = program.client.post(
        BOOKS, "{", content_type="application/json", headers={**program.head, "Idempotency-Key": "k"}
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("text", ["", "hg_nonsense"])
def test_who_is_unknown_is_told_so(text, db):
    answer = Program(text)("GET", BOOKS)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_an_official_without_the_duty_is_refused(clerk_without_duties):
    assert Program(token(clerk_without_duties))("GET", BOOKS).status_code == 403


@pytest.mark.parametrize("body", ["", "{", "[]", '{"wallpaper": 1}'])
def test_an_official_without_the_duty_does_not_learn_what_a_request_lacks(body, clerk_without_duties):
    program = Program(token(clerk_without_duties))
    assert program.client.post(BOOKS, body, content_type="application/json", headers=program.head).status_code == 403


def test_a_token_for_reading_does_not_write(librarian, writer):
    program = Program(token(librarian, scope="read"))
    assert program("GET", BOOKS).status_code == 200
    assert program("POST", BOOKS, new(writer), Idempotency_Key="a").status_code == 403


def test_a_revoked_token_is_unknown(librarian):
    made, text = actions.issue(
        name="x",
        scope="read",
        until_on=TODAY + datetime.timedelta(days=1),
        now=timezone.now(),
        actor=librarian,
    )
    actions.revoke(key=made.key, revision=made.revision, now=timezone.now(), actor=librarian)
    assert Program(text)("GET", BOOKS).status_code == 401


def test_a_token_is_kept_only_as_a_hash(librarian):
    text = token(librarian)
    assert text not in json.dumps([str(vars(t)) for t in librarian.api_tokens.all()])


def test_a_session_writes_only_with_the_pages_token(client, writer):
    client.handler.enforce_csrf_checks = True
    answer = client.post(
        BOOKS, json.dumps(new(writer)), content_type="application/json", headers={"Idempotency-Key": "a"}
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    assert client.get(BOOKS).status_code == 200


def test_too_many_requests_are_a_problem_with_a_time_to_wait(program, monkeypatch):
    monkeypatch.setattr(api.throttle[0], "limit", 2)
    answers = [program("GET", BOOKS) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize("n", [2, 30])
def test_a_page_costs_the_same_queries_whatever_the_rows(n, program, buy, django_assert_max_num_queries):
    for i in range(n):
        buy(f"책 {i}")
    with django_assert_max_num_queries(7):
        told = program("GET", BOOKS + "?limit=50").json()
    assert len(told["items"]) == n


def test_pages_follow_one_another(program, buy):
    for i in range(5):
        buy(f"책 {i}")
    seen, path = [], BOOKS + "?limit=2&sort=title&fields=title"
    told = program("GET", path).json()
    while True:
        seen += [item["title"] for item in told["items"]]
        if not told.get("next"):
            break
        told = program("GET", f"{path}&cursor={told['next']}").json()
    assert seen == [f"책 {i}" for i in range(5)]


def test_a_step_is_done_by_its_name(program, buy):
    book = buy("열하일기")
    sent = {"reader": "이순신", "lent_on": "2023-05-01"}
    answer = program("POST", f"{BOOKS}{book.key}/lend", sent, If_Match='"1"', Idempotency_Key="a")
    assert answer.status_code == 200, answer.content.decode()
    assert book.loans.get().reader == "이순신"


def test_a_retraction_needs_its_reason(program, buy):
    book = buy("열하일기")
    path = f"{BOOKS}{book.key}/retract"
    assert program("POST", path, {}, If_Match='"1"', Idempotency_Key="a").status_code == 422
    assert program("POST", path, {"reason": "두 번"}, If_Match='"1"', Idempotency_Key="b").status_code == 200


def test_personal_columns_are_masked_without_the_duty(program, buy, librarian, give):
    book = buy("열하일기", donor="홍길동")
    assert program("GET", BOOKS + book.key).json()["donor"] == "홍*동"
    give(librarian, "library.donors.see")
    assert program("GET", BOOKS + book.key).json()["donor"] == "홍길동"


def test_the_list_can_be_taken_as_csv(program, buy):
    buy("열하일기")
    answer = program("GET", BOOKS + "export.csv?shelf=open")
    assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbf")


def schema():
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))


def test_the_description_is_valid_openapi_and_documents_every_error_as_a_problem():
    told = schema()
    validate(told)
    assert told["openapi"].startswith("3.1")
    for methods in told["paths"].values():
        for operation in methods.values():
            wrong = {status: r for status, r in operation["responses"].items() if int(status) >= 400}
            assert {"400", "401", "403", "404", "429"} <= wrong.keys()
            assert all(list(response["content"]) == ["application/problem+json"] for response in wrong.values())


def test_the_shapes_are_typed_titled_and_described():
    told = schema()["components"]["schemas"]["LibraryBooksNew"]["properties"]
    assert told["shelf"]["title"] == "서가"
    assert "open" in json.dumps(told["shelf"])
    assert told["bought_on"]["format"] == "date"
    assert told["title"]["maxLength"] == 80


def test_the_description_is_served_to_whoever_may_use_the_api(client):
    assert client.get(reverse("api-library:openapi-json")).json()["openapi"].startswith("3.1")
    assert Client().get(reverse("api-library:openapi-json")).status_code == 401


NAMES = [
    "q",
    "sort",
    "cursor",
    "limit",
    "fields",
    "author",
    "subjects",
    "shelf",
    "lendable",
    "bought_on_year",
    "price_min",
]
NAMES += ["price_max", "from_on_after", "from_on_before", "title", "size"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), st.text(max_size=24), max_size=4))
def test_no_question_breaks_the_list(program, client, params):
    api_answer = program.client.get(BOOKS, params, headers=program.head)
    assert api_answer.status_code in {200, 400}, api_answer.content.decode()
    page = client.get("/library/books/", params)
    assert page.status_code in {200, 400}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["title", "author", "shelf", "subjects", "bought_on", "from_on", "until_on", "price", "copies", "remarks"]
        ),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(),
            st.text(max_size=12),
            st.lists(st.text(max_size=4), max_size=2),
        ),
    )
)
def test_no_body_breaks_the_entering(program, body):
    answer = program("POST", BOOKS, body, Idempotency_Key="k")
    assert answer.status_code in {201, 400, 409, 422}, answer.content.decode()


def test_nothing_of_the_house_stands_in_an_answer(program, buy):
    told = program("GET", BOOKS).content.decode() + program("GET", BOOKS + buy("열하일기").key).content.decode()
    assert not re.search(r'"(id|pk|author_id)"', told)


def test_the_description_is_only_read(client):
    answer = client.post(reverse("api-library:openapi-json"))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
