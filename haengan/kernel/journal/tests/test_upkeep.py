"""Sealing: nothing committed stays unsealed, nobody seals twice, and nothing is built on a forged end."""

from __future__ import annotations

import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from haengan.kernel.journal import checkpoints, keys, queries, reading, upkeep, verifying
from haengan.kernel.journal.models import Block, Line, Member
from haengan.kernel.journal.tests.conftest import empty, header_of, seal, write
from haengan.lib.crypto import signing
from tests.flushing import guards_aside

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's writers are serial")


@pytest.fixture(autouse=True)
def _committed(django_db_setup, django_db_blocker, places):
    """What these tests write is committed; they empty the journal's own tables, which is quicker than emptying all."""
    with django_db_blocker.unblock():
        empty()
        yield
        empty()
        connection.close()


def unsealed():
    return Line.objects.filter(member=None).count()


def test_sealing_takes_every_line_once_and_nothing_makes_no_block():
    write(5)
    assert (seal(), unsealed(), Member.objects.count()) == (1, 0, 5)
    assert seal() == 0
    write(2)
    assert (seal(), header_of(2)["size"], header_of(2)["total"]) == (1, 2, 7)


def test_what_is_more_than_a_block_goes_into_several(monkeypatch):
    monkeypatch.setattr(upkeep, "LARGEST", 4)
    write(1)
    seal()
    with transaction.atomic():
        write(10)

    assert (seal(), [header_of(n)["size"] for n in (2, 3, 4)]) == (3, [4, 4, 2])
    assert verifying.verify().sound


def test_a_journal_that_was_never_sealed_is_taken_up_in_several_blocks(monkeypatch):
    monkeypatch.setattr(upkeep, "LARGEST", 4)
    write(10)
    assert (seal(), unsealed()) == (3, 0)
    write(1)
    assert (seal(), unsealed(), verifying.verify().notices) == (1, 0, [])


def test_a_sealer_killed_before_it_published_is_made_up_for(monkeypatch):
    write(1)
    monkeypatch.setattr(upkeep, "publish", lambda: None)
    seal()
    monkeypatch.undo()
    keys.signer()
    seal()

    assert checkpoints.places()[0].newest().number == 1


def test_a_checkpoint_written_half_is_written_again():
    write(1)
    seal()
    (file,) = checkpoints.places()[0].path.iterdir()
    with file.open("ab") as out:
        out.write(b'{"header": {"num')
    write(1)
    seal()

    assert [one.number for one in checkpoints.places()[0].all()] == [1, 2]
    assert verifying.verify().sound


def test_a_place_that_is_away_stops_no_sealing_and_is_told(settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.JOURNAL_CHECKPOINTS = [
        *settings.JOURNAL_CHECKPOINTS,
        str(tmp_path / "file" / "below"),
        "http://127.0.0.1:9/",
    ]
    write(1)
    assert (seal(), unsealed()) == (1, 0)
    assert len(verifying.verify().notices) == 2


@pytest.fixture
def address():
    """A web server that keeps what is put to it."""
    kept = {}

    class Keeps(BaseHTTPRequestHandler):
        def do_PUT(self):
            kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
            self.answer(201, b"")

        def do_GET(self):
            self.answer(200 if self.path in kept else 404, kept.get(self.path, b""))

        def answer(self, status, body):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keeps)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/seals"
    server.shutdown()


