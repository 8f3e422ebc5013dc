"""Browsers of the cast: `desk` for officials at the office application, `citizen` at the public one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Official
from tests.cast import HOUSE

PUBLIC = ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")
Desk = Callable[..., Client]


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A page leaves its reader's language to what comes after it in the same thread; each test begins in its own."""
    yield
    translation.deactivate()


@pytest.fixture
def desk(db: None, settings: Any) -> Desk:
    """``desk(kim, language="ko")``: signed in past the second factor, which `signin`'s own tests prove."""
    settings.DEMO = True

    def browser(official: Official, *, language: str = "en") -> Client:
        official.refresh_from_db()
        if official.account is None:
            account = people.open_account(login=official.number, password="a-long-enough-secret", actor=HOUSE)
            official = people.link(key=official.key, revision=official.revision, account=account, actor=HOUSE)
        client = Client(headers={"accept-language": language})
        client.force_login(official.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser


@pytest.fixture
def citizen(settings: Any, db: None) -> Client:
    """A browser at the citizens' application, in English."""
    theirs = import_module("haengan.site.settings.public")
    for name in PUBLIC:
        setattr(settings, name, getattr(theirs, name))
    return Client(headers={"accept-language": "en"})
