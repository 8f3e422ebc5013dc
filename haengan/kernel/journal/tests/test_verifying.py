"""An attacker with the database's password alters what was sealed; verification names the first line."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from hashlib import sha256

import pytest
from django.db import connection

from haengan.kernel.journal import checking, checkpoints, keys, reading, verifying
from haengan.kernel.journal.engine import headers, leaves, merkle
from haengan.kernel.journal.faults import Kind
from haengan.kernel.journal.models import Block, Content, Line, Member, Touch
from haengan.kernel.journal.reading import texts
from haengan.kernel.journal.tests.conftest import header_of, write
from haengan.lib.crypto import signing

pytestmark = pytest.mark.django_db
LINE_COLUMNS = [field.column for field in Line._meta.concrete_fields if not field.primary_key]
TOUCH_COLUMNS = [field.column for field in Touch._meta.concrete_fields if field.column not in {"id", "line_id"}]
OTHER = {"at": "2020-01-01 00:00:00", "xid": 7, "count": 7, "fields": '["forged"]'}


def first():
    fault = verifying.verify().first()
    return (fault.kind, fault.line) if fault else None


def test_what_nobody_altered_is_sound(sealed):
    report = verifying.verify(contents=True)

    assert (report.faults, report.notices) == ([], [])
    assert (report.lines, report.blocks, report.waiting) == (len(sealed), 3, 0)
    assert list(report.published.values()) == [3]


def test_several_processes_find_the_same(sealed_once, settings, django_db_blocker):
    """On SQLite the tests' database lies in memory, which no other process sees; then it is done here."""
    for name, value in sealed_once.items():
        setattr(settings, name, value)
    with django_db_blocker.unblock():
        report = verifying.verify(processes=2)
    assert (report.sound, report.lines, report.blocks) == (True, 60, 3)


def test_a_forged_header_that_names_lines_without_end_is_refused(sealed, attacker):
    forged = {**header_of(2), "lines": f"{sealed[20]}-99999999999", "size": 99999999999 - sealed[20] + 1}
    attacker("UPDATE kernel_journal_block SET header = %s WHERE number = 2", headers.canonical(forged))
    assert verifying.verify().first().block == 2


def test_lines_that_wait_for_a_seal_are_told_and_are_no_fault(sealed):
    write(2)
    report = verifying.verify()

    assert (report.sound, report.waiting) == (True, 2)
    assert report.waiting_since is not None


@pytest.mark.parametrize("column", LINE_COLUMNS)
def test_an_altered_column_of_a_line_is_found(column, sealed, attacker):
    attacker(
        f'UPDATE kernel_journal_line SET "{column}" = %s WHERE number = %s', OTHER.get(column, "forged"), sealed[25]
    )
    assert first() == (Kind.ALTERED, sealed[25])


@pytest.mark.parametrize("column", TOUCH_COLUMNS)
def test_an_altered_column_of_a_touched_thing_is_found(column, sealed, attacker):
    value, cast = (
        OTHER.get(column, "forged"),
        "::jsonb" if connection.vendor == "postgresql" and column == "fields" else "",
    )
    touch = Touch.objects.filter(line_id=sealed[25]).first().pk
    attacker(f'UPDATE kernel_journal_touch SET "{column}" = %s{cast} WHERE id = %s', value, touch)
    assert first() == (Kind.ALTERED, sealed[25])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM kernel_journal_touch WHERE line_id = %s",
        "UPDATE kernel_journal_touch SET id = id + 1000000 WHERE line_id = %s",
        "UPDATE kernel_journal_touch SET line_id = line_id + 1 WHERE line_id = %s",
        "INSERT INTO kernel_journal_touch (line_id, thing_type, thing_key, operation, fields) "
        "SELECT line_id, thing_type, thing_key, operation, fields FROM kernel_journal_touch WHERE line_id = %s",
        "UPDATE kernel_journal_line SET act = act || CHR(31) WHERE number = %s",
        "UPDATE kernel_journal_line SET actor_key = actor_key || CHR(31) || actor_title, actor_title = '' WHERE number = %s",
        "UPDATE kernel_journal_line SET thing_title = '', reason = thing_title || reason WHERE number = %s",
    ],
)
def test_a_line_whose_things_or_texts_were_moved_is_found(statement, sealed, attacker):
    attacker(statement.replace("CHR(", "char(" if connection.vendor == "sqlite" else "chr("), sealed[25])
    assert first() == (Kind.ALTERED, sealed[25])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL's columns are put together")
def test_a_separator_in_one_text_and_nothing_in_the_next_is_found(sealed, attacker):
    attacker("ALTER TABLE kernel_journal_line ALTER COLUMN batch DROP NOT NULL")
    attacker("UPDATE kernel_journal_line SET reason = reason || chr(31), batch = NULL WHERE number = %s", sealed[25])
    assert first() == (Kind.ALTERED, sealed[25])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps neither in a column of text")
