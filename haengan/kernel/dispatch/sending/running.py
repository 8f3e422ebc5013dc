"""`Sending`: all of it in one process, to run alone (`haengan dispatch`) or within another (`haengan watch`)."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import structlog
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from haengan.kernel.dispatch import keys
from haengan.kernel.dispatch.actions import queueing
from haengan.kernel.dispatch.channels import mail, push, smpp
from haengan.kernel.dispatch.channels.carrier import Carrier
from haengan.kernel.dispatch.rules import Channel, World
from haengan.kernel.dispatch.sending import sweeping
from haengan.kernel.dispatch.sending.people import PeoplePost
from haengan.kernel.dispatch.sending.terminals import TerminalPost
from haengan.lib.mqtt import broker

LOOK, SWEEP = 0.25, 1.0
log = structlog.get_logger("haengan.dispatch")


class Post(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def once(self, now: datetime, *, message: int | None = None) -> int: ...


class Sending:
    """``with Sending(): …`` or `start` and `stop`. One thread a post, so that a channel that hangs holds up no other. What
    is committed in this process is looked at once; what others commit, within `LOOK` seconds."""

    def __init__(self, posts: dict[str, Post] | None = None) -> None:
        self.posts = arranged() if posts is None else posts
        self.stopping = threading.Event()
        self.bells = {name: threading.Event() for name in self.posts}
        self.threads: list[threading.Thread] = []

    def __enter__(self) -> Sending:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        for name, post in self.posts.items():
            post.start()
            self._thread(name, self._worked(name, post), self.bells[name], LOOK)
        self._thread("sweep", lambda: bool(any(sweeping.once(timezone.now()).values())), threading.Event(), SWEEP)
        queueing.listeners.append(self.ring)

    def stop(self) -> None:
        queueing.listeners.remove(self.ring)
        self.stopping.set()
        for bell in self.bells.values():
            bell.set()
        for thread in self.threads:
            thread.join(30)
        for post in self.posts.values():
            post.stop()

    def ring(self, message: int) -> None:
        """Something was committed: every post looks now."""
        for bell in self.bells.values():
            bell.set()

    def _worked(self, name: str, post: Post) -> Callable[[], bool]:
        return lambda: bool(post.once(timezone.now()))

    def _thread(self, name: str, work: Callable[[], bool], bell: threading.Event, pause: float) -> None:
        def run() -> None:
            while not self.stopping.is_set():
                busy = _safely(name, work)
                if not busy:
                    bell.wait(pause)
                bell.clear()
            connections.close_all()

        thread = threading.Thread(target=run, name=f"dispatch {name}", daemon=True)
        self.threads.append(thread)
        thread.start()


def _safely(name: str, work: Callable[[], bool]) -> bool:
    """A failing round is told and tried again after the pause."""
    close_old_connections()
    try:
        return work()
    except Exception as wrong:
        log.error("dispatch.round_failed", post=name, kind=type(wrong).__name__, why=str(wrong)[:300])
        connections.close_all()
        return False


def arranged() -> dict[str, Post]:
    """The posts that the settings ask for, each world with its own brokers and carriers."""
    found: dict[str, Post] = {}
    for world in World:
        addresses = settings.BROKERS[world.value]
        if addresses:
            name = f"haengan.{world.value}.{socket.gethostname()}.{os.getpid()}"
            found[f"terminals {world.value}"] = TerminalPost(world, broker.several(addresses), name=name)
        for channel, carrier in carriers(world).items():
            found[f"{channel.value} {world.value}"] = PeoplePost(channel, world, carrier)
    return found


def carriers(world: World) -> dict[Channel, Carrier | None]:
    """None where none is set up: what is queued there fails and says so. A drill never sends by a live carrier."""
    centre = settings.SMS[world.value]
    live = world is World.LIVE
    return {
        Channel.SMS: smpp.Sms(smpp.centre(centre)) if centre else _demonstrated("sms"),
        Channel.MAIL: _mail() if live else mail.Folder(Path(settings.EMAIL_FILE_PATH) / "drill", _sender()),
        Channel.PUSH: _push() if live else None,
    }


def _demonstrated(name: str) -> Carrier | None:
    """A demonstration keeps in a folder what it has nobody to send by."""
    return mail.Folder(Path(settings.EMAIL_FILE_PATH) / name, _sender()) if settings.DEMO else None


def _mail() -> Carrier:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return mail.Folder(Path(settings.EMAIL_FILE_PATH), _sender())
    return mail.Mail(
        mail.Server(
            host=settings.EMAIL_HOST,
            port=settings.EMAIL_PORT,
            sender=_sender(),
            user=settings.EMAIL_HOST_USER,
            password=settings.EMAIL_HOST_PASSWORD,
            tls=settings.EMAIL_USE_SSL,
            start_tls=settings.EMAIL_USE_TLS,
        )
    )


def _push() -> Carrier | None:
    path = keys.push_file()
    return push.Push(str(path), _sender(), settings.PUSH_HOSTS) if path.exists() else None


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL)
