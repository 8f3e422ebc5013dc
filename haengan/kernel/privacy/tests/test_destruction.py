"""From the list to the bytes on disk: what is destroyed is gone, and figures and journal stand."""

import os
import threading
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import year
from haengan.kernel.jobs.models import Work
from haengan.kernel.journal import queries as journal
from haengan.kernel.journal import verifying
from haengan.kernel.privacy import queries, upkeep
from haengan.kernel.privacy.actions import destructions as actions
from haengan.rooms.autonomy.townhalls.actions import requests
from haengan.rooms.autonomy.townhalls.figures import REQUESTS
from haengan.rooms.autonomy.townhalls.models import Request
from tests.cast import HOUSE

KIND = "autonomy.townhalls.requests"
ASKED, OVER = date(2023, 9, 4), date(2024, 9, 10)
CUTS = [("sector", "farmers"), ("channel", "phone"), ("state", "declined")]
NAME, WORD = "남궁보람", "쑥부쟁이"


def request(**given):
    wish = {
        "name": NAME,
        "contact": "010-9876-5432",
        "subject": "버스 노선",
        "details": f"{WORD} 마을에서",
        "organisation": "",
        "sector": "farmers",
        "wished_from_on": date(2023, 9, 10),
        "wished_until_on": date(2023, 9, 20),
        "channel": "phone",
        "agreed": True,
    }
    made = requests.receive(actor=HOUSE, today=ASKED, **{**wish, **given})
    return requests.decline(key=made.key, revision=made.revision, reason="일정", today=ASKED, actor=HOUSE)


@pytest.fixture
def desk(kim, lee, give):
    """Kim draws up, Lee approves."""
    give(kim, "house.privacy.draw_up")
    give(lee, "house.privacy.approve")
    return kim, lee


@pytest.fixture
def drawn(desk):
    made = request()
    return made, actions.draw_up(retention=KIND, today=OVER, actor=desk[0])


def approve(drawn, desk, **given):
    return actions.approve(**{"key": drawn.key, "revision": drawn.revision, "today": OVER, "actor": desk[1], **given})


def test_drawing_up_touches_nothing(drawn):
    made, listed = drawn
    assert (listed.things, listed.state) == (1, "drawn_up")
    assert Request.objects.get(key=made.key).name == NAME


def test_the_basis_names_the_norm_and_its_article(drawn):
    assert "보관 기간" in drawn[1].basis
    assert "개인정보 보호법 제21조" in drawn[1].basis


def test_approving_empties_name_contact_and_free_text(drawn, desk):
    made, listed = drawn
    done = approve(listed, desk)
    gone = Request.objects.get(key=made.key)
    assert (gone.name, gone.details, bytes(gone.contact), gone.contact_index) == ("-", "", b"", "")
    assert (gone.destroyed_on, done.destroyed) == (OVER, 1)


def test_the_record_says_when_and_under_which_norm(drawn, desk):
    made, listed = drawn
    approve(listed, desk)
    assert queries.fate([made.key, "other"]) == {made.key: (OVER, listed.basis)}


def test_what_the_journal_kept_of_it_is_gone_and_the_journal_verifies(drawn, desk):
    made, listed = drawn
    approve(listed, desk)
    assert {entry.destroyed for entry in journal.history(made.key)} == {True}
    assert verifying.verify(contents=True).sound


def test_figures_stay_as_they_were(drawn, desk):
    def counted():
        cuts = [{}, *({"slice": cut, "member": member} for cut, member in CUTS)]
        return [figures.value(REQUESTS, year(2023), **cut).amount for cut in cuts]

    before = counted()
    approve(drawn[1], desk)
    assert counted() == before == [1, 1, 1, 1]


def test_whoever_drew_it_up_does_not_approve_it(drawn, desk, give):
    give(desk[0], "house.privacy.approve")
    with pytest.raises(Refused, match="drew the list up"):
        approve(drawn[1], desk, actor=desk[0])


