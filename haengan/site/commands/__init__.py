"""The command line `haengan`."""

from __future__ import annotations


def main() -> None:
    from haengan.site.commands import line

    line.run()
