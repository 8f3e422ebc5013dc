"""`bin/demo`. Its settings are those of a demonstration, whatever the machine's own are."""

from __future__ import annotations

import os
import shutil
from enum import StrEnum
from pathlib import Path

import django
import typer

from haengan.site.demonstration import brokers

ROOT = Path(__file__).resolve().parents[3]


class City(StrEnum):
    PAJU = "paju-2023"
    GARAM = "garam"


NAMES = {City.PAJU: ("파주시", "Paju"), City.GARAM: ("가람시", "Garam")}
ADDRESSES = {City.PAJU: "경기도 파주시 시청로 50", City.GARAM: "가람시 시청로 1(가상의 도시)"}


def demo(
    city: City = typer.Option(City.PAJU, help="Which sample to load."),
    reset: bool = typer.Option(False, help="Throw the sample's database away and start over."),
    check: bool = typer.Option(False, help="Ask every address, look at the report, stop, and end with 0 or a reason."),
    office_port: int = typer.Option(8000, help="Port of the officials' application; the next free one if taken."),
    public_port: int = typer.Option(8001, help="Port of the citizens' application; the next free one if taken."),
) -> None:
    """Show Haengan with a sample city. Example: bin/demo --city garam --reset"""
    home = ROOT / "var" / city
    if reset:
        shutil.rmtree(home, ignore_errors=True)
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "HAENGAN_HOME": str(home),
        "HAENGAN_DEMO": "1",
        "HAENGAN_CITY": city,
        "HAENGAN_CITY_NAME": NAMES[city][0],
        "HAENGAN_CITY_NAME_EN": NAMES[city][1],
        "HAENGAN_LETTER_ADDRESS": ADDRESSES[city],
        "HAENGAN_PUBLIC_URL": f"http://localhost:{public_port}",
        "DJANGO_SETTINGS_MODULE": "haengan.site.settings.office",
    }
    os.environ |= brokers.settings()
    django.setup()
    from haengan.site.demonstration import showing

    raise typer.Exit(showing.show(ROOT, city, ports={"office": office_port, "public": public_port}, check=check))


if __name__ == "__main__":
    line = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    line.command()(demo)
    line()
