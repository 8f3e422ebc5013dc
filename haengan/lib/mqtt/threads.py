"""A link in a thread of its own, for code without an event loop: acts that publish on commit, commands, tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import Any, TypeVar

from haengan.lib.mqtt.link import Link, Standing

T = TypeVar("T")
START, LEEWAY = 10.0, 5.0


class Running:
    """``with Running(lambda: Link(…)) as post: post.publish(topic, payload)``. The link is made inside its loop.

    Every method may be called from any thread.
    """

    def __init__(self, make: Callable[[], Link]) -> None:
        self.make = make
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._work, name="mqtt", daemon=True)
        self.loop: asyncio.AbstractEventLoop
        self.link: Link

    def __enter__(self) -> Running:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Returns once the loop runs, reached brokers or not."""
        self.thread.start()
        if not self.ready.wait(START):
            raise TimeoutError("The thread of the MQTT link did not start.")

    def stop(self) -> None:
        """Ends the link and waits for its thread."""
        self.loop.call_soon_threadsafe(self.link.stop)
        self.thread.join(START)

    def publish(self, topic: str, payload: bytes, *, retain: bool = False, within: float = 5.0) -> tuple[str, ...]:
        """Waits; the names of the brokers that confirmed."""
        asked = self._ask(self.link.publish(topic, payload, retain=retain, within=within))
        return asked.result(within + LEEWAY)

    def send(self, messages: Iterable[tuple[str, bytes]], *, qos: int = 1, retain: bool = False) -> None:
        """Waits for nobody: what is lost is sent again by whoever misses its acknowledgement."""
        self.loop.call_soon_threadsafe(partial(self.link.send, list(messages), qos=qos, retain=retain))

    def up(self, *, within: float = 10.0, every: bool = True) -> bool:
        return self._ask(self.link.up(within=within, every=every)).result(within + LEEWAY)

    def standings(self) -> list[Standing]:
        return self.link.standings()

    def _ask(self, what: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(what, self.loop)

    def _work(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self.loop, self.link = asyncio.get_running_loop(), self.make()
        self.ready.set()
        await self.link.run()
