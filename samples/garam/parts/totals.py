"""Totals of systems that hold no records of their own yet, entered by their keepers through the register."""

from __future__ import annotations

from pathlib import Path

from haengan.kernel.figures.declare import Kind, figures
from samples import loading
from samples.loading import City

DOCUMENT = "가람시 2025년 업무 실적 (가상)"


def enter(folder: Path, city: City) -> None:
    """A figure that counts records takes none: a total beside them would count twice."""
    by_system: dict[str, list[dict[str, str]]] = {}
    for row in loading.read(folder / "entered.csv"):
        figure = figures.get(row["지표"])
        if figure is not None and figure.source is None and figure.kind is not Kind.RATIO:
            by_system.setdefault(row["지표"].rpartition(".")[0], []).append(_columns(row))
    for system, rows in by_system.items():
        keeper = city.officials[system.replace("_", "-").replace(".", "-")]
        loading.bring("figures.entered", rows, name=f"{system}.csv", actor=keeper)


def _columns(row: dict[str, str]) -> dict[str, str]:
    kept = {name: row[name] for name in ("지표", "분류", "시작", "끝", "값", "단위")}
    return {**kept, "어림값": "예" if row["어림"] else "아니오", "출처 문서": DOCUMENT, "쪽 또는 절": row["출처"]}
