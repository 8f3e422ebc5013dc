"""Rows of a published table as plain values: what each cell says, and the record each row stands on."""

from __future__ import annotations

from typing import Any

from haengan.kernel.figures.declare import Table
from haengan.kernel.figures.rules import Period


def rows(table: Table, period: Period) -> list[dict[str, Any]]:
    """One dict a record: `key` and `cells`, a list of parts (text, or {"n": whole number, "unit": …}) for each column."""
    return [
        {
            "key": str(getattr(record, "key", "")),
            "cells": [parts(column.value(record), column.unit) for column in table.columns],
        }
        for record in table.rows(period)
    ]


def spans(table: Table, rows: list[dict[str, Any]]) -> list[list[int]]:
    """For each row and column how many rows the cell covers; 0 where the cell above covers it."""
    covered = [[1] * len(table.columns) for _ in rows]
    for index, column in enumerate(table.columns):
        if not column.merged:
            continue
        for number in range(len(rows) - 1, 0, -1):
            left = [i for i in range(index + 1) if table.columns[i].merged]
            if all(rows[number]["cells"][i] == rows[number - 1]["cells"][i] for i in left):
                covered[number - 1][index] += covered[number][index]
                covered[number][index] = 0
    return covered


def parts(value: Any, unit: str) -> list[Any]:
    """The parts of one cell."""
    given = value if isinstance(value, list) else [value]
    return [
        {"n": part, "unit": unit} if isinstance(part, int) else part if isinstance(part, dict) else str(part)
        for part in given
    ]
