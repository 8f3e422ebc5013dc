"""The tests that take minutes: what the first release left is upgraded, accidents of every kind on the way to terminals."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

from tests.gate import stages


def run(_count: int) -> dict[str, Any]:
    """All tests marked `trial`, as pytest tells them."""
    began = time.monotonic()
    apart = [f"--ignore={folder}" for folder in stages.own_settings()]
    command = [sys.executable, "-m", "pytest", "-m", "trial", *apart]
    passed = subprocess.run(command, cwd=stages.ROOT, env=stages.environment(), check=False).returncode == 0
    return {"passed": passed, "seconds": round(time.monotonic() - began)}
