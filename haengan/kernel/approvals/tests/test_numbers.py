"""Numbers without gap or double: after refusals, over the years, and with many clients at once."""

import threading
from datetime import date

import pytest
from django.db import connection, connections

from haengan.kernel.acts.running import Refused, intake
from haengan.kernel.approvals import declare, numbers, queries
from haengan.kernel.approvals.actions import drafting, receipts
from haengan.kernel.approvals.models import Decision, Ledger, Number, Receipt
from haengan.kernel.approvals.rules import Direction
from haengan.kernel.approvals.tests.conftest import NOW, sign
from haengan.kernel.organisation.models import Unit
from haengan.kernel.people.models import Official
from tests.cast import HOUSE, founded

CLIENTS, EACH = 32, 4


def give(unit, day, title="문서"):
    with intake("tests.numbers", actor=HOUSE):
        return numbers.give(unit, Direction.PRODUCED, on=day, title=title)


def test_each_year_each_division_and_each_direction_begins_at_one(city, kim):
    one, other = Unit.objects.get(key=city.units["support"]), Unit.objects.get(key=city.units["safety"])

    assert [give(one, date(2023, 12, 31)).text, give(one, date(2023, 12, 31)).text] == ["행정지원과-1", "행정지원과-2"]
    assert [give(one, date(2024, 1, 1)).text, give(other, date(2024, 1, 1)).text] == ["행정지원과-1", "안전총괄과-1"]


def test_a_refused_effect_spends_no_number_and_signs_nothing(letter, head, kim):
    def refuses(*_key_and_arguments, **_more):
        raise Refused("not today")

    effect = declare.Effect(Official, refuses, "organisation.deputies.stand_in", lambda *_: "same", lambda *_: [])
    declare.Kind("tests.refused", "시험", "Test", "approvals.final.internal", "plans", effect=effect)
    told = {"kind": "tests.refused", "recipients": "", "subject": kim.key}
    paper = letter(**told)
    with pytest.raises(Refused, match="not today"):
        sign(paper, head)

    assert (Number.objects.count(), Ledger.objects.count(), Decision.objects.count()) == (0, 0, 0)
    del declare.kinds["tests.refused"]


def test_a_received_document_gets_its_number_with_its_moment(kim, give_duty):
    give_duty(kim, "house.records.keep")
    told = {"sender": "행정안전부", "sender_number": "자치행정과-10", "title": "협조 요청", "now": NOW}
    receipt = receipts.receive(**told, handler=kim, actor=kim)

    assert (receipt.number.text, receipt.received_at) == ("행정지원과-1", NOW)
    with pytest.raises(Refused, match="registered already"):
        receipts.receive(**told, actor=kim)


@pytest.fixture
def give_duty(give):
    return give


@pytest.fixture
def office(transactional_db):
    return Unit.objects.get(key=founded().units["support"])


@pytest.fixture
def shared(tmp_path):
    """A database that many clients may open: the server's own, or for SQLite a copy in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    path, kept = tmp_path / "shared.sqlite3", connections.settings["default"]["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{path}'")
    connections.settings["default"]["NAME"] = path
    yield
    connections.settings["default"]["NAME"] = kept


@pytest.mark.django_db(transaction=True)
def test_thirty_two_clients_at_once_leave_neither_gap_nor_double(office, shared):
    """Each client takes numbers in acts of its own, and every fourth act is rolled back after it took one."""
    unit = office
    ready = threading.Barrier(CLIENTS)
    faults = []

    def client(at):
        try:
            ready.wait(timeout=60)
            for n in range(EACH):
                try:
                    with intake("tests.numbers", actor=HOUSE):
                        numbers.give(unit, Direction.PRODUCED, on=date(2024, 1, 2), title=f"{at}-{n}")
                        if n == EACH - 1:
                            raise RolledBack
                except RolledBack:
                    pass
        except Exception as wrong:
            faults.append(repr(wrong))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=client, args=(at,)) for at in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)

    assert faults == []
    assert elsewhere(taken) == (list(range(1, CLIENTS * (EACH - 1) + 1)), [])


def taken():
    return sorted(Number.objects.values_list("serial", flat=True)), queries.gaps()


def elsewhere(read):
    """Read by a client of its own."""
    found = []

    def client():
        found.append(read())
        connections.close_all()

    thread = threading.Thread(target=client)
    thread.start()
    thread.join(timeout=60)
    return found[0]


class RolledBack(Exception):
    pass


def test_a_hole_in_a_register_is_found(city, db):
    unit = Unit.objects.get(key=city.units["support"])
    give(unit, date(2024, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_approvals_ledger SET last = 2")

    assert queries.gaps() == [f"{unit} 2024"]


def test_drafting_and_receiving_do_not_share_numbers(letter, head, kim, give_duty):
    give_duty(kim, "house.records.keep")
    receipt = receipts.receive(sender="시민", title="질의", now=NOW, actor=kim)
    answer = drafting.draft(kind="letter", title="회신", recipients="시민", answers=receipt, now=NOW, actor=kim)

    assert answer.answers == receipt
    assert (Receipt.objects.get().number.serial, sign(letter(), head).number.serial) == (1, 1)
