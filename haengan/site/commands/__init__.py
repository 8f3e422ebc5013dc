"""The command line `haengan`."""

from __future__ import annotations

import sys


def main() -> None:
    """A terminal runs on a small machine without the house: it is started before anything of Django is read."""
    if sys.argv[1:2] == ["terminal"]:
        from haengan.lib.terminal import line as terminal

        terminal.main(sys.argv[2:])
        return
    from haengan.site.commands import line

    line.run()
