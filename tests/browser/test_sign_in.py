"""In a real browser: an official signs in, and no page complains, breaks its security policy or asks another host."""

import os
import shutil
from urllib.parse import urlsplit

import pytest

from haengan.kernel.people import actions as people
from tests.cast import HOUSE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-enough-secret"


@pytest.fixture
def browser():
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser, live_server, settings):
    """A page whose complaints and foreign requests are gathered in `page.wrong`."""
    settings.DEMO = True
    page = browser.new_page(base_url=live_server.url, locale="ko-KR")
    page.wrong = []
    own = urlsplit(live_server.url).netloc
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    page.on(
        "response", lambda answer: page.wrong.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None
    )
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on(
        "request", lambda asked: page.wrong.append(asked.url) if urlsplit(asked.url).netloc not in {own, ""} else None
    )
    return page


@pytest.fixture
def account(kim):
    account = people.open_account(login="1001", password=PASSWORD, actor=HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=account, actor=HOUSE)
    return account


def test_an_official_signs_in_and_comes_home(page, account):
    page.goto("/")
    page.fill("[name=login]", "1001")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")

    assert "김하늘" in page.inner_text("body")
    assert page.wrong == []


def test_a_wrong_password_says_what_to_do_and_nothing_more(page, account):
    page.goto("/account/login/")
    page.fill("[name=login]", "1001")
    page.fill("[name=password]", "something else")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()

    assert page.locator("[name=password]").is_visible()
    assert page.wrong == []
