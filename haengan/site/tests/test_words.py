"""Each page stands whole in either language."""

import pytest
from django.test import Client
from django.utils import translation

from haengan.site import building
from tests.house.reading import english_in, korean_in, words

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


@pytest.fixture(scope="module", autouse=True)
def compiled():
    building.compile_catalogues()
    translation.trans_real._translations.clear()


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
