"""axe finds nothing against WCAG 2.2 AA: each template of both applications, with records, on a desk and on a phone.

Pages that are drawn by one and the same template are asked once: what differs between them is text.
"""

from __future__ import annotations

import os
import shutil

import pytest
from django.test import Client
from django.test.signals import template_rendered

from tests.house import knocking, sources

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize(("name", "language"), [("office", "ko-KR"), ("public", "en-GB")])
def test_axe_finds_nothing_on_any_page(name, language, request, settings):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread
    with knocking.application(name, written=True):
        paths, cookies = pages(name)
        live = request.getfixturevalue("live_server").url
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            found = audited(browser, Axe(), live, paths, cookies, language)
            browser.close()
    sources.nothing(found)


def pages(name):
    """One address for each template, and the cookies of whoever holds every duty."""
    client = Client(headers={"accept-language": "ko"}, raise_request_exception=False)
    if name == "office":
        client.force_login(knocking.accounts()[knocking.DIRECTOR], backend=knocking.BACKEND)
    drawn, kept = [], {}

    def note(template, **_more):
        drawn.append(template.name)

    template_rendered.connect(note)
    try:
        for door in knocking.doors(name):
            if door.path.startswith("/api/") or "logout" in door.path:
                continue
            drawn.clear()
            answer = client.get(door.path)
            if answer.status_code < 500 and answer.headers.get("Content-Type", "").startswith("text/html") and drawn:
                kept.setdefault(drawn[0], door.path)
    finally:
        template_rendered.disconnect(note)
    return sorted(kept.values()), {one.key: one.value for one in client.cookies.values()}


def audited(browser, axe, live, paths, cookies, language):
    context = browser.new_context(base_url=live, locale=language, reduced_motion="reduce")
    context.add_cookies([{"name": name, "value": value, "url": live} for name, value in cookies.items()])
    page, wrong = context.new_page(), []
    for path in paths:
        page.goto(path)
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            for one in axe.run(page, options=RULES).response["violations"]:
                nodes = "; ".join(node["html"][:160] for node in one["nodes"][:2])
                wrong.append(f"{path} at {size['width']}: {one['id']}: {nodes}")
    return wrong
