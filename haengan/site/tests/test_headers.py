import re

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import html

from haengan.site import headers

PAGES = ["/account/login/", "/nothing-here"]
INSIDE = [
    "/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/account/password/",
    "/office/people/",
    "/office/organisation/",
    "/office/duties/",
    "/office/norms/",
    "/office/places/",
    "/office/journal/",
    "/office/jobs/",
    "/office/equipment/",
    "/office/followups/",
    "/office/search/",
    "/figures/",
]


def inline(body):
    """Everything in a page that a strict policy would have to make an exception for."""
    tree = html.fromstring(body)
    scripts = [s for s in tree.iter("script") if not s.get("src") and s.get("type") not in {"application/json"}]
    styles = list(tree.iter("style")) + [e for e in tree.iter() if isinstance(e.tag, str) and e.get("style")]
    handlers = [e for e in tree.iter() if isinstance(e.tag, str) and any(name.startswith("on") for name in e.attrib)]
    elsewhere = re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]+', body.decode())
    return [html.tostring(e)[:120] for e in [*scripts, *styles, *handlers]] + elsewhere


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.django_db
def test_every_answer_forbids_what_is_inline_or_from_elsewhere(path):
    answer = Client().get(path)

    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "header", ["X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"]
)
@pytest.mark.django_db
def test_every_answer_carries_the_other_guards(header):
    assert Client().get("/account/login/")[header]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.django_db
def test_pages_before_sign_in_hold_nothing_inline_and_nothing_from_elsewhere(path):
    assert inline(Client().get(path).content) == []


@pytest.mark.parametrize("path", INSIDE)
def test_pages_of_an_official_hold_nothing_inline_and_nothing_from_elsewhere(path, kim, signed_in, settings):
    settings.DEMO = True
    answer = signed_in(kim).get(path)

    assert answer.status_code == 200
    assert inline(answer.content) == []


def test_what_an_official_sees_is_not_kept_by_the_browser(kim, signed_in, settings):
    settings.DEMO = True
    assert signed_in(kim).get("/")["Cache-Control"] == "no-store"


def test_the_search_for_inline_parts_finds_one():
    assert inline(b"<p style='color:red'>x</p><script>1</script><a onclick='x()'>y</a>")


@pytest.mark.parametrize(("disposition", "alone"), [('attachment; filename="x.html"', True), ("inline", False)])
def test_whatever_is_taken_away_as_a_file_could_do_nothing_as_a_page(rf, disposition, alone):
    given = HttpResponse("<script src=/x></script>", headers={"Content-Disposition": disposition})
    answer = headers.Headers(lambda _request: given)(rf.get("/"))

    assert (answer["Content-Security-Policy"] == "sandbox; default-src 'none'") is alone
