import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from haengan.kernel.people import actions as people
from haengan.kernel.people.models import Account
from haengan.site.signin.tests.identity_provider import CLIENT, SECRET, IdentityProvider
from tests.cast import HOUSE


@pytest.fixture(scope="module")
def city_sign_on():
    provider = IdentityProvider()
    yield provider
    provider.server.shutdown()


@pytest.fixture
def trusted(city_sign_on, settings):
    settings.SINGLE_SIGN_ON_STRONG = True
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "city",
                    "name": "City",
                    "client_id": CLIENT,
                    "secret": SECRET,
                    "settings": {"server_url": city_sign_on.url, "token_auth_method": "client_secret_basic"},
                }
            ],
        }
    }
    return city_sign_on


@pytest.fixture
def account(kim):
    made = people.open_account(login=kim.number, password=None, actor=HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=made, actor=HOUSE)
    return made


def come_in(client, city_sign_on):
    there = client.get("/account/oidc/city/login/")["Location"]
    assert there.startswith(city_sign_on.url)
    return client.get("/account/oidc/city/login/callback/", city_sign_on.consent(there))


def test_single_sign_on_opens_the_account_with_the_staff_number_and_vouches_for_the_second_factor(account, trusted):
    trusted.claims = {"sub": "u-1", "staff_number": account.login, "email": "kim@city.example", "name": "김하늘"}
    client = Client()

    assert come_in(client, trusted).status_code == 302
    assert client.get("/").status_code == 200


def test_of_what_the_sign_on_tells_only_the_staff_number_is_kept(account, trusted):
    trusted.claims = {"sub": "u-1", "staff_number": account.login, "email": "kim@city.example", "name": "김하늘"}
    come_in(Client(), trusted)
    come_in(Client(), trusted)

    assert SocialAccount.objects.get().extra_data == {"staff_number": account.login}


@pytest.mark.parametrize("claims", [{"sub": "u-2", "staff_number": "no such"}, {"sub": "u-3"}])
def test_a_stranger_is_turned_away_and_no_account_is_made(account, trusted, claims):
    trusted.claims = claims
    client = Client(headers={"accept-language": "en"})
    before = Account.objects.count()
    answer = come_in(client, trusted)

    assert answer.status_code == 403
    assert "No account is linked" in answer.content.decode()
    assert Account.objects.count() == before
    assert client.get("/")["Location"].startswith("/account/login/")


def test_without_the_citys_vouching_a_second_factor_is_still_needed(account, trusted, settings):
    settings.SINGLE_SIGN_ON_STRONG = False
    trusted.claims = {"sub": "u-1", "staff_number": account.login}
    client = Client()
    come_in(client, trusted)

    assert client.get("/")["Location"] == "/account/second-factor/"


def test_a_callback_with_a_foreign_state_opens_nothing(account, trusted):
    trusted.claims = {"sub": "u-1", "staff_number": account.login}
    client = Client()
    client.get("/account/oidc/city/login/callback/", {"code": "c0de", "state": "made-up"})

    assert client.get("/")["Location"].startswith("/account/login/")


def test_where_no_sign_on_is_set_its_address_does_not_exist(db):
    assert Client().get("/account/oidc/city/login/").status_code == 404