def test_seals_are_published_to_an_address_and_compared_with_it(address, settings):
    settings.JOURNAL_CHECKPOINTS = [address]
    write(3)
    seal()
    write(3)
    seal()
    assert verifying.verify().published == {address: 2}

    with guards_aside(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_journal_member WHERE block_id = 2")
        cursor.execute("DELETE FROM kernel_journal_block WHERE number = 2")
    assert verifying.verify().first().kind == "cut off"


def cut(number):
    """The database as it was before a block: a backup."""
    with guards_aside(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_journal_member WHERE block_id >= %s", [number])
        cursor.execute("DELETE FROM kernel_journal_block WHERE number >= %s", [number])


def test_after_a_restored_backup_sealing_waits_for_a_reason_and_then_tells_it():
    for _ in range(3):
        write(1)
        seal()
    cut(2)
    write(1)
    with pytest.raises(upkeep.WillNotSeal):
        seal()

    upkeep.seal(now=queries.newest_seal().sealed_at, resume="the disk broke")
    report = verifying.verify()
    assert (header_of(4)["lost"], report.sound) == ([2, 3], True)
    assert "the disk broke" in report.notices[0]
    write(1)
    assert (seal(), verifying.verify().sound) == (1, True)


def test_nothing_is_built_on_a_forged_end():
    write(1)
    seal()
    with guards_aside(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_journal_block SET signature = %s", [bytes(64)])
    write(1)
    with pytest.raises(upkeep.WillNotSeal):
        seal()


def test_a_key_is_changed_by_announcement():
    write(1)
    seal()
    old = keys.trusted()[-1]
    new = upkeep.rotate(now=queries.newest_seal().sealed_at)
    write(1)
    seal()

    assert (header_of(2)["key"], header_of(2)["next_key"], header_of(3)["key"]) == (old, new, new)
    assert (verifying.verify().faults, verifying.verify().notices) == ([], [])


def test_a_change_of_key_that_was_killed_between_is_ended_by_the_next():
    write(1)
    announced = keys.announce()
    seal()

    assert upkeep.rotate(now=queries.newest_seal().sealed_at) == signing.public(announced.following)
    assert verifying.verify().sound


def test_a_lost_key_is_replaced_and_the_block_says_so():
    write(1)
    seal()
    keys.secret_file().unlink()
    write(1)
    with pytest.raises(keys.NoKey):
        seal()

    upkeep.rotate(now=queries.newest_seal().sealed_at, lost="the safe burnt")
    assert verifying.verify().sound
    assert "the safe burnt" in verifying.verify().notices[0]
    write(1)
    seal()
    assert header_of(3)["note"] == ""


def test_a_key_that_nobody_announced_is_a_fault():
    write(1)
    seal()
    keys.begin_anew(reason="")
    write(1)
    seal()

    assert "no block announced" in verifying.verify().first().what


def test_the_signing_key_is_its_owners_alone():
    keys.signer()
    assert keys.secret_file().stat().st_mode & 0o077 == 0
    assert "secret" not in keys.public_file().read_text()


@postgresql
def test_a_database_restored_on_another_server_seals_all_that_no_block_holds(monkeypatch):
    write(2)
    seal()
    write(2)
    with guards_aside(connection), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kernel_journal_line SET xid = 3 WHERE number = (SELECT max(number) FROM kernel_journal_line)"
        )
    monkeypatch.setattr(reading, "epoch", lambda: "postgresql:another")

    assert (seal(), unsealed()) == (1, 0)
    assert "came from elsewhere" in verifying.verify().notices[0]


def test_of_two_sealers_at_once_one_finds_nothing_to_do(monkeypatch):
    write(3)
    hashes = upkeep._hashes

    def slowly(numbers):
        monkeypatch.setattr(upkeep, "_hashes", hashes)
        seal()
        return hashes(numbers)

    monkeypatch.setattr(upkeep, "_hashes", slowly)
    seal()

    assert (Block.objects.count(), unsealed(), verifying.verify().sound) == (1, 0, True)


@pytest.fixture
def elsewhere():
    """Connections of others to this database, or to another one of the same server."""
    settings = connection.get_connection_params()
    words = {name: settings[name] for name in ("dbname", "user", "password", "host", "port") if name in settings}
    opened = []

    def connect(**others):
        opened.append(psycopg.connect(**{**words, **others}))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


LINE = """INSERT INTO kernel_journal_line (at, kind, act, actor_kind, actor_key, actor_title, thing_type, thing_key, thing_title,
reason, batch, count, digest) VALUES (now(), 'act', 'test.do', 'system', 't', 't', '', '', '', '', '', 1, 'd') RETURNING number"""


@postgresql
def test_what_runs_in_another_database_of_the_server_holds_nothing_up(elsewhere):
    stranger = elsewhere(dbname="postgres")
    stranger.execute("SELECT pg_current_xact_id()")
    write(2)
    assert (seal(), unsealed()) == (1, 0)


@postgresql
def test_a_line_that_commits_late_comes_in_with_a_later_block(elsewhere):
    write(1)
    seal()
    slow = elsewhere()
    late = slow.execute(LINE).fetchone()[0]
    write(3)
    upkeep.seal(now=timezone.now())
    assert unsealed() == 3, "nobody knows yet what lies below"
    slow.commit()
    seal()

    assert (unsealed(), header_of(2)["lines"], verifying.verify().faults) == (0, f"{late}-{late + 3}", [])


@postgresql
def test_a_number_drawn_early_by_a_transaction_that_writes_late_is_sealed(elsewhere):
    """Numbers come from a sequence, in another order than transactions."""
    slow = elsewhere()
    slow.execute("SELECT nextval(pg_get_serial_sequence('kernel_journal_line', 'number'))")
    number = slow.execute("SELECT currval(pg_get_serial_sequence('kernel_journal_line', 'number'))").fetchone()[0]
    write(3)
    seal()
    slow.execute(LINE.replace("(at,", "(number, at,").replace("(now(),", f"({number}, now(),"))
    slow.commit()
    seal()

    assert (unsealed(), header_of(2)["lines"], verifying.verify().sound) == (0, str(number), True)


@postgresql
@pytest.mark.heavy
def test_no_line_of_a_storm_stays_unsealed_and_none_is_sealed_twice(elsewhere):
    """Eight writers whose transactions overlap at random, some taken back; two sealers all the while."""
    stop, committed = threading.Event(), []

    def writes(seed):
        dice, one = random.Random(seed), elsewhere()
        while not stop.is_set():
            numbers = []
            for _ in range(dice.randint(1, 4)):
                numbers.append(one.execute(LINE).fetchone()[0])
                time.sleep(dice.random() * dice.choice([0.001, 0.05]))
            if dice.random() < 0.2:
                one.rollback()
            else:
                one.commit()
                committed.extend(numbers)

    def seals():
        while not stop.is_set():
            upkeep.seal(now=timezone.now())
            time.sleep(0.02)
        connection.close()

    with ThreadPoolExecutor(10) as pool:
        doing = [*(pool.submit(writes, seed) for seed in range(8)), pool.submit(seals), pool.submit(seals)]
        time.sleep(float(os.environ.get("STORM_SECONDS", "3")))
        stop.set()
    for one in doing:
        one.result()
    seal()
    report = verifying.verify()

    assert report.faults == []
    assert (unsealed(), Member.objects.count()) == (0, len(committed))
    assert report.blocks > 1
