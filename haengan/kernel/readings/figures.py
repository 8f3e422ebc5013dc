"""How many series are measured."""

from __future__ import annotations

from haengan.kernel.figures.declare import STOCK, Figure, partition
from haengan.kernel.readings import queries
from haengan.kernel.readings.rules import WORDS
from haengan.kernel.tables.bilingual import members

MEASURED = Figure(
    "kernel.readings.series",
    kind=STOCK,
    ko="운영 중인 측정 계열",
    en="Series of measurements",
    unit="개",
    basis="재난 및 안전관리 기본법 제38조",
    one=("한 장비가 재는 한 가지", "one thing that one device measures"),
    source=queries.every_series,
    at="from_on",
    until="until_on",
    slices={"measures": partition("measures", members=members(WORDS), ko="측정 항목", en="What is measured")},
)