@pytest.mark.parametrize("value", ["CAST(act AS BLOB)", "act || char(0) || 'more'"])
def test_text_of_another_kind_is_found(value, sealed, attacker):
    attacker(f"UPDATE kernel_journal_line SET act = {value} WHERE number = %s", sealed[25])
    assert first() == (Kind.ALTERED, sealed[25])


@pytest.mark.parametrize("place", [0, 25, -1])
def test_a_removed_line_is_found(place, sealed, attacker):
    attacker("DELETE FROM kernel_journal_line WHERE number = %s", sealed[place])
    assert first() == (Kind.REMOVED, sealed[place])


def test_a_line_removed_with_its_membership_is_found(sealed, attacker):
    for table, column in (("member", "line_id"), ("touch", "line_id"), ("content", "line_id"), ("line", "number")):
        attacker(f"DELETE FROM kernel_journal_{table} WHERE {column} = %s", sealed[25])
    assert first() == (Kind.REMOVED, sealed[25])


def test_an_inserted_line_is_found(sealed, attacker):
    names = ", ".join(f'"{column}"' for column in LINE_COLUMNS)
    attacker(
        f"INSERT INTO kernel_journal_line (number, {names}) SELECT -5, {names} FROM kernel_journal_line WHERE number = %s",
        sealed[25],
    )
    assert first() == (Kind.INSERTED, -5)


def test_an_inserted_line_that_is_said_to_be_sealed_is_found(sealed, attacker):
    names = ", ".join(f'"{column}"' for column in LINE_COLUMNS)
    attacker(
        f"INSERT INTO kernel_journal_line (number, {names}) SELECT -5, {names} FROM kernel_journal_line WHERE number = %s",
        sealed[25],
    )
    attacker("INSERT INTO kernel_journal_member (line_id, block_id, leaf) VALUES (-5, 2, 20)")
    assert first() == (Kind.INSERTED, -5)


def test_swapped_lines_are_found(sealed, attacker):
    one, other = sealed[25], sealed[27]
    for table, column in (("line", "number"), ("touch", "line_id")):
        for was, becomes in ((one, -1), (other, one), (-1, other)):
            attacker(f"UPDATE kernel_journal_{table} SET {column} = %s WHERE {column} = %s", becomes, was)
    assert first() == (Kind.REORDERED, one)


def test_swapped_places_in_a_block_are_found(sealed, attacker):
    for was, becomes in ((sealed[25], -1), (sealed[27], sealed[25]), (-1, sealed[27])):
        attacker("UPDATE kernel_journal_member SET line_id = %s WHERE line_id = %s", becomes, was)
    assert first() == (Kind.REORDERED, sealed[25])


@pytest.mark.parametrize("with_lines", [False, True])
def test_an_end_cut_off_is_found(with_lines, sealed, attacker):
    attacker("DELETE FROM kernel_journal_member WHERE block_id = 3")
    attacker("DELETE FROM kernel_journal_block WHERE number = 3")
    if with_lines:
        attacker("DELETE FROM kernel_journal_line WHERE number >= %s", sealed[40])
        attacker("DELETE FROM kernel_journal_touch WHERE line_id >= %s", sealed[40])
    assert first() == (Kind.CUT, sealed[40])


def test_an_emptied_journal_is_found(sealed, attacker):
    for model in (Member, Block, Content, Touch, Line):
        attacker(f"DELETE FROM {model._meta.db_table}")
    assert first() == (Kind.CUT, sealed[0])


def test_a_block_taken_from_the_middle_is_found(sealed, attacker):
    attacker("DELETE FROM kernel_journal_member WHERE block_id = 2")
    attacker("DELETE FROM kernel_journal_block WHERE number = 2")
    report = verifying.verify()

    assert "blocks 2 to 2 are not there" in {fault.what for fault in report.faults}


@pytest.mark.parametrize("column", ["header", "leaves", "signature"])
def test_an_altered_column_of_a_block_is_found(column, sealed, attacker):
    block = Block.objects.get(number=2)
    forged = {
        "header": json.dumps(
            {**header_of(2), "sealed_at": "2020-01-01T00:00:00.000000Z"},
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        ),
        "leaves": bytes(block.leaves)[::-1],
        "signature": bytes(64),
    }
    attacker(f"UPDATE kernel_journal_block SET {column} = %s WHERE number = 2", forged[column])
    fault = verifying.verify().first()
    assert (fault.kind, fault.block) == (Kind.REWRITTEN, 2)


@pytest.mark.parametrize(("column", "kind"), [("block_id", Kind.REMOVED), ("leaf", Kind.REORDERED)])
def test_an_altered_column_of_membership_is_found(column, kind, sealed, attacker):
    attacker(f"UPDATE kernel_journal_member SET {column} = {column} + 40 WHERE line_id = %s", sealed[25])
    assert first() == (kind, sealed[25])


