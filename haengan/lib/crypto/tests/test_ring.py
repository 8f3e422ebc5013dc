"""The key ring in its file: old files are read, every change is seen, nothing is half written."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from haengan.lib.crypto import BlindIndex, ring

NOW = datetime(2026, 3, 2, tzinfo=UTC)
VALUE, INDEX = b"v" * 32, b"i" * 32


def text(raw):
    return base64.b64encode(raw).decode()


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "keys.json"
    ring.make(found)
    return found


def test_a_file_of_the_first_form_opens_finds_and_signs_as_before(tmp_path):
    told = {"secret": "s", "keys": {"k1": text(VALUE)}, "current": "k1", "index": text(INDEX)}
    found = ring.read(json.dumps(told))

    assert found.keys["k1"].value == VALUE
    assert found.digests("01012345678", "table:column") == [BlindIndex(INDEX).of("01012345678", "table:column")]
    assert found.keys["k1"].kit == hmac.new(VALUE, b"haengan report kit", hashlib.sha256).digest()


def test_a_ring_is_stored_and_read_as_it_was(path):
    made = ring.of(path).with_key("k2", now=NOW).using("k2", now=NOW).without("k1")
    ring.store(path, made)
    assert ring.of(path) == made


def test_a_change_by_another_process_is_seen_at_the_next_look(path):
    seen = ring.of(path)
    assert ring.of(path) is seen
    ring.store(path, seen.with_key("k2", now=NOW))
    assert ring.of(path).names == ["k1", "k2"]


def test_making_never_replaces_a_ring_that_stands(path):
    before = path.read_bytes()
    ring.make(path)
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == ["keys.json"]


def test_only_the_owner_reads_it_however_often_it_is_stored(path):
    ring.store(path, ring.of(path).with_key("k2", now=NOW))
    assert path.stat().st_mode & 0o777 == 0o600


def test_of_a_retired_key_no_secret_stays(path):
    first = ring.of(path).keys["k1"]
    ring.store(path, ring.of(path).with_key("k2", now=NOW).using("k2", now=NOW).without("k1"))
    told = path.read_text("utf8")
    assert not any(text(half) in told for half in (first.value, first.index, first.kit))


@pytest.mark.parametrize(
    "told",
    [
        {"secret": "s", "keys": {}, "current": "k1", "index": text(INDEX)},
        {"secret": "s", "keys": {"k1": text(b"short")}, "current": "k1", "index": text(INDEX)},
        {"secret": "s", "keys": {"k1": {"value": text(VALUE)}}, "current": "k1"},
    ],
)
def test_what_is_no_ring_is_refused(told):
    with pytest.raises((LookupError, ValueError)):
        ring.read(json.dumps(told))