def test_without_the_duty_nothing_is_destroyed(drawn, clerk_without_duties):
    with pytest.raises(NotPermitted):
        actions.approve(key=drawn[1].key, revision=drawn[1].revision, today=OVER, actor=clerk_without_duties)


def test_a_stale_list_a_decided_one_and_a_second_one_are_refused(drawn, desk):
    with pytest.raises(Refused, match="waits for its approval"):
        actions.draw_up(retention=KIND, today=OVER, actor=desk[0])
    with pytest.raises(Refused):
        approve(drawn[1], desk, revision=0)
    done = approve(drawn[1], desk)
    with pytest.raises(Refused, match="decided already"):
        approve(done, desk)


def test_a_dropped_list_destroys_nothing(drawn, desk):
    made, listed = drawn
    actions.drop(key=listed.key, revision=listed.revision, reason="소송 중", today=OVER, actor=desk[1])
    assert Request.objects.get(key=made.key).name == NAME


def test_what_came_to_life_again_since_is_left_out(drawn, desk):
    """Its period has not passed on the day of the approval."""
    done = approve(drawn[1], desk, today=ASKED)
    assert (done.destroyed, Request.objects.get().name) == (0, NAME)


@pytest.mark.parametrize("kind", ["nothing", KIND])
def test_what_is_unknown_or_not_due_is_refused(desk, kind):
    with pytest.raises(Refused) as refused:
        actions.draw_up(retention=kind, today=OVER, actor=desk[0])
    assert refused.value.field == "retention"


def test_the_files_are_made_to_forget_by_a_job(drawn, desk):
    approve(drawn[1], desk)
    assert Work.objects.get(name="kernel.privacy.forget").args == {"table": "autonomy_townhalls.request"}


@contextmanager
def older_reader():
    """A transaction elsewhere on the server that began before: for it PostgreSQL would keep what is deleted."""
    if connection.vendor != "postgresql":
        yield
        return
    with psycopg.connect(os.environ["DATABASE_URL"]) as reader:
        reader.execute("SELECT pg_current_xact_id()")
        yield


class TestBytes:
    """Looks into the files of the database, with our own eyes."""

    @pytest.fixture
    def shared(self, transactional_db, tmp_path):
        if connection.vendor != "sqlite":
            yield None
            return
        path, kept = tmp_path / "shared.sqlite3", connections.settings["default"]["NAME"]
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM INTO '{path}'")
        connections.settings["default"]["NAME"] = path
        yield path
        connections.settings["default"]["NAME"] = kept

    @pytest.mark.django_db(transaction=True)
    def test_neither_name_nor_word_survives_in_the_files(self, shared):
        faults = []

        def client():
            try:
                self.walk(shared)
            except BaseException as wrong:
                faults.append(repr(wrong))
            finally:
                connections.close_all()

        thread = threading.Thread(target=client)
        thread.start()
        thread.join(timeout=120)
        assert faults == []

    def walk(self, path):
        from haengan.kernel.acts.running import intake
        from haengan.kernel.journal import upkeep as lines
        from haengan.kernel.privacy.declare import retentions

        keys = [request(name=f"{NAME}{n}").key for n in range(30)]
        assert {NAME, "쑥부"} <= self.found(path)
        with older_reader():
            with intake("tests.destroy", actor=HOUSE) as running:
                for row in Request.objects.all():
                    retentions[KIND].empty(row, OVER)
                    row.save()
                running.afterwards.append(lambda _number: lines.destroy_contents(keys))
            upkeep.forget("autonomy_townhalls.request")
            assert self.found(path) == set()

    def found(self, path):
        """Which of the planted words stand in the files: the name in its table, the word's bigram in the index."""
        if path is not None:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(FULL)")
            content = b"".join(one.read_bytes() for one in Path(path).parent.glob("shared.sqlite3*"))
        else:
            content = b"".join(self.files_of("autonomy_townhalls_request", "kernel_search_part", "kernel_search_fts"))
        return {word for word in (NAME, "쑥부") if word.encode() in content}

    def files_of(self, *relations):
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            for name in relations:
                cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [name])
                yield bytes(cursor.fetchone()[0])
