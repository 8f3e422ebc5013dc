import socket

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from structlog.testing import capture_logs

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
def trusted(db, city_sign_on, settings, monkeypatch):
    monkeypatch.setattr(city_sign_on, "token_claims", {})
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


STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize(
    ("twist", "why"),
    [
        ({"token_claims": {"aud": "another-office"}}, "id_token: InvalidAudienceError"),
        ({"token_claims": {"iss": "https://elsewhere.example"}}, "id_token: InvalidIssuerError"),
        ({"token_claims": {"exp": 1_600_000_000}}, "id_token: ExpiredSignatureError"),
        ({"token_claims": {"nonce": "of-another-question"}}, "nonce of another question"),
        ({"token_claims": {"nonce": None}}, "nonce of another question"),
        ({"token_claims": {"sub": "u-9"}}, "claims of another subject"),
        ({"signer": STRANGER}, "id_token: InvalidSignatureError"),
        ({"signer": "the public key taken for a password", "algorithm": "HS256"}, "id_token: InvalidAlgorithmError"),
        ({"signer": None, "algorithm": "none"}, "id_token: InvalidAlgorithmError"),
        ({"kid": "no such key"}, "no key, or several, for the id_token"),
    ],
    ids=["audience", "issuer", "expired", "nonce", "no nonce", "subject", "key", "HS256", "none", "kid"],
)
def test_an_answer_that_cannot_be_trusted_opens_nothing_and_is_noted(account, trusted, monkeypatch, twist, why):
    trusted.claims = {"sub": "u-1", "staff_number": account.login, "name": "김하늘"}
    for name, value in twist.items():
        monkeypatch.setattr(trusted, name, value)
    client = Client(headers={"accept-language": "en"})
    with capture_logs() as noted:
        page = come_in(client, trusted).content.decode()

    assert "one that cannot be trusted" in page
    assert [line["why"] for line in noted if line["event"] == "single_sign_on.refused"] == [why]
    assert "김하늘" not in str(noted)
    assert client.get("/")["Location"].startswith("/account/login/")
    assert not SocialAccount.objects.exists()


def test_a_service_with_one_key_need_not_name_it(account, trusted, monkeypatch):
    trusted.claims = {"sub": "u-1", "staff_number": account.login}
    monkeypatch.setattr(trusted, "kid", "")
    client = Client()
    come_in(client, trusted)

    assert client.get("/").status_code == 200


def test_a_used_answer_opens_nothing(account, trusted):
    trusted.claims = {"sub": "u-1", "staff_number": account.login}
    client = Client()
    given = trusted.consent(client.get("/account/oidc/city/login/")["Location"])
    client.get("/account/oidc/city/login/callback/", given)
    client.post("/account/logout/")
    client.get("/account/oidc/city/login/callback/", given)

    assert client.get("/")["Location"].startswith("/account/login/")


def test_the_address_of_the_door_widens_neither_what_is_asked_nor_what_it_is_for(trusted):
    there = Client().get("/account/oidc/city/login/?scope=groups&process=connect&auth_params=prompt%3Dnone")["Location"]

    assert "groups" not in there
    assert "prompt" not in there


@pytest.mark.parametrize("answer", ["", "/userinfo"], ids=["silent", "of another shape"])
def test_a_sign_on_that_is_not_there_says_so_in_plain_words(trusted, settings, answer):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = f"http://127.0.0.1:{closed_port()}/.well-known/openid-configuration"
    if answer:
        app["settings"]["server_url"] = f"{trusted.url}/empty/.well-known/openid-configuration"
    page = Client(headers={"accept-language": "en"}).get("/account/oidc/city/login/").content.decode()

    assert "gave no answer, or one that cannot be trusted" in page


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def test_where_no_sign_on_is_set_its_address_does_not_exist(db):
    assert Client().get("/account/oidc/city/login/").status_code == 404
