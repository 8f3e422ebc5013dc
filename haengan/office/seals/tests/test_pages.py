"""The seals as officials and citizens see them. On PostgreSQL nothing is sealed before its transaction ends, hence the
journal that the kernel's own tests commit."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.test import Client

from haengan.kernel.jobs import declare
from haengan.kernel.journal import keys, queries
from haengan.kernel.journal.engine import headers
from haengan.kernel.journal.tests.conftest import attacker, sealed, sealed_once, write  # noqa: F401  # fixtures
from haengan.lib.crypto import signing


@pytest.fixture
def citizen(settings):
    theirs = import_module("haengan.site.settings.public")
    for name in ("APPLICATION", "ROOT_URLCONF", "MIDDLEWARE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        setattr(settings, name, getattr(theirs, name))
    return Client()


def text(answer):
    return " ".join(answer.content.decode().split())


def test_citizens_find_the_seals_with_key_and_what_waits(sealed, citizen):  # noqa: F811  # a fixture
    write(2)
    page = text(citizen.get("/seals/"))

    assert queries.newest_seal().hash in page
    assert keys.trusted()[0] in page
    assert "<dd>2 (since" in page


def test_officials_find_them_at_the_same_address(sealed, kim, desk):  # noqa: F811  # a fixture
    assert queries.newest_seal().hash in text(desk(kim).get("/seals/"))


def test_a_checkpoint_as_data_verifies_with_the_key_as_data(sealed, citizen):  # noqa: F811  # a fixture
    told, (key,) = citizen.get("/seals/checkpoints/2.json").json(), citizen.get("/seals/keys.json").json()["keys"]
    header, signature = headers.canonical(told["header"]), bytes.fromhex(told["signature"])

    assert signing.fits(headers.signed_bytes(header), signature, key)
    assert headers.block_hash(header, signature) == told["hash"]


def test_the_list_goes_on_before_a_block(sealed, citizen):  # noqa: F811  # a fixture
    found = citizen.get("/seals/checkpoints.json?before=3").json()["checkpoints"]
    assert [one["header"]["number"] for one in found] == [2, 1]


@pytest.mark.django_db
def test_a_block_that_is_not_there_is_not_found(citizen):
    assert citizen.get("/seals/checkpoints/99.json").status_code == 404


def test_the_page_asks_as_much_however_many_seals_there_are(sealed, citizen, django_assert_max_num_queries):  # noqa: F811  # a fixture
    with django_assert_max_num_queries(4):
        citizen.get("/seals/")


def test_an_official_takes_the_proof_of_an_own_line_and_nobody_elses(sealed, kim, lee, give, desk):  # noqa: F811  # a fixture
    give(lee, "house.journal.read")

    assert desk(lee).get(f"/office/journal/{sealed[25]}/proof.json").json()["header"]["number"] == 2
    assert desk(kim).get(f"/office/journal/{sealed[25]}/proof.json").status_code == 404


def test_the_worker_seals_every_few_seconds(settings):
    assert declare.pulses["journal.seal"].every.total_seconds() == settings.JOURNAL_SEAL_SECONDS
