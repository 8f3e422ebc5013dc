"""Files come in, are attached, taken off, swept."""

import io
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from haengan.kernel.acts import running
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.files import actions, jobs, pages, queries, storage
from haengan.kernel.files.models import File
from haengan.kernel.files.tests.samples import samples, zipped
from haengan.kernel.journal import queries as journal
from haengan.lib.crypto import Unreadable

pytestmark = pytest.mark.django_db
TEXT = "행정안전국 이동시장실 건의\n".encode()
THING = {"thing_type": "autonomy_townhalls.townhall", "thing_key": "k", "thing_title": "금촌동 이동시장실"}


@dataclass(frozen=True)
class Clerk:
    kind: str = "official"
    key: str = "clerk"
    title: str = "김서기"


@pytest.fixture
def clerk(monkeypatch):
    """Acts on a floor below access: who may is not asked here."""
    monkeypatch.setattr(running, "permits", [])
    return Clerk()


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def file(clerk):
    return actions.keep(SimpleUploadedFile("건의.txt", TEXT), actor=clerk)


def on_disk(home):
    return [path for path in Path(home).rglob("*") if path.is_file()]


def test_the_journal_keeps_no_name_that_a_file_was_given(file, clerk):
    attached = actions.attach(file, **THING, actor=clerk)
    actions.detach(key=attached.key, revision=attached.revision, reason="착오", actor=clerk)
    titles = [line.thing_title for line in journal.recent()]
    assert len(titles) == 3
    assert not any("건의.txt" in title for title in titles)


@pytest.mark.parametrize("name", samples())
def test_every_kind_comes_in_and_goes_out_unchanged(clerk, name):
    code, content = samples()[name]
    kept = actions.keep(SimpleUploadedFile(name, content), actor=clerk)
    assert (kept.kind, kept.size, kept.name) == (code, len(content), name)
    assert b"".join(queries.content(kept)) == content


def test_a_content_lies_sealed_under_a_random_name_that_only_the_owner_may_read(file, home):
    (path,) = on_disk(home)
    assert file.name not in path.name
    assert TEXT not in path.read_bytes()
    assert os.stat(path).st_mode & 0o077 == 0


def test_an_altered_content_is_not_handed_out(file, home):
    (path,) = on_disk(home)
    *head, last = path.read_bytes()
    path.write_bytes(bytes([*head, last ^ 1]))
    with pytest.raises(Unreadable):
        b"".join(queries.content(file))


def test_keeping_is_journaled_without_the_key_of_the_content(file):
    (entry,) = journal.history(file.key)
    assert entry.act == "files.uploads.keep"
    assert entry.changes["sealed_key"] == (None, "sealed")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"MZ" + bytes(50), "none of the kinds"),
        ("a.pdf", TEXT, "really a Plain text"),
        ("a.exe", samples()["보고.pdf"][1], "ending .pdf"),
        ("a.txt", b"", "empty"),
        ("a.zip", zipped([("a.txt", bytes(5 << 20))]), "swell beyond measure"),
    ],
)
def test_what_may_not_come_in_is_refused_and_leaves_nothing(clerk, home, name, content, says):
    with pytest.raises(Refused, match=says) as refused:
        actions.keep(SimpleUploadedFile(name, content), actor=clerk)
    assert refused.value.field == "file"
    assert on_disk(home) == []
    assert not File.objects.exists()


def test_a_file_over_the_limit_is_refused(clerk):
    class Big(io.BytesIO):
        def seek(self, offset, whence=0):
            return (101 << 20) if whence == 2 else super().seek(offset, whence)

    upload = SimpleUploadedFile("a.txt", TEXT)
    upload.file = Big(TEXT)
    with pytest.raises(Refused, match="larger than 100 MB"):
        actions.keep(upload, actor=clerk)


def test_a_thing_shows_what_is_attached_until_it_is_taken_off(file, clerk):
    attachment = actions.attach(file, actor=clerk, **THING)
    assert list(queries.attached("autonomy_townhalls.townhall", "k")) == [attachment]
    actions.detach(attachment.key, revision=attachment.revision, reason="다른 회의의 것", actor=clerk)
    assert not queries.attached("autonomy_townhalls.townhall", "k").exists()
    assert b"".join(queries.content(file)) == TEXT


@pytest.mark.parametrize(("revision", "reason", "refusal"), [(0, "까닭", Stale), (1, " ", Refused), (1, "까닭", None)])
def test_taking_off_needs_a_reason_and_the_newest_version(file, clerk, revision, reason, refusal):
    attachment = actions.attach(file, actor=clerk, **THING)
    if refusal is None:
        assert actions.detach(attachment.key, revision=revision, reason=reason, actor=clerk)
        return
    with pytest.raises(refusal):
        actions.detach(attachment.key, revision=revision, reason=reason, actor=clerk)


def test_only_the_author_opens_a_file_that_nobody_else_may_see(file, clerk, monkeypatch):
    stranger = Clerk(key="stranger")
    monkeypatch.setattr(queries, "sight", [])
    actions.attach(file, actor=clerk, **THING)
    assert queries.fetch(clerk, file.key) == file
    with pytest.raises(queries.NotHere):
        queries.fetch(stranger, file.key)
    monkeypatch.setattr(queries, "sight", [lambda actor, kind, keys: set()])
    with pytest.raises(queries.NotHere):
        queries.fetch(stranger, file.key)


def test_who_sees_the_thing_opens_its_files(file, clerk, monkeypatch):
    actions.attach(file, actor=clerk, **THING)
    seen = {("autonomy_townhalls.townhall", "k")}
    monkeypatch.setattr(queries, "sight", [lambda actor, kind, keys: {k for k in keys if (kind, k) in seen}])
    assert queries.fetch(Clerk(key="stranger"), file.key) == file


def test_a_file_goes_out_as_a_download_only(file):
    response = pages.answer(file)
    assert b"".join(response.streaming_content) == TEXT
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''%EA%B1%B4%EC%9D%98.txt"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Length"] == str(len(TEXT))


def test_the_sweep_empties_old_files_that_nothing_holds_and_removes_unknown_contents(file, clerk, home):
    attached = actions.keep(SimpleUploadedFile("b.txt", TEXT), actor=clerk)
    actions.attach(attached, actor=clerk, **THING)
    lost = storage.write([b"an act was rolled back"])
    fresh = storage.write([b"an act is just writing"])
    old = timezone.now() - timedelta(days=8)
    with running.upkeep():
        for row in (file, attached):
            row.kept_at = old
            row.save()
    for path in on_disk(home):
        if path.name != fresh.name:
            os.utime(path, (old.timestamp(), old.timestamp()))

    jobs.sweep()

    assert {path.name for path in on_disk(home)} == {attached.stored, fresh.name}
    assert File.objects.get(pk=file.pk).emptied_at
    assert journal.history(file.key)[0].act == "files.uploads.empty"
    assert lost.name not in {path.name for path in on_disk(home)}


def test_an_emptied_file_is_neither_opened_nor_attached(file, clerk):
    from haengan.kernel.acts.running import System

    actions.empty([file], actor=System("kernel.files.sweep"))
    with pytest.raises(queries.NotHere):
        queries.fetch(clerk, file.key)
    with pytest.raises(Refused, match="empty now"):
        actions.attach(file, actor=clerk, **THING)


def test_contents_stand_in_the_home_folder():
    assert storage.root() == Path(configured.HOME) / "files"
