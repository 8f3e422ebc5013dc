"""Every address refuses who has no business there; urls.txt names those that are open, and why."""

from importlib import import_module

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from haengan.kernel.people import actions as people
from tests.cast import HOUSE
from tests.house import addresses

REFUSED = {302, 401, 403, 404, 405}
ABROAD = "203.0.113.9"
PASSWORD = "a-long-enough-secret"
OPEN = addresses.named("office", "anyone")
OPEN_TO_OFFICIALS = OPEN + addresses.named("office", "official")


@pytest.fixture
def without_duties(clerk_without_duties, settings):
    """A browser of an official who has signed in, second factor and all, and holds no duty."""
    settings.DEMO = True
    account = people.open_account(login="1009", password=PASSWORD, actor=HOUSE)
    people.link(key=clerk_without_duties.key, revision=clerk_without_duties.revision, account=account, actor=HOUSE)
    browser = Client(REMOTE_ADDR=ABROAD)
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def as_public(settings):
    theirs = import_module("haengan.site.settings.public")
    for name in ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        setattr(settings, name, getattr(theirs, name))


def refused(address):
    """The API looks at the shape of what is sent before it looks at who sends it."""
    return {403, 404, 405} | ({400, 422} if address.name.startswith("api-") else set())


def closed(patterns):
    return [address for address in addresses.of("office") if not addresses.stands_in(address, patterns)]


@pytest.mark.django_db
@pytest.mark.alike
@pytest.mark.parametrize("verb", ["get", "post"])
def test_the_office_shows_and_does_nothing_for_whoever_has_not_signed_in(verb):
    ask = getattr(Client(REMOTE_ADDR=ABROAD), verb)
    opened = []
    for address in closed(OPEN):
        answer = ask(address.path)
        if answer.status_code not in REFUSED or not answer.headers.get("Location", "/account/").startswith("/account/"):
            opened.append(f"{address}: {answer.status_code}")
    addresses.sources.nothing(opened)


@pytest.mark.alike
@pytest.mark.parametrize("verb", ["get", "post"])
def test_the_office_shows_and_does_nothing_for_an_official_without_duties(verb, without_duties):
    ask = getattr(without_duties, verb)
    answers = [(address, ask(address.path)) for address in closed(OPEN_TO_OFFICIALS)]

    addresses.sources.nothing(
        [
            f"{address}: {answer.status_code}"
            for address, answer in answers
            if answer.status_code not in refused(address)
        ]
    )


def test_office_addresses_do_not_exist_on_the_public_application():
    shared = addresses.named("public", "anyone")
    found = []
    for address in addresses.of("office"):
        try:
            match = resolve(address.path, urlconf="haengan.site.public_urls")
        except Resolver404:
            continue
        if not addresses.stands_in(addresses.Address(match.view_name, address.path), [*shared, "metrics", "home"]):
            found.append(str(address))
    addresses.sources.nothing(found)


def test_every_address_that_citizens_reach_is_declared_open():
    known = [*addresses.named("public", "anyone"), "metrics"]
    addresses.sources.nothing([str(a) for a in addresses.of("public") if not addresses.stands_in(a, known)])


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses.of("public"), ids=str)
def test_no_public_address_fails_on_a_made_up_name(address, as_public):
    answer = Client(REMOTE_ADDR=ABROAD).get(address.path)
    assert answer.status_code < 500 or address.name == "readyz"  # no worker runs beside the tests, and it says so


def test_every_opened_address_still_exists():
    every = {address for application in ("office", "public") for address in addresses.of(application)}
    unknown = [
        row[1]
        for row in addresses.sources.table("urls.txt")
        if not any(addresses.stands_in(address, [row[1]]) for address in every)
    ]
    addresses.sources.nothing(unknown)
