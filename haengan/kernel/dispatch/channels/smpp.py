"""SMS by SMPP 3.4. Texts are UCS-2; longer ones go in joined parts (GSM 03.40 user data header)."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import smpp34

from haengan.kernel.dispatch import rules
from haengan.kernel.dispatch.channels.carrier import Letter, Outcome, Receipt

T = TypeVar("T")
UCS2, JOINED, RECEIPT = 0x08, 0x40, 0x04
NO_SUCH_ADDRESS = {0x0A, 0x0B}
"""Command status of a wrong source or destination (SMPP 3.4, 5.1.3)."""
WINDOW = 200
ANSWER = 30.0
HOPELESS = re.compile(r"ESME_R(INVDSTADR|INVSRCADR|INVMSGLEN|INVDSTTON|INVDSTNPI)\b")
STATE = re.compile(rb"id:(?P<id>\S+).*?stat:(?P<state>[A-Z]+)", re.DOTALL)
ARRIVED, LOST = {b"DELIVRD"}, {b"EXPIRED", b"DELETED", b"UNDELIV", b"REJECTD"}


@dataclass(frozen=True)
class Centre:
    """Where the message centre is: ``smpp://system:password@host:port/sender``, ``smpps://`` for TLS."""

    host: str
    port: int
    system: str
    password: str
    sender: str
    tls: bool = False


def centre(address: str) -> Centre:
    """Raises ValueError with what to write instead."""
    parts = urlsplit(address)
    if parts.scheme not in {"smpp", "smpps"} or not parts.hostname or not parts.username:
        raise ValueError("write smpp://system:password@host:port/sender")
    system, password = unquote(parts.username), unquote(parts.password or "")
    sender = parts.path.strip("/")
    return Centre(parts.hostname, parts.port or 2775, system, password, sender, parts.scheme == "smpps")


class Sms:
    """One session to the centre, bound when first needed and anew after it was lost. For one thread."""

    name = "smpp"

    def __init__(self, to: Centre) -> None:
        self.to = to
        self.loop = asyncio.new_event_loop()
        self.session: Any = None
        self.client: Any = None
        self.listening: asyncio.Task[None] | None = None
        self.came: list[Receipt] = []
        self.joined = itertools.count(1)

    def carry(self, letters: Sequence[Letter]) -> list[Outcome]:
        return self._now(self._carry(letters))

    def receipts(self) -> list[Receipt]:
        if self.session is None:
            return []
        self._now(asyncio.sleep(0.01))
        found, self.came = self.came, []
        return found

    def close(self) -> None:
        if self.session is not None:
            with suppress(Exception):
                self._now(asyncio.wait_for(self.session.unbind(), 5))
            self._lost()
        self.loop.close()

    async def _carry(self, letters: Sequence[Letter]) -> list[Outcome]:
        await self._bound()
        free = asyncio.Semaphore(WINDOW)

        async def one(letter: Letter) -> Outcome:
            async with free:
                return await self._one(letter)

        found = await asyncio.gather(*(one(letter) for letter in letters))
        if self.client is not None and not self.client.is_alive():
            self._lost()
        return list(found)

    async def _one(self, letter: Letter) -> Outcome:
        """The reference is that of the last part: when it has arrived, so have the others, as far as one can know."""
        reference = ""
        for header, text in _parts(letter.text, next(self.joined) % 256):
            try:
                submitted = self.session.submit_sm(
                    destination_addr=re.sub(r"[^\d+]", "", letter.to),
                    source_addr=self.to.sender,
                    short_message=header + text.encode("utf-16-be"),
                    data_coding=UCS2,
                    esm_class=JOINED if header else 0,
                    registered_delivery=1,
                    validity_period=_relative(letter.seconds),
                )
                answer = await asyncio.wait_for(submitted, ANSWER)
            except smpp34.SmppError as wrong:
                return Outcome(False, str(wrong), self.name, hopeless=bool(HOPELESS.search(str(wrong))))
            except TimeoutError:
                return Outcome(False, "the message centre did not answer", self.name)
            if not answer.is_success:
                final = answer.command_status in NO_SUCH_ADDRESS
                return Outcome(False, f"refused with {answer.command_status:#010x}", self.name, hopeless=final)
            reference = answer.message_id or ""
        return Outcome(True, "", self.name, reference)

    async def _bound(self) -> None:
        if self.session is not None and self.client.is_alive():
            return
        self._lost()
        there = self.to
        self.client = smpp34.Client(
            there.host, there.port, there.system, there.password, bind_type="TRX", tls=there.tls, window_size=WINDOW
        )
        self.session = await asyncio.wait_for(self.client.connect(), ANSWER)
        self.listening = self.loop.create_task(self._listen())

    async def _listen(self) -> None:
        while True:
            event = await self.session.next()
            if isinstance(event, smpp34.DeliverSmEvent) and event.esm_class & RECEIPT:
                receipt = _receipt(event.short_message)
                if receipt is not None:
                    self.came.append(receipt)
            elif event is None or isinstance(event, smpp34.Disconnected):
                return

    def _lost(self) -> None:
        if self.listening is not None:
            self.listening.cancel()
        self.session = self.client = self.listening = None

    def _now(self, what: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(what)


def _parts(text: str, reference: int) -> list[tuple[bytes, str]]:
    """User data headers and texts: none for a single part."""
    parts = rules.segments(text)
    if len(parts) == 1:
        return [(b"", text)]
    return [(bytes((5, 0, 3, reference, len(parts), place)), part) for place, part in enumerate(parts, 1)]


def _relative(seconds: int) -> str:
    """A validity period as SMPP has it: YYMMDDhhmmsstnnR, at most a month less a day."""
    left = min(max(seconds, 60), 30 * 86400)
    days, left = divmod(left, 86400)
    hours, left = divmod(left, 3600)
    return f"0000{days:02d}{hours:02d}{left // 60:02d}{left % 60:02d}000R"


def _receipt(text: bytes) -> Receipt | None:
    """What SMPP 3.4 (appendix B) writes into a receipt; None while it is under way."""
    found = STATE.search(text)
    if found is None or found["state"] not in ARRIVED | LOST:
        return None
    return Receipt(found["id"].decode("ascii", "replace"), found["state"] in ARRIVED, found["state"].decode())
