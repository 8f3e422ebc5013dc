"""The city's single sign-on as a process of its own, and the whole way there and back in a real browser."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from haengan.kernel.people import actions as people
from tests.cast import HOUSE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BACK = "/account/oidc/city/login/callback/"


class Provider:
    """It demands a nonce, knows only clients that registered, and compares the word between them and the way back."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"

    def register(self, office):
        asked = {"redirect_uris": [office + BACK], "token_endpoint_auth_method": "client_secret_basic"}
        return self.ask("POST", "/oauth2/clients", asked)

    def knows(self, subject, **claims):
        """Claims stand in the id token, too: also those that a sound service would never put there."""
        self.ask("PUT", f"/users/{subject}", claims)

    def ask(self, method, path, body=None):
        given = json.dumps(body).encode() if body is not None else None
        asked = urllib.request.Request(self.url + path, given, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return json.loads(answer.read() or "null")

    def until_up(self):
        for _attempt in range(200):
            try:
                return self.ask("GET", "/.well-known/openid-configuration")
            except urllib.error.URLError:
                time.sleep(0.1)
        raise AssertionError(f"{self.url} does not answer")


@pytest.fixture(scope="module")
def provider():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "-r", "true", "-n", "true"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            found = Provider(port)
            found.until_up()
            yield found
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def office(live_server, provider, settings):
    """The office's address, where the provider knows it as a client."""
    client = provider.register(live_server.url)
    app = {"provider_id": "city", "name": "가람시 통합로그인", "client_id": client["client_id"]}
    app |= {"secret": client["client_secret"]}
    app |= {"settings": {"server_url": provider.url, "token_auth_method": "client_secret_basic"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.SINGLE_SIGN_ON_STRONG = True
    return live_server.url


@pytest.fixture
def page(chromium, office):
    context = chromium.new_context(base_url=office, locale="ko-KR")
    page = context.new_page()
    page.set_default_timeout(8000)
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


@pytest.fixture
def account(kim):
    made = people.open_account(login=kim.number, password=None, actor=HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=made, actor=HOUSE)
    return made


def come_in(page, subject):
    """By the button, the service's own page, and back."""
    page.goto("/account/login/")
    page.click("text=가람시 통합로그인")
    page.fill("[name=sub]", subject)
    page.click("button[type=submit] >> nth=0")
    page.wait_for_url(lambda url: "/oauth2/" not in url)
    page.wait_for_load_state()
    return page.inner_text("main")


def shut(page):
    page.goto("/")
    return urlsplit(page.url).path == "/account/login/"


def test_an_official_comes_in_by_the_citys_sign_on_and_goes_out(page, provider, account):
    provider.knows("u-1", staff_number="1001", email="kim@city.example", name="김하늘")
    come_in(page, "u-1")

    asked = next(parse_qs(urlsplit(url).query) for url in page.asked if "/oauth2/authorize?" in url)
    assert urlsplit(page.url).path == "/"
    assert "김하늘" in page.inner_text("body")
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"]
    assert SocialAccount.objects.get().extra_data == {"staff_number": "1001"}

    page.goto("/account/logout/")
    page.click("main form button")
    page.wait_for_load_state()
    assert shut(page)


def test_who_used_an_answer_once_cannot_use_it_again(page, provider, account):
    provider.knows("u-1", staff_number="1001")
    come_in(page, "u-1")
    back = next(url for url in page.asked if BACK in url)
    page.context.clear_cookies()
    page.goto(back)

    assert "통합 로그인에 실패했습니다" in page.inner_text("main")
    assert shut(page)


def test_whom_the_sign_on_knows_and_the_staff_list_does_not_is_told_whom_to_ask(page, provider, account):
    provider.knows("u-2", staff_number="9999")

    assert "담당자에게" in come_in(page, "u-2")
    assert shut(page)


def test_who_has_left_the_city_is_turned_away(page, provider, kim, account):
    kim.refresh_from_db()
    people.leave(key=kim.key, revision=kim.revision, until_on=date(2024, 1, 1), actor=HOUSE)
    provider.knows("u-1", staff_number="1001")

    assert "명부" in come_in(page, "u-1")


@pytest.mark.parametrize("claims", [{"aud": "another-office"}, {"nonce": "of-yesterday"}, {"iss": "http://elsewhere"}])
def test_an_answer_meant_for_others_opens_nothing(page, provider, account, claims):
    provider.knows("u-1", staff_number="1001", **claims)
    come_in(page, "u-1")

    assert not SocialAccount.objects.exists()
    assert shut(page)
