"""`haengan cap` on files."""

from datetime import timedelta

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from haengan.kernel.dispatch import keys
from haengan.rooms.safety.warnings import commands
from haengan.rooms.safety.warnings.engine.cap import writing
from haengan.rooms.safety.warnings.models.incoming import Incoming
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.tests.received.conftest import signed

run = CliRunner().invoke


@pytest.fixture
def file(tmp_path):
    def write(name, body):
        (tmp_path / name).write_bytes(body if isinstance(body, bytes) else body.encode())
        return str(tmp_path / name)

    return write


@pytest.mark.django_db
def test_a_sound_file_passes_and_a_faulty_one_is_told_apart(told, file):
    good = file("good.xml", writing.xml(told()))
    assert run(commands.cap, ["check", good]).exit_code == 0

    past = timezone.now() - timedelta(days=2)
    both = run(commands.cap, ["check", good, file("old.xml", writing.xml(told(sent=past.replace(microsecond=0))))])
    assert both.exit_code == 1
    assert "old.xml: expires" in both.output
    assert "good.xml: expires" not in both.output


@pytest.mark.django_db
def test_a_signature_is_checked_against_the_certificate_that_is_given(told, file):
    text, certificate = signed(told())
    message, own = file("m.xml", text), file("own.pem", certificate)
    other = file("other.pem", keys.cap("drill")[1])

    assert run(commands.cap, ["check", message, "--certificate", own]).exit_code == 0
    assert run(commands.cap, ["check", message, "--certificate", other]).exit_code == 1
    assert run(commands.cap, ["check", message]).exit_code == 1
    assert run(commands.cap, ["check", file("plain.xml", writing.xml(told())), "--certificate", own]).exit_code == 1


def test_an_unknown_profile_and_a_missing_file_are_refused(file):
    assert run(commands.cap, ["check", file("x", b"x"), "--profile", "martian"]).exit_code == 2
    assert run(commands.cap, ["check", "/nowhere.xml"]).exit_code == 2


@pytest.mark.django_db
def test_files_are_taken_in_and_nothing_is_drafted(source, told, file):
    source()
    source(name="기상청", kind="kma")

    assert run(commands.cap, ["take", "도청", file("m.xml", writing.xml(told()))]).exit_code == 0
    assert run(commands.cap, ["take", "기상청", file("t6.txt", "o 호우경보 : 경기도(파주)")]).exit_code == 0
    assert run(commands.cap, ["take", "도청", file("bad.xml", "<a/>")]).exit_code == 1
    assert run(commands.cap, ["take", "없음", file("m.xml", "x")]).exit_code == 2

    assert sorted(Incoming.objects.values_list("state", flat=True)) == ["offered", "offered", "refused"]
    assert not Warning.objects.exists()
