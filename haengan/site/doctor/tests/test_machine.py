import pytest

from haengan.site.doctor import machine
from haengan.site.doctor.findings import State


def states(check):
    return {finding.state for finding in check()}


def test_debug_is_a_fault(settings):
    settings.DEBUG = True
    assert states(machine.debug) == {State.FAULT}


@pytest.mark.parametrize(("mode", "state"), [(0o600, State.WELL), (0o640, State.FAULT), (0o604, State.FAULT)])
def test_a_key_file_that_others_may_read_is_a_fault(mode, state, tmp_path, settings):
    keys = tmp_path / "keys.json"
    keys.write_text("{}")
    keys.chmod(mode)
    settings.HAENGAN_KEYS = keys

    assert states(machine.keys) == {state}


def test_a_demonstration_says_so(settings):
    settings.DEMO = True
    assert states(machine.hosts) == {State.WARNING}


def test_mail_to_a_folder_is_a_warning(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert states(machine.mail) == {State.WARNING}


def test_a_mail_folder_is_looked_into(settings, tmp_path):
    settings.PETITION_MAIL = str(tmp_path)
    assert states(machine.petition_mail) == {State.FAULT}
    (tmp_path / "new").mkdir()
    assert states(machine.petition_mail) == {State.WELL}
    (tmp_path / "refused").mkdir()
    (tmp_path / "refused" / "1.mail").touch()
    assert states(machine.petition_mail) == {State.WARNING}


def test_fonts_that_are_not_there_are_a_fault(monkeypatch, tmp_path):
    monkeypatch.setenv("HAENGAN_FONTS", str(tmp_path))
    assert states(machine.document_fonts) == {State.FAULT}


def test_a_full_disk_is_a_fault(monkeypatch):
    monkeypatch.setattr(machine, "ROOM", 2**70)
    assert states(machine.disk) == {State.FAULT}
