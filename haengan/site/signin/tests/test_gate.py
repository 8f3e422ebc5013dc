import base64
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from haengan.kernel.people import actions as people
from haengan.site.signin.adapter import SecondFactorAdapter
from tests.cast import HOUSE

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def account(kim):
    made = people.open_account(login="kim", password=PASSWORD, actor=HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=made, actor=HOUSE)
    return made


def sign_in(client, password=PASSWORD, login="kim"):
    return client.post("/account/login/", {"login": login, "password": password})


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_an_official_without_a_second_factor_is_sent_to_set_one_up(account):
    client = Client()
    sign_in(client)

    assert client.get("/")["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200


def test_who_has_just_signed_in_sets_up_an_app_without_typing_the_password_again(account):
    client = Client()
    sign_in(client)
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret

    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})

    assert client.get("/").status_code == 200
    assert Authenticator.objects.filter(user=account, type="recovery_codes").exists()


def test_with_an_app_the_password_alone_opens_nothing(account):
    totp.TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    client = Client()

    assert sign_in(client)["Location"] == "/account/2fa/authenticate/"
    assert client.get("/")["Location"].startswith("/account/login/")
    client.post("/account/2fa/authenticate/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert client.get("/").status_code == 200


def test_a_demonstration_lets_officials_in_with_a_password_and_says_so(account, settings):
    settings.DEMO = True
    client = Client(headers={"accept-language": "en"})
    sign_in(client)

    assert "Demonstration" in client.get("/").content.decode()


def test_an_account_without_an_official_opens_nothing(db, settings):
    settings.DEMO = True
    people.open_account(login="nobody", password=PASSWORD, actor=HOUSE)
    client = Client()
    sign_in(client, login="nobody")

    assert client.get("/").status_code == 403


def test_after_five_wrong_passwords_even_the_right_one_waits(account):
    client = Client()
    for _attempt in range(5):
        sign_in(client, password="wrong")

    answer = sign_in(client)

    assert answer.status_code in {200, 429}
    assert client.get("/")["Location"].startswith("/account/login/")


def test_nobody_can_sign_up(db):
    assert Client().get("/account/signup/").status_code == 404


def test_the_secret_of_an_app_is_sealed_in_the_database(account):
    totp.TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(user=account, type="totp").data["secret"]

    assert "JBSWY3DPEHPK3PXP" not in kept
    assert b"JBSWY3DPEHPK3PXP" not in base64.b64decode(kept)
    assert SecondFactorAdapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"
