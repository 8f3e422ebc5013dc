"""E-mail by SMTP (RFC 5321), or into a folder while the city has named no mail server."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path

import aiosmtplib

from haengan.kernel.dispatch.channels.carrier import Letter, Outcome, Receipt

TIMEOUT = 20


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: bool = False
    start_tls: bool = False


class Mail:
    """A connection for each batch, and one more try with a fresh one for whatever a lost one left."""

    name = "smtp"

    def __init__(self, server: Server) -> None:
        self.server = server

    def carry(self, letters: Sequence[Letter]) -> list[Outcome]:
        return asyncio.run(self._carry(letters))

    def receipts(self) -> list[Receipt]:
        return []

    def close(self) -> None:
        pass

    async def _carry(self, letters: Sequence[Letter]) -> list[Outcome]:
        there = self.server
        client = aiosmtplib.SMTP(
            hostname=there.host,
            port=there.port,
            username=there.user or None,
            password=there.password or None,
            use_tls=there.tls,
            start_tls=there.start_tls,
            timeout=TIMEOUT,
        )
        async with client:
            return [await self._one(client, letter) for letter in letters]

    async def _one(self, client: aiosmtplib.SMTP, letter: Letter) -> Outcome:
        made = written(letter, self.server.sender)
        try:
            await client.send_message(made)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            code = max((one.code for one in refused.recipients), default=0)
            return Outcome(False, f"refused with {code}", self.name, hopeless=code >= 500)
        except aiosmtplib.SMTPResponseException as refused:
            return Outcome(False, f"refused with {refused.code}", self.name, hopeless=refused.code >= 500)
        except (aiosmtplib.SMTPException, OSError) as wrong:
            return Outcome(False, type(wrong).__name__, self.name)
        return Outcome(True, "", self.name, str(made["Message-ID"])[:80])


class Folder:
    """Keeps mail as files; it reaches nobody and says so."""

    name = "folder"

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder, self.sender = folder, sender

    def carry(self, letters: Sequence[Letter]) -> list[Outcome]:
        self.folder.mkdir(parents=True, exist_ok=True)
        found = []
        for letter in letters:
            made = written(letter, self.sender)
            name = str(made["Message-ID"]).strip("<>").partition("@")[0]
            (self.folder / f"{name}.eml").write_bytes(made.as_bytes())
            found.append(Outcome(True, "kept in a folder, reached nobody", self.name))
        return found

    def receipts(self) -> list[Receipt]:
        return []

    def close(self) -> None:
        pass


def written(letter: Letter, sender: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, letter.to, letter.subject
    made["Date"], made["Message-ID"] = formatdate(localtime=True), make_msgid(domain="haengan")
    if letter.unsubscribe:
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text)
    return made
