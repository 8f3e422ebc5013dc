import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.lib.documents import grid
from haengan.lib.documents.model import cell
from haengan.lib.documents.tests import kinds


def test_a_cell_after_a_spanning_one_moves_to_the_next_free_column():
    rows = ((cell("가", rowspan=2), cell("나")), (cell("다"),))

    placed = grid.tile(rows, width=2, name="t")

    assert [(item.row, item.column) for item in placed] == [(0, 0), (0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (((cell(), cell()), (cell(),)), "table 't', row 4, column 2: no cell stands here"),
        (((cell(), cell(), cell()),), "table 't', row 3, column 3: the cell reaches past the last of 2 columns"),
        (((cell(), cell(colspan=2)),), "table 't', row 3, column 2: the cell reaches past the last of 2 columns"),
        (((cell(rowspan=2), cell()),), "table 't', row 3, column 1: the cell spans 2 rows, past the last row"),
        (((cell(), cell(colspan=0)),), "table 't', row 3, column 2: spans are 1 or more, not 0 by 1"),
        (
            ((cell(), cell(rowspan=2)), (cell(colspan=2),)),
            "table 't', row 4, column 1: the cell overlaps one that spans into it",
        ),
    ],
)
def test_rows_that_do_not_tile_are_refused_by_table_row_and_column(rows, said):
    with pytest.raises(ValueError, match=f"^{said}$"):
        grid.tile(rows, width=2, name="t", first=2)


@given(st.data(), st.integers(1, 5))
def test_every_place_of_a_tiled_table_is_covered_once(data, width):
    rows = data.draw(kinds.rows(width, contents=st.just(())))

    covered = [
        (item.row + down, item.column + across)
        for item in grid.tile(rows, width=width, name="t")
        for down in range(item.cell.rowspan)
        for across in range(item.cell.colspan)
    ]

    assert sorted(covered) == [(row, column) for row in range(len(rows)) for column in range(width)]
