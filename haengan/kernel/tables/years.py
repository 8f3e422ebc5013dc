"""Years as addresses and programs give them. Beyond these there is no record, and no date in a database either."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval
from django.urls.converters import IntConverter

EARLIEST, LATEST = 1900, 2199
Year = Annotated[int, Interval(ge=EARLIEST, le=LATEST)]


class YearConverter(IntConverter):
    """`<year:year>` in an address; any other number is an address that does not exist."""

    regex = "19[0-9]{2}|2[01][0-9]{2}"


class NumberConverter(IntConverter):
    """`<number:number>`: a whole number that fits a database's column."""

    regex = "[0-9]{1,15}"
