import pytest
from allauth.mfa.recovery_codes.internal import auth as recovery
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from haengan.kernel.access.models import Lock
from haengan.kernel.people import actions as people
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-secret"


@pytest.fixture
def account(kim):
    made = people.open_account(login="kim", password=PASSWORD, actor=HOUSE)
    people.link(key=kim.key, revision=kim.revision, account=made, actor=HOUSE)
    totp.TOTP.activate(made, totp.generate_totp_secret())
    recovery.RecoveryCodes.activate(made)
    return made


@pytest.fixture
def before_the_code(account):
    return come()


def come():
    client = Client(headers={"accept-language": "en"})
    client.post("/account/login/", {"login": "kim", "password": PASSWORD})
    return client


def guess(client, code="000000"):
    return client.post("/account/2fa/authenticate/", {"code": code})


def test_the_fifth_wrong_code_closes_the_account(before_the_code, account):
    for _ in range(5):
        guess(before_the_code)
    assert Lock.objects.get().account == account
    assert "sign-in is closed until" in guess(before_the_code).content.decode()


def test_even_the_right_recovery_code_is_refused_while_it_is_closed(before_the_code, account):
    for _ in range(5):
        guess(before_the_code)
    codes = recovery.RecoveryCodes(account.authenticator_set.get(type="recovery_codes")).get_unused_codes()
    assert guess(before_the_code, codes[0]).status_code == 200


def test_the_right_password_does_not_forgive_wrong_codes(account):
    for _ in range(5):
        guess(come())
    assert Lock.objects.count() == 1


def test_the_right_code_forgives_the_wrong_ones(before_the_code, account):
    for _ in range(4):
        guess(before_the_code)
    codes = recovery.RecoveryCodes(account.authenticator_set.get(type="recovery_codes")).get_unused_codes()
    assert guess(before_the_code, codes[0]).status_code == 302
    guess(come())
    assert not Lock.objects.exists()
