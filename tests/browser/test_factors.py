"""Second factors in a real browser: a passkey in a virtual authenticator, and an app's code."""

from __future__ import annotations

import os
import shutil
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp

from haengan.kernel.people import actions as people
from tests.cast import HOUSE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-enough-secret"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(live_server):
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser.new_page(base_url=live_server.url.replace("127.0.0.1", "localhost"), locale="en-GB")
        browser.close()


@pytest.fixture
def device(page):
    """A phone or a laptop that holds passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


@pytest.fixture
def account(kim):
    made = people.open_account(login="1001", password=PASSWORD, actor=HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=made, actor=HOUSE)
    return made


def sign_in(page):
    page.goto("/account/login/")
    page.fill("[name=login]", "1001")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def test_an_official_sets_up_a_passkey_and_signs_in_with_it_alone(page, device, account):
    sign_in(page)
    page.goto("/account/2fa/webauthn/add/")
    page.locator("main form button").last.click()
    page.wait_for_url(lambda url: "webauthn/add" not in url)
    assert Authenticator.objects.filter(user=account, type="webauthn").exists()

    page.context.clear_cookies()
    page.goto("/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "/account/login" not in url)
    assert "Kim Haneul" in page.inner_text("body")


def test_an_app_s_code_opens_the_door_and_a_wrong_one_does_not(page, account):
    secret = "JBSWY3DPEHPK3PXP"
    totp.TOTP.activate(account, secret)
    sign_in(page)
    page.fill("[name=code]", "000000")
    page.press("[name=code]", "Enter")
    page.wait_for_load_state()
    assert page.locator("[name=code]").is_visible()

    page.fill("[name=code]", totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
    page.press("[name=code]", "Enter")
    page.wait_for_url(lambda url: "/account/" not in url)
    assert "Kim Haneul" in page.inner_text("body")
