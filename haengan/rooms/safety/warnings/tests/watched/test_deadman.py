"""The dead-man's alarm tells by its own way, again while it lasts, and once when it is over."""

import os
import smtplib
import subprocess
import sys
import threading
import time

import pytest
from aiosmtpd.controller import Controller

from haengan.kernel.dispatch.tests.test_sending import free_port
from haengan.rooms.safety.warnings.actions import mourning
from haengan.rooms.safety.warnings.rules.deadman import PAUSES, Deadman


def walk(man, *looks):
    """What is told at each (second, dead parts); all that is told leaves."""
    found = []
    for now, dead in looks:
        what = man.look(dead, now)
        if what in ("alarm", "again"):
            man.told(dead, now)
        found.append(what)
    return found


def test_a_hiccup_wakes_nobody():
    assert walk(Deadman(60), (0, ["watch"]), (50, ["watch"]), (55, []), (60, ["watch"]), (110, ["watch"])) == [""] * 5


def test_what_stays_dead_is_told_again_with_growing_pauses_and_its_end_once():
    looks = [(0, ["watch"]), (60, ["watch"]), (600, ["watch"]), (660, ["watch"]), (2400, ["watch"]), (2460, ["watch"])]
    assert walk(Deadman(60), *looks, (2470, []), (2480, [])) == ["", "alarm", "", "again", "", "again", "recovered", ""]
    assert tuple(sorted(PAUSES)) == PAUSES


def test_a_part_that_dies_later_is_told_at_once():
    looks = [(0, ["watch"]), (60, ["watch"]), (70, ["database"]), (80, ["database", "watch"])]
    assert walk(Deadman(60), *looks) == ["", "alarm", "again", ""]


def test_what_could_not_leave_is_tried_at_the_next_look(monkeypatch):
    stop, tries = threading.Event(), []
    monkeypatch.setattr(mourning, "looked", lambda: ["watch"])

    def sent(subject, body):
        tries.append(subject)
        if len(tries) == 1:
            raise smtplib.SMTPServerDisconnected
        stop.set()

    mourning.watch(stop, sent, patience=0, every=0.01)
    assert len(tries) == 2
    assert "watch" in tries[1]


@pytest.mark.parametrize(
    ("address", "to", "named"),
    [
        ("", "a@b", "HAENGAN_DEADMAN_MAIL"),
        ("http://x", "a@b", "HAENGAN_DEADMAN_MAIL"),
        ("smtp://x:y", "a@b", "HAENGAN_DEADMAN_MAIL"),
        ("smtp://x", "", "HAENGAN_DEADMAN_TO"),
        ("smtp://x", "nobody", "HAENGAN_DEADMAN_TO"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(address, to, named):
    with pytest.raises(mourning.WrongPost, match=named):
        mourning.post(address, to, "x@y")


def test_a_post_is_read_whole():
    made = mourning.post("smtps://me:p%40ss@mail.city.example", "a@b, c@d", "x@y")
    assert (made.host, made.port, made.to, made.user, made.password, made.tls) == (
        "mail.city.example",
        465,
        ("a@b", "c@d"),
        "me",
        "p@ss",
        True,
    )


class Box:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.mark.heavy
def test_a_dead_database_is_told_by_a_process_of_its_own(tmp_path):
    box = Box()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    environment = {
        **os.environ,
        "HAENGAN_HOME": str(tmp_path),
        "DATABASE_URL": "postgresql://nobody:none@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
        "HAENGAN_DEADMAN_MAIL": f"smtp://127.0.0.1:{port}",
        "HAENGAN_DEADMAN_TO": "duty@city.example",
    }
    command = [sys.executable, "-m", "haengan.site.commands", "deadman", "--patience", "0.5", "--every", "0.2"]
    process = subprocess.Popen(command, env=environment)
    try:
        until = time.monotonic() + 120
        while not box.mails and time.monotonic() < until and process.poll() is None:
            time.sleep(0.1)
    finally:
        process.terminate()
        process.wait(30)
        server.stop()
    [(to, content), *_] = box.mails
    assert to == ["duty@city.example"]
    assert "database" in content
