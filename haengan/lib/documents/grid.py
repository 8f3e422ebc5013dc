"""Where the cells of a table stand once their spans are laid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Spanning(Protocol):
    @property
    def colspan(self) -> int: ...
    @property
    def rowspan(self) -> int: ...


C = TypeVar("C", bound=Spanning)


@dataclass(frozen=True, slots=True)
class Placed(Generic[C]):
    """A cell with the row and column of its upper left corner, counted from 0 within its head or body."""

    cell: C
    row: int
    column: int


def tile(rows: Sequence[Sequence[C]], *, width: int, name: str, first: int = 0) -> tuple[Placed[C], ...]:
    """The cells with their places, row by row.

    Raises ValueError naming table, row and column (from 1, rows counted on from `first`) when cells overlap, leave a
    gap, reach past the last column or past the last row.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[Placed[C]] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            _fits(cell, row=row, column=column, height=len(rows), width=width, where=_where(name, first + row, column))
            area = {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
            if area & taken:
                raise ValueError(f"{_where(name, first + row, column)}: the cell overlaps one that spans into it")
            taken |= area
            placed.append(Placed(cell, row, column))
            column += cell.colspan
        _filled(taken, row=row, width=width, name=name, first=first)
    return tuple(placed)


def _fits(cell: Spanning, *, row: int, column: int, height: int, width: int, where: str) -> None:
    if cell.colspan < 1 or cell.rowspan < 1:
        raise ValueError(f"{where}: spans are 1 or more, not {cell.colspan} by {cell.rowspan}")
    if column + cell.colspan > width:
        raise ValueError(f"{where}: the cell reaches past the last of {width} columns")
    if row + cell.rowspan > height:
        raise ValueError(f"{where}: the cell spans {cell.rowspan} rows, past the last row")


def _filled(taken: set[tuple[int, int]], *, row: int, width: int, name: str, first: int) -> None:
    for column in range(width):
        if (row, column) not in taken:
            raise ValueError(f"{_where(name, first + row, column)}: no cell stands here")


def _where(name: str, row: int, column: int) -> str:
    return f"table {name!r}, row {row + 1}, column {column + 1}"
