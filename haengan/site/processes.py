"""A family of child processes that live and stop together; one that falls is started again after a growing pause."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

GRACE = 15.0
PAUSE = 0.2
STEADY = 60.0
FALLS = 5


@dataclass
class Member:
    """One process: `falls` counts how often it has ended on its own since it last stood for a minute."""

    name: str
    command: tuple[str, ...]
    falls: int = 0
    started: float = 0.0
    again_at: float = 0.0
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """What it says goes where we say things, or to the end of `log`."""
        with ExitStack() as stack:
            into = stack.enter_context(self.log.open("ab")) if self.log else None
            self.process = subprocess.Popen(self.command, start_new_session=True, stdout=into, stderr=into)
        self.started = time.monotonic()

    def clear(self) -> None:
        """End what a fallen process has left running: a web server's own workers go on to hold its port."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Family:
    members: Sequence[Member]
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        """From start to stop; the exit code."""
        self.start()
        try:
            return self.watch()
        finally:
            self.stop()

    def watch(self) -> int:
        """Until a signal comes (0), or a member falls too often (1)."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        while not self.stopping.wait(PAUSE):
            given_up = self.look_after()
            if given_up:
                sys.stderr.write(f"{given_up} has ended {FALLS} times; stopping all. Ask `haengan doctor`.\n")
                return 1
        return 0

    def start(self) -> None:
        for member in self.members:
            member.start()

    def look_after(self) -> str:
        """Start again what has fallen; the name of a member that falls too often, else empty."""
        now = time.monotonic()
        for member in self.members:
            if member.runs:
                member.falls = 0 if now - member.started > STEADY else member.falls
            elif not member.again_at:
                member.clear()
                member.falls += 1
                member.again_at = now + 2 ** (member.falls - 1)
                if member.falls >= FALLS:
                    return member.name
            elif now >= member.again_at:
                member.again_at = 0.0
                member.start()
        return ""

    def stop(self) -> None:
        """Ask every member to end what it has begun, and end those that do not within the grace."""
        running = [member.process for member in self.members if member.process is not None and member.runs]
        for process in running:
            process.terminate()
        until = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for member in self.members:
            member.clear()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()
