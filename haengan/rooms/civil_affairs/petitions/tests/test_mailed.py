"""Petitions by mail: out of the folder of the mail server, or piped; confirmed by the link that goes back."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from haengan.kernel.acts.running import Refused
from haengan.kernel.dispatch import codes
from haengan.kernel.files import queries as files
from haengan.kernel.people.rules import Anyone
from haengan.rooms.civil_affairs.petitions import jobs
from haengan.rooms.civil_affairs.petitions.actions import confirming
from haengan.rooms.civil_affairs.petitions.engine.photos.tests.test_cleaning import SECRET, photo
from haengan.rooms.civil_affairs.petitions.intake import mailed
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.rules.states import State

pytestmark = pytest.mark.django_db
AT = "/civil-affairs/petitions"


@pytest.fixture
def other(offer):
    return offer("other", kind="other", period="7d", place="optional")


@pytest.fixture
def folder(settings, tmp_path, other):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    settings.PETITION_MAIL = str(tmp_path)
    settings.HAENGAN_PUBLIC_URL = "https://city.example"
    return tmp_path


def mail(**headers):
    told = {"From": "홍길동 <hong@example.org>", "Subject": "가로등이 꺼졌어요", "Message-ID": "<1@example.org>"}
    made = EmailMessage()
    for name, value in {**told, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        made[name] = value
    made.set_content("중앙로 12 앞 가로등이 사흘째 꺼져 있습니다.")
    return made


def delivered(folder, made, name="1"):
    (folder / "new" / name).write_bytes(made if isinstance(made, bytes) else made.as_bytes())
    jobs.mail()


def attached(petition):
    return [one.file for one in files.attached(petition._meta.label_lower, petition.key).order_by("pk")]


def test_a_mail_is_a_petition_once_its_sender_has_opened_the_link(folder, citizen):
    delivered(folder, mail())
    petition = Petition.objects.get()
    assert (petition.state, petition.channel, petition.title) == (State.UNCONFIRMED, "email", "가로등이 꺼졌어요")
    assert petition.name == "홍길동"
    assert not list((folder / "new").iterdir())

    page = f"{AT}/confirm/{codes.confirming(petition.subscription)}/"
    assert citizen.get(page).status_code == 200
    petition.refresh_from_db()
    assert petition.state == State.UNCONFIRMED  # programs that look at mail open links, too

    assert citizen.post(page).url == f"{AT}/receipt/"
    petition.refresh_from_db()
    assert petition.state == State.ARRIVED
    assert petition.number in citizen.get(f"{AT}/receipt/").content.decode()


def test_the_link_stands_in_the_mail_that_goes_back(folder, other):
    from haengan.kernel.dispatch.models import Message

    delivered(folder, mail())
    sent = Message.objects.get()
    assert f"https://city.example{AT}/confirm/" in str(sent.wording)


def test_the_same_mail_brought_twice_is_one_petition(folder):
    delivered(folder, mail())
    delivered(folder, mail(), name="2")
    assert Petition.objects.count() == 1
    assert not list((folder / "new").iterdir())


def test_what_machines_write_is_no_petition_and_is_put_aside(folder):
    delivered(folder, mail(Auto_Submitted="auto-replied"))
    assert not Petition.objects.exists()
    assert [one.name for one in (folder / "refused").iterdir()] == ["1"]


def test_pictures_are_cleaned_and_what_is_not_taken_in_is_named(folder):
    made = mail()
    made.add_attachment(photo().getvalue(), "image", "jpeg", filename="lamp.jpg")
    made.add_attachment(b"MZ\x90\x00\x03", "application", "octet-stream", filename="lamp.exe")
    delivered(folder, made)

    petition = Petition.objects.get()
    (kept,) = attached(petition)
    assert SECRET not in b"".join(files.content(kept))
    assert "lamp.exe" in petition.text


def test_a_long_mail_goes_on_in_a_file(folder):
    made = mail()
    made.set_content("가로등 " * 10_000)
    delivered(folder, made)

    petition = Petition.objects.get()
    (kept,) = attached(petition)
    assert b"".join(files.content(kept)).decode().count("가로등") == 10_000
    assert "mail.txt" in petition.text


@pytest.mark.parametrize(
    "broken",
    [b"", b"\x00\xff\xfe", b"From: nobody\n\nno address", b"From: =?x-unknown?B?////?= <a@b.example>\nContent-Type: text/plain; charset=nonsense\n\n\xb0\xa1"],
)  # fmt: skip
def test_a_broken_mail_is_a_petition_or_put_aside_and_never_lost(folder, broken):
    delivered(folder, broken)
    kept = Petition.objects.count() + len(list((folder / "refused").glob("*")))
    assert kept == 1
    assert not list((folder / "new").iterdir())


def test_a_fault_leaves_the_mail_where_it_is_and_takes_in_the_others(folder, monkeypatch):
    take = mailed.take

    def failing(raw, **told):
        if b"<1@" in raw:
            raise OSError("the disk is full")
        take(raw, **told)

    monkeypatch.setattr(mailed, "take", failing)
    (folder / "new" / "1").write_bytes(mail().as_bytes())
    with pytest.raises(OSError, match="full"):
        delivered(folder, mail(Message_ID="<2@example.org>"), name="2")

    assert [one.name for one in (folder / "new").iterdir()] == ["1"]
    assert Petition.objects.count() == 1


def test_a_link_of_others_or_too_old_confirms_nothing(folder, citizen):
    delivered(folder, mail())
    petition = Petition.objects.get()
    token = codes.confirming(petition.subscription)
    assert citizen.post(f"{AT}/confirm/{token[:-2]}xx/").status_code == 409

    with pytest.raises(Refused):
        confirming.confirm_by_link(token=token, now=timezone.now() + timedelta(days=9), actor=Anyone())
    petition.refresh_from_db()
    assert petition.state == State.UNCONFIRMED
