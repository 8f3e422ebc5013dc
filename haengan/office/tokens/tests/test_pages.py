import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from haengan.kernel.people import actions as people
from haengan.kernel.registers.models import Token
from tests import cast
from tests.cast import *  # noqa: F403  # fixtures

pytestmark = pytest.mark.django_db
PAGE = "/office/tokens/"


@pytest.fixture
def browser(kim, settings):
    settings.DEMO = True
    account = people.open_account(login="kim", password="x" * 12, actor=cast.HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=account, actor=cast.HOUSE)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def issued(browser, days=30):
    last = timezone.localdate() + datetime.timedelta(days=days)
    return browser.post(PAGE + "issue/", {"name": "연계", "scope": "read", "until_on": last.isoformat()})


def test_a_token_is_shown_once_and_kept_as_a_hash(browser):
    text = re.search(r"<code>(hg_[^<]+)</code>", issued(browser).content.decode())[1]
    assert text[-4:] == Token.objects.get().tail
    assert text not in browser.get(PAGE).content.decode()


def test_a_token_ends_within_a_year(browser):
    answer = issued(browser, days=500)
    assert answer.status_code == 422
    assert "Choose an earlier day." in answer.content.decode()


def test_a_token_is_revoked_on_its_page(browser):
    issued(browser)
    token = Token.objects.get()
    browser.post(f"{PAGE}{token.key}/do/revoke/", {"revision": token.revision, "once": "a"})
    token.refresh_from_db()
    assert token.revoked_at is not None
