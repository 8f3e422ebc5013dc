import sys
import time
from pathlib import Path

import pytest

from haengan.site import processes
from haengan.site.processes import Family, Member

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
FALL = (sys.executable, "-c", "raise SystemExit(3)")
PARENT = (
    sys.executable,
    "-c",
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)",
)
DEAF = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
)


@pytest.fixture
def family():
    made = []

    def of(*members):
        made.append(Family(list(members)))
        made[-1].start()
        return made[-1]

    yield of
    for one in made:
        one.stop()


def until(true):
    for _ in range(400):
        if true():
            return True
        time.sleep(0.02)
    return False


def test_members_stop_together(family):
    both = family(Member("one", SLEEP), Member("other", SLEEP))
    both.stop()

    assert not any(member.runs for member in both.members)


def test_a_member_that_fell_is_started_again(family):
    one = family(Member("one", SLEEP))
    one.members[0].process.kill()
    assert until(lambda: not one.members[0].runs)
    one.look_after()
    one.members[0].again_at = 0.001

    one.look_after()

    assert one.members[0].runs


def group_of(member):
    """How many processes a member and its children are: the third word behind a process's name is its group."""
    lines = [stat_of(folder) for folder in Path("/proc").iterdir() if folder.name.isdecimal()]
    return sum(words[0] != "Z" and words[2] == str(member.process.pid) for words in lines if words)


def stat_of(folder):
    """State, parent, group and so on, without the name in brackets; nothing where it has just ended."""
    try:
        return (folder / "stat").read_text("utf8").rpartition(")")[2].split()
    except OSError:
        return []


def test_children_of_a_member_that_was_killed_do_not_outlive_it(family):
    one = family(Member("parent", PARENT)).members[0]
    assert until(lambda: group_of(one) == 2)
    one.process.kill()
    one.process.wait()

    Family([one]).look_after()

    assert until(lambda: group_of(one) == 0)


def test_a_member_that_falls_for_ever_ends_the_family(family):
    one = family(Member("broken", FALL, falls=processes.FALLS - 1))
    assert until(lambda: not one.members[0].runs)

    assert one.look_after() == "broken"


def test_a_member_that_does_not_listen_is_ended_after_the_grace(family, monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 0.2)
    one = family(Member("deaf", DEAF))
    time.sleep(0.3)

    one.stop()

    assert not one.members[0].runs
