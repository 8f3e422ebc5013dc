"""What the seed report is written down in: grids of printed cells, numbers, dates and names that only look like numbers."""

from dataclasses import dataclass
from datetime import date

Place = str | tuple[str, int, int]
"""A section's id, or (table id, grid row, grid column), both counted from 0 with spanned cells counted in."""


@dataclass(frozen=True)
class Cell:
    text: str
    rows: int = 1
    cols: int = 1


@dataclass(frozen=True)
class Table:
    """`rows` as in HTML: a cell covered by a span above or to the left is not written again."""

    id: str
    section: str
    rows: tuple[tuple[Cell, ...], ...]
    unit_note: str = ""
    notes: tuple[str, ...] = ()

    def anchors(self) -> dict[tuple[int, int], Cell]:
        """Every written cell at its grid position."""
        taken: set[tuple[int, int]] = set()
        placed = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                placed[row, column] = cell
                taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.cols)}
        return placed

    def grid(self) -> list[list[str]]:
        """The full rectangle of printed texts; a spanning cell repeats in every position that it covers."""
        filled = {
            (row + down, column + right): cell.text
            for (row, column), cell in self.anchors().items()
            for down in range(cell.rows)
            for right in range(cell.cols)
        }
        width = 1 + max(column for _, column in filled)
        return [[filled[row, column] for column in range(width)] for row in range(len(self.rows))]


@dataclass(frozen=True)
class Number:
    """A quantity: a number that counts or measures. `text` is what is printed, with its unit where one is printed.

    `on` holds the first and the last day that it speaks of (both included); None where the source gives no time.
    """

    id: str
    text: str
    value: int
    unit: str
    at: Place
    on: tuple[date, date] | None = None
    approximate: bool = False


@dataclass(frozen=True)
class Moment:
    """A printed date or stretch of time, first and last day included; precision is `day`, `month` or `year`."""

    id: str
    text: str
    first: date
    last: date
    precision: str
    at: Place
    weekday: str = ""


@dataclass(frozen=True)
class Name:
    """Digits that count nothing: grades, ordinals, eras, proper names. No figure stands behind them."""

    text: str
    why: str
    at: Place


@dataclass(frozen=True)
class Correction:
    read: str
    means: str
    why: str


def bare(text: str) -> str:
    """The text without white space: letter-spaced headings and line breaks are layout, not content."""
    return "".join(text.split())
