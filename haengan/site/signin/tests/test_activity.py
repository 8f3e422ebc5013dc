from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

WRITES = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "BEGIN")


def test_reading_a_page_writes_nothing(desk, kim):
    browser = desk(kim)
    browser.get("/")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get("/").status_code == 200

    assert [query["sql"] for query in asked if query["sql"].startswith(WRITES)] == []


def test_another_browser_with_the_same_session_is_noted_at_once(desk, kim):
    browser = desk(kim)
    browser.get("/", headers={"user-agent": "one"})
    browser.get("/", headers={"user-agent": "another"})

    assert UserSession.objects.get().user_agent == "another"
