import datetime

import pytest
from django.test import Client

from haengan.kernel.people import actions as people
from haengan.kernel.registers.tests.library import actions
from tests import cast
from tests.cast import *  # fixtures


@pytest.fixture(autouse=True)
def library(settings):
    """The library's pages, and the official behind the account that is signed in."""
    settings.ROOT_URLCONF = "haengan.kernel.registers.tests.library.urls"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "haengan.kernel.registers.tests.library.middleware.acting",
        "haengan.site.errors.Refusals",
    ]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture
def librarian(kim, give):
    give(kim, "library.books.keep")
    return kim


def signed_in(official, login):
    account = people.open_account(login=login, password="x" * 12, actor=cast.HOUSE)
    people.link(key=official.key, revision=official.revision, account=account, actor=cast.HOUSE)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client(librarian):
    return signed_in(librarian, "kim")


@pytest.fixture
def stranger(clerk_without_duties):
    return signed_in(clerk_without_duties, "moon")


@pytest.fixture
def writer(librarian):
    return actions.write(name="박지원", actor=librarian)


@pytest.fixture
def buy(librarian, writer):
    def one(title, **given):
        given = {"author": writer, "bought_on": datetime.date(2023, 3, 1), **given}
        return actions.buy(title=title, actor=librarian, **given)

    return one
