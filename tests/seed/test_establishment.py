"""The entered totals of the 2022 and 2023 establishment read exactly as entered, beside the sample's own units on record."""

from datetime import date

import pytest
import yaml

from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods
from haengan.kernel.figures.declare import figures as declared
from samples import loading
from tests.house import sources

FOLDER = sources.ROOT / "samples" / "paju-2023"


@pytest.fixture
def entered(db):
    """The sample's organisation on record since before the first entered day, and the totals of its establishment."""
    index = yaml.safe_load((FOLDER / "index.yaml").read_text("utf8"))
    index["files"] = [file for file in index["files"] if file["file"] == "establishment.csv"]
    city = loading.part(FOLDER, "organisation").found(FOLDER, on=date(2022, 1, 1))
    loading.part(FOLDER, "totals").enter(FOLDER, index, city)
    return loading.read(FOLDER / "establishment.csv")


def test_each_part_reads_as_it_was_entered(entered):
    units = declared["support.establishment.units"]
    read = {
        (row["시작"], row["분류"]): figures.value(
            units, periods.period(row["시작"]), slice="part", member=row["분류"].removeprefix("part=")
        ).amount
        for row in entered
    }
    assert read == {(row["시작"], row["분류"]): int(row["값"]) for row in entered}


def test_the_total_is_the_sum_of_the_entered_parts(entered):
    units = declared["support.establishment.units"]
    for day in ("2022-06-30", "2023-12-31"):
        parts = sum(int(row["값"]) for row in entered if row["시작"] == day)
        assert figures.value(units, periods.period(day)).amount == parts
