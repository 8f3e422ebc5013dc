"""Each page stands whole in either language."""

import re

import pytest
from django.test import Client
from django.utils import translation
from lxml import html

from haengan.site import building

INSIDE = [
    "/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/account/password/",
    "/account/logout/",
    "/account/second-factor/",
    "/nothing-here",
    "/office/people/",
    "/office/organisation/",
    "/office/organisation/compare",
    "/office/organisation/restructurings/",
    "/office/duties/",
    "/office/places/",
    "/office/places/sites/",
    "/office/journal/",
    "/office/jobs/",
    "/office/equipment/",
    "/office/followups/",
    "/office/search/",
    "/figures/",
]
OUTSIDE = ["/account/login/", "/account/cancelled/", "/account/failed/", "/nothing-here"]
NAMES = {
    "PIN",
    "QR",
    "Language",
    "English",
    "Chrome",
    "Edge",
    "API",
    "XLSX",
    "CSV",
    "PDF",
    "HWPX",
    "CCTV",
    "Wi",
    "Fi",
    "kim",
    "library",
}


@pytest.fixture(scope="module", autouse=True)
def compiled():
    building.compile_catalogues()
    translation.trans_real._translations.clear()


def words(body, skip=()):
    tree = html.fromstring(body)
    for part in tree.xpath(
        "//script|//style|//*[@lang and not(self::html)]|//*[contains(@class, 'brand-mark')]|//*[contains(@class, 'code')]"
    ):
        part.drop_tree()
    texts = list(tree.itertext())
    texts += [
        e.get(name)
        for e in tree.iter()
        if isinstance(e.tag, str)
        for name in ("aria-label", "placeholder", "alt", "title")
        if e.get(name)
    ]
    return " ".join(texts)


def english_in(text):
    """English words that are neither proper names nor the dotted names of acts and figures."""
    text = re.sub(r"[a-z_]+(\.[a-z_]+)+", "", text)
    return {word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in NAMES}


def korean_in(text):
    return set(re.findall("[가-힣]+", text.replace("언어", "")))


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.django_db
def test_pages_before_sign_in_are_whole_in_both_languages(path):
    assert not english_in(words(Client(headers={"accept-language": "ko"}).get(path).content))
    assert not korean_in(words(Client(headers={"accept-language": "en"}).get(path).content))


@pytest.mark.parametrize("path", INSIDE)
def test_pages_of_an_official_are_whole_in_both_languages(path, kim, signed_in, settings):
    settings.DEMO = path != "/account/second-factor/"
    korean = words(signed_in(kim, language="ko").get(path).content)
    english = words(signed_in(kim, language="en").get(path).content)

    assert not english_in(korean.replace(kim.name_en, ""))
    assert not korean_in(english.replace(kim.name_ko, ""))


def test_citizens_pages_are_whole_in_both_languages(public):
    assert not korean_in(words(public.get("/").content))
    assert not english_in(words(public.get("/", headers={"accept-language": "ko"}).content))


@pytest.mark.django_db
def test_the_language_is_remembered_and_leads_back_to_the_page():
    client = Client(headers={"accept-language": "ko"})
    answer = client.post("/language", {"language": "en", "next": "/account/login/"})

    assert answer["Location"] == "/account/login/"
    assert "Sign in" in client.get("/account/login/").content.decode()


@pytest.mark.django_db
def test_a_switch_never_leads_to_another_host():
    answer = Client().post("/display", {"display": "high-contrast", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"
