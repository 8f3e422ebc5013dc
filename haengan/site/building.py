"""What is built from the sources at set-up: the compiled catalogues, and the web assets. Repeats only what has changed."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.progress import track

from haengan.site import assets

PACKAGE = Path(__file__).resolve().parents[1]


def main() -> int:
    compile_catalogues()
    install_assets()
    return 0


def compile_catalogues() -> int:
    """Compile every `.po` that is newer than its `.mo`; the number compiled."""
    stale = [po for po in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po")) if _is_newer(po, po.with_suffix(".mo"))]
    for po in track(stale, "Compiling catalogues") if len(stale) > 1 else stale:
        _compile(po)
    return len(stale)


def install_assets() -> None:
    """Fetch and lay out the web assets where they are missing or old."""
    if assets.current():
        return
    out = Console()
    with out.status("Fetching web assets") as shown:
        assets.install(told=lambda words: shown.update(f"Fetching web assets: {words}"))
    out.print("Web assets are in place.")


def _is_newer(source: Path, built: Path) -> bool:
    return not built.exists() or source.stat().st_mtime_ns > built.stat().st_mtime_ns


def _compile(po: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    with po.with_suffix(".mo").open("wb") as built:
        write_mo(built, catalogue)


if __name__ == "__main__":
    sys.exit(main())
