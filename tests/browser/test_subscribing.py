"""Subscribing to warnings in Chromium: the service worker, a push that shows and fills in its code, the whole way without it."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from django.core.handlers.wsgi import WSGIHandler

from haengan.kernel.dispatch import codes, keys
from haengan.kernel.dispatch.models import Subscription
from haengan.kernel.places import actions as places
from haengan.kernel.places.actions import Named
from tests.cast import FOUNDED, HOUSE

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PUBLIC = ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")
AT = "/safety/warnings/subscribe/"
SHOWN = """navigator.serviceWorker.getRegistration('/safety/warnings/')
    .then((one) => one.getNotifications()).then((all) => all.map((one) => [one.body, one.actions.length]))"""


@pytest.fixture
def site(live_server, settings, tmp_path, monkeypatch):
    """The citizens' application on loopback, with a key for web push."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    theirs = import_module("haengan.site.settings.public")
    for name in PUBLIC:
        setattr(settings, name, getattr(theirs, name))
    settings.DISPATCH_KEYS = tmp_path / "keys"
    keys.make_push()
    places.open_district(named=Named("dong", "강변동", "", None, "4148000000"), from_on=FOUNDED, actor=HOUSE)
    server = live_server.thread.httpd
    before = server.get_app()
    server.set_app(WSGIHandler())
    yield live_server.url
    server.set_app(before)


@pytest.fixture
def page(site):
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium")
        context = browser.new_context(locale="en-US")
        context.grant_permissions(["notifications"], origin=site)
        found = context.new_page()
        found.set_default_timeout(10_000)
        yield found
        browser.close()


def test_a_citizen_subscribes_and_the_code_of_a_push_is_shown_and_filled_in(site, page):
    page.goto(site + AT)
    workers = []
    line = page.context.new_cdp_session(page)
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: workers.extend(told["registrations"]))
    line.send("ServiceWorker.enable")
    page.check("input[value=push]")
    assert not page.is_visible("#id_address")
    page.click("form.warning-subscribe button")
    page.wait_for_selector(
        ".warning-push-note:not([hidden])"
    )  # no push service answers from here, and the page says so
    assert workers

    page.check("input[value=mail]")
    page.fill("#id_address", "hong@example.org")
    page.click("form.warning-subscribe button")
    page.wait_for_url(f"**{AT}confirm/")
    code = codes.code_of(Subscription.objects.get())
    data = json.dumps({"title": "code", "body": f"Code: {code}", "unsubscribe": "https://city.example/unsubscribe/x"})
    known = {"origin": site, "registrationId": workers[-1]["registrationId"], "data": data}
    line.send("ServiceWorker.deliverPushMessage", known)
    page.wait_for_function("document.querySelector('#id_code').value.length === 6")
    assert page.evaluate(SHOWN) == [[f"Code: {code}", 1]]
    page.click("form.warning-code button")

    page.wait_for_url("**/unsubscribe/**")
    assert Subscription.objects.get().confirmed_at is not None