@pytest.mark.parametrize("with_own_key", [False, True])
def test_a_whole_chain_rewritten_without_the_key_is_found_and_its_first_line_named(with_own_key, sealed, attacker):
    attacker("UPDATE kernel_journal_line SET actor_title = 'forged' WHERE number IN (%s, %s)", sealed[27], sealed[50])
    rewrite(attacker, signing.new_key() if with_own_key else "")
    report = verifying.verify()

    assert (report.first().kind, report.first().line) == (Kind.ALTERED, sealed[27])
    assert (Kind.REWRITTEN, 2) in {(fault.kind, fault.block) for fault in report.faults}


def test_a_block_rewritten_with_the_stolen_key_differs_from_what_was_published(sealed, attacker):
    attacker("UPDATE kernel_journal_line SET actor_title = 'forged' WHERE number = %s", sealed[27])
    rewrite(attacker, keys.signer().secret)
    assert first() == (Kind.ALTERED, sealed[27])


def rewrite(attacker, secret):
    """Hashes, headers and links anew over what the tables hold now; signed with a key, or with what stood there."""
    previous = ""
    for block in Block.objects.order_by("number"):
        header = json.loads(block.header)
        lines = headers.numbers(header["lines"])
        hashes = b"".join(leaves.leaf(texts(lines)[number]) for number in lines)
        header |= {"previous": previous, "root": merkle.root(hashes).hex()}
        header["key"] = signing.public(secret) if secret else header["key"]
        text = headers.canonical(header)
        signature = signing.sign(headers.signed_bytes(text), secret) if secret else bytes(block.signature)
        attacker(
            "UPDATE kernel_journal_block SET header = %s, leaves = %s, signature = %s WHERE number = %s",
            text,
            hashes,
            signature,
            block.number,
        )
        previous = headers.block_hash(text, signature)


def test_contents_exchanged_between_lines_are_found(sealed, attacker):
    other = bytes(Content.objects.get(line_id=sealed[3]).sealed)
    attacker("UPDATE kernel_journal_content SET sealed = %s WHERE line_id = %s", other, sealed[25])

    assert verifying.verify().sound
    assert verifying.verify(contents=True).first().line == sealed[25]


def test_contents_that_retention_destroyed_leave_the_lines_sound(sealed):
    Content.objects.filter(line_id__in=sealed[:7]).delete()
    report = verifying.verify(contents=True)

    assert (report.sound, report.destroyed) == (True, 7)


def test_a_line_that_claims_to_be_old_is_noted_when_it_was_sealed_late(sealed, attacker, monkeypatch):
    monkeypatch.setattr(checking, "LATE", -checking.LATE)
    notices = verifying.verify().notices

    assert len(notices) == 2
    assert notices[0].startswith(f"Line {sealed[20]} says")


def test_a_checkpoint_altered_in_its_folder_is_told(sealed, settings):
    folder = checkpoints.places()[0].path
    kept = {file: file.read_bytes() for file in folder.iterdir()}
    for file, text in kept.items():
        file.write_bytes(text.replace(b'"total": ', b'"total": 1'))
    try:
        fault = verifying.verify().first()
    finally:
        for file, text in kept.items():
            file.write_bytes(text)
    assert "was altered" in fault.what


def test_a_block_that_is_published_while_it_is_verified_is_no_fault(sealed, settings, tmp_path, monkeypatch):
    """It was sealed after the state that is verified, so that this state does not have it."""
    last = Block.objects.order_by("-number").first()
    header = last.header.replace(f'"number": {last.number}', f'"number": {last.number + 1}')
    header = header.replace(f'"number":{last.number}', f'"number":{last.number + 1}')
    assert header != last.header
    whole = reading.snapshot

    @contextmanager
    def sealed_meanwhile():
        with whole():
            later = checkpoints.made(header, bytes(last.signature), bytes(last.leaves))
            checkpoints.places()[0].add([later])
            yield

    shutil.copytree(checkpoints.places()[0].path, tmp_path / "own")
    settings.JOURNAL_CHECKPOINTS = [str(tmp_path / "own")]
    monkeypatch.setattr(verifying.reading, "snapshot", sealed_meanwhile)
    assert verifying.verify().faults == []
    monkeypatch.setattr(verifying.reading, "snapshot", whole)
    assert "were published and are not there" in verifying.verify().first().what


def test_checkpoints_that_were_thrown_away_are_told(sealed, settings, tmp_path):
    settings.JOURNAL_CHECKPOINTS = [str(tmp_path)]
    assert "Nothing is published any more" in verifying.verify().notices[0]


def test_a_tree_is_that_of_the_rfc():
    """RFC 6962, 2.1.3: the tree of seven leaves, written out."""
    seven = [sha256(bytes([0, number])).digest() for number in range(7)]
    node = lambda left, right: sha256(b"\x01" + left + right).digest()  # noqa: E731  # reads as the RFC does
    g, h, i = node(seven[0], seven[1]), node(seven[2], seven[3]), node(seven[4], seven[5])
    assert merkle.root(b"".join(seven)) == node(node(g, h), node(i, seven[6]))
    assert all(
        merkle.root_by(seven[n], merkle.path(b"".join(seven), n)) == merkle.root(b"".join(seven)) for n in range(7)
    )
