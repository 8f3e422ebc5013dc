"""Mail to the city's petition address becomes petitions: out of a folder (Maildir) that the mail server delivers to, or piped.

A petition by mail is one like any other from somebody unknown: a link goes back to the address, and with its opening the
petition arrives. A mail is taken out of the folder when its petition is stored, in that order, so none is lost; brought twice
it is one. What cannot be a petition (answers of machines, senders without an address, too large) goes to `refused` beside it,
where the desk looks.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haengan.kernel.acts.running import Refused, System
from haengan.kernel.files import actions as files
from haengan.kernel.people.rules import Anyone
from haengan.kernel.registers.upkeep import once
from haengan.rooms.civil_affairs.petitions.actions import bringing, filing
from haengan.rooms.civil_affairs.petitions.engine.mails.reading import Mail, read
from haengan.rooms.civil_affairs.petitions.queries import petitions, pictures, terms
from haengan.rooms.civil_affairs.petitions.rules import cleaning

MAIL = "civil_affairs.petitions.mail"
LARGEST = 30 * 1024 * 1024
"""Octets of a whole mail; mail servers seldom take larger ones."""
REFUSED = "refused"


class Unfit(Exception):
    """A mail that cannot become a petition; `why` is for the log and names nobody."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def waiting(folder: Path, most: int) -> list[Path]:
    """The oldest first. Only what the mail server has put down whole stands in `new`."""
    try:
        found = [one.path for one in os.scandir(folder / "new") if one.is_file()]
    except FileNotFoundError:
        return []
    return [Path(one) for one in sorted(found, key=os.path.getmtime)[:most]]


def taken_in(path: Path, *, now: datetime) -> bool:
    """Whether it became a petition. It leaves the folder once it is stored, or for `refused` where it cannot be one."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unfit("too large")
        take(path.read_bytes(), now=now)
    except Unfit:
        aside = path.parent.parent / REFUSED
        aside.mkdir(exist_ok=True)
        path.replace(aside / path.name)
        return False
    path.unlink()
    return True


def take(raw: bytes, *, now: datetime) -> None:
    """One mail; the same one brought again is passed over. Raises `Unfit`."""
    mail = read(raw)
    if mail.automatic:
        raise Unfit("written by a machine")

    def do() -> once.Answered:
        with override(mail.language):
            _filed(mail, now)
        return once.Answered(200)

    try:
        once.only(scope=MAIL, token=mail.mark, asked=mail.mark, now=now, do=do)
    except Refused as refused:
        raise Unfit(refused.code) from refused


def _filed(mail: Mail, now: datetime) -> None:
    kept, left_out = _attachments(mail, now)
    text = cleaning.lines(mail.text) or _("(The mail has no text of its own.)")
    if len(text) > cleaning.TEXT:
        kept.insert(0, SimpleUploadedFile("mail.txt", mail.text.encode()))
        text = text[: cleaning.TEXT - 200] + "\n" + _("(It goes on in the attached file mail.txt.)")
    if left_out:
        text = f"{text[: cleaning.TEXT - 1000]}\n\n" + _("Not taken in: %(names)s") % {
            "names": ", ".join(left_out)[:800]
        }
    given = filing.Given(
        title=cleaning.line(mail.subject)[: cleaning.TITLE] or _("(Mail without a subject)"),
        text=text,
        channel="email",
        name=cleaning.line(mail.name)[:60],
        contact=mail.address,
        reply="mail",
        language=mail.language,
        link=_link(),
    )
    service = petitions.service_for_any(timezone.localdate(now))
    petition = filing.file(service=service, given=given, now=now, actor=Anyone())
    bringing.attach(petition, kept, actor=System(MAIL))


def _attachments(mail: Mail, now: datetime) -> tuple[list[SimpleUploadedFile], list[str]]:
    """Pictures made anew and files of the kinds that are taken in; the names of what is left out."""
    kept: list[SimpleUploadedFile] = []
    left_out: list[str] = []
    most, megabytes = terms.files(timezone.localdate(now))
    for one in mail.attached:
        try:
            if len(kept) == most or len(one.content) > megabytes * bringing.MEGABYTE:
                raise Refused(one.name)
            upload = pictures.clean(SimpleUploadedFile(one.name, one.content), now=now).upload
            files.inspect(upload, on=timezone.localdate(now))
            kept.append(upload)
        except Refused:
            left_out.append(cleaning.line(one.name)[:80])
    return kept, left_out


def _link() -> str:
    base = settings.HAENGAN_PUBLIC_URL.rstrip("/")
    page = reverse("civil_affairs_petitions:confirm-link", args=["TOKEN"], urlconf=settings.PUBLIC_URLCONF)
    return f"{base}{page.replace('TOKEN', '{token}')}"
