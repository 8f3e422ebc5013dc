"""`haengan deadman`: a process of its own that looks whether the chain of warning lives, and mails directly when it does not.

It goes neither through the queue nor through the brokers, and needs no database to say that the database is dead.
"""

from __future__ import annotations

import smtplib
import ssl
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLong
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import structlog
from django.db import close_old_connections, connections
from django.utils import timezone

from haengan.rooms.safety.warnings.queries import ourselves
from haengan.rooms.safety.warnings.rules.deadman import Deadman

logger = structlog.get_logger("haengan.warnings")
ANSWER = 10.0
"""Seconds a look at the chain, or a mail server, may take."""
SAID = {
    "alarm": (
        "[행안] 경보 체계 멈춤: {dead}",
        "재난 경보 체계의 다음 부분이 응답하지 않습니다: {dead}\nThese parts of the warning chain are dead: {dead}\n",
    ),
    "again": ("[행안] 경보 체계 멈춤 계속: {dead}", "아직 응답하지 않습니다: {dead}\nStill dead: {dead}\n"),
    "recovered": ("[행안] 경보 체계 회복", "재난 경보 체계가 다시 움직입니다.\nThe warning chain lives again.\n"),
}


class WrongPost(ValueError):
    """The mail server or the addresses cannot be read; the message names the setting and the remedy."""


@dataclass(frozen=True)
class Post:
    """A mail server of the dead-man's alarm's own, and whom it tells."""

    host: str
    port: int
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = ""
    tls: bool = False

    def send(self, subject: str, body: str) -> None:
        """Raises OSError or smtplib.SMTPException."""
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = subject, self.sender, ", ".join(self.to)
        mail.set_content(body)
        kind = smtplib.SMTP_SSL if self.tls else smtplib.SMTP
        with kind(self.host, self.port, timeout=ANSWER) as server:
            if not self.tls and self.user:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            server.send_message(mail)


def post(address: str, to: str, sender: str) -> Post:
    """From ``smtp://user:password@host:port`` (smtps for TLS from the start) and addresses with commas between them."""
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise WrongPost("HAENGAN_DEADMAN_MAIL: write smtp://user:password@host:port, or smtps://… for TLS.")
    addresses = tuple(one.strip() for one in to.split(",") if one.strip())
    if not addresses or not all("@" in one for one in addresses):
        raise WrongPost("HAENGAN_DEADMAN_TO: write mail addresses with commas between them.")
    try:
        port = parts.port or (465 if parts.scheme == "smtps" else 25)
    except ValueError:
        raise WrongPost("HAENGAN_DEADMAN_MAIL: the port is no number.") from None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Post(parts.hostname, port, sender, addresses, user, password, parts.scheme == "smtps")


def watch(stop: threading.Event, sent: Callable[[str, str], None], *, patience: float, every: float) -> None:
    """Until `stop` is set; `sent` raises where a mail did not leave, which is then tried again at the next look."""
    man = Deadman(patience)
    while not stop.is_set():
        dead, now = looked(), time.monotonic()
        what = man.look(dead, now)
        if what:
            names = ", ".join(dead)
            subject, body = (text.format(dead=names) for text in SAID[what])
            try:
                sent(subject, body)
            except (OSError, smtplib.SMTPException) as wrong:
                logger.error("deadman.untold", kind=type(wrong).__name__)
                if what == "recovered":
                    man.since, man.times = now - patience, 1
            else:
                logger.error("deadman.told", what=what, dead=names)
                if what != "recovered":
                    man.told(dead, now)
        stop.wait(every)


def looked() -> list[str]:
    """The parts that are dead; the database, where it does not answer in time."""
    asked: Future[list[str]] = Future()

    def ask() -> None:
        try:
            close_old_connections()
            asked.set_result(ourselves.dead(timezone.now()))
        except Exception as wrong:
            asked.set_exception(wrong)
        finally:
            connections.close_all()

    threading.Thread(target=ask, name="deadman looks", daemon=True).start()
    try:
        return asked.result(ANSWER)
    except TooLong:
        return ["database"]
    except Exception as wrong:
        logger.warning("deadman.database_away", kind=type(wrong).__name__)
        return ["database"]
