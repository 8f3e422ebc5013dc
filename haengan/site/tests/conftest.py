from importlib import import_module

import pytest
from django.test import Client

from haengan.kernel.people import actions as people
from tests.cast import HOUSE

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def signed_in(db):
    """``signed_in(kim)``: a browser in which that official works."""

    def browser(official, *, language="en"):
        official.refresh_from_db()
        account = official.account or people.open_account(login=official.number, password=PASSWORD, actor=HOUSE)
        if official.account is None:
            official = people.link(key=official.key, revision=official.revision, account=account, actor=HOUSE)
        client = Client(headers={"accept-language": language})
        client.post("/account/login/", {"login": account.login, "password": PASSWORD})
        return client

    return browser


@pytest.fixture
def public(settings, db):
    """A browser at the citizens' application."""
    theirs = import_module("haengan.site.settings.public")
    for name in ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        setattr(settings, name, getattr(theirs, name))
    return Client(headers={"accept-language": "en"})
