"""Totals that the report gives without items: entered as such by the keeper of each system, from the report itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samples import loading
from samples.loading import City


def enter(folder: Path, index: dict[str, Any], city: City) -> None:
    document = index["source"]["title_ko"]
    for file in index["files"]:
        if file["kind"] != "entered":
            continue
        by_system: dict[str, list[dict[str, str]]] = {}
        for row in loading.read(folder / file["file"]):
            by_system.setdefault(row["지표"].rpartition(".")[0], []).append(row)
        for system, rows in by_system.items():
            keeper = city.officials[system.replace("_", "-").replace(".", "-")]
            loading.bring("figures.entered", _columns(rows, document), name=f"{system}.csv", actor=keeper)


def _columns(rows: list[dict[str, str]], document: str) -> Iterator[dict[str, str]]:
    """The register's own columns; why a day was chosen goes beside the place."""
    for row in rows:
        place = "; ".join(part for part in (row["출처"], row["비고"]) if part)
        yield {
            "지표": row["지표"],
            "분류": row["분류"],
            "시작": row["시작"],
            "끝": row["끝"],
            "값": row["값"],
            "단위": row["단위"],
            "어림값": "예" if row["어림"] else "아니오",
            "출처 문서": document,
            "쪽 또는 절": place[:120],
        }
