"""Pictures of the demonstration for README.md: what an official and a citizen see."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "screens"
PORTS = {"office": 8970, "public": 8971}
WIDE, PHONE = {"width": 1360, "height": 850}, {"width": 390, "height": 844}


@dataclass(frozen=True)
class Picture:
    name: str
    application: str
    path: str
    phone: bool = False


PICTURES = (
    Picture("office-home", "office", "/"),
    Picture("report", "public", "/report/2023/"),
    Picture("register", "office", "/autonomy/exchanges/"),
    Picture("public-home", "public", "/"),
    Picture("public-phone", "public", "/", phone=True),
)


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "haengan.site.settings.test"
    django.setup()
    from haengan.site.demonstration import asking

    command = [sys.executable, "-m", "haengan.site.demonstration"]
    command += [f"--{name}-port={port}" for name, port in PORTS.items()]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "HAENGAN_HOME": ""}) as demo:
        try:
            for port in PORTS.values():
                asking.until_served(f"http://127.0.0.1:{port}/")
            _take(_account())
        finally:
            demo.terminate()
    return 0


def _take(account: tuple[str, str, str]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for picture in PICTURES:
            page = browser.new_page(viewport=PHONE if picture.phone else WIDE, locale="ko-KR")
            address = f"http://127.0.0.1:{PORTS[picture.application]}"
            if picture.application == "office":
                page.goto(f"{address}/account/login/")
                page.fill("[name=login]", account[0])
                page.fill("[name=password]", account[1])
                page.press("[name=password]", "Enter")
                page.wait_for_url(f"{address}/")
            answer = page.goto(address + picture.path, wait_until="networkidle")
            if answer is None or not answer.ok:
                raise SystemExit(f"{picture.path} answers {answer.status if answer else 'nothing'}.")
            page.screenshot(path=FOLDER / f"{picture.name}.png")
            _slim(FOLDER / f"{picture.name}.png")
            page.close()
        browser.close()


def _slim(path: Path) -> None:
    """256 colours are enough for a page, and a third of the bytes in the repository's history for ever."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(256).save(path, optimize=True)


def _account() -> tuple[str, str, str]:
    from haengan.site.demonstration import samples

    return samples.find(ROOT, "paju-2023").accounts[0]


if __name__ == "__main__":
    sys.exit(main())
