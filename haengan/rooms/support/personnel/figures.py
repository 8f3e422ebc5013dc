"""Totals entered for the report until the system's own records stand."""

from haengan.kernel.figures.declare import STOCK, Figure

HARD_DUTY = Figure(
    "support.personnel.hard_duty_divisions",
    kind=STOCK,
    ko="격무부서",
    en="Hard-duty divisions",
    unit="개",
    basis="파주시 인사 운영 기본계획",
    one=("격무부서 한 곳", "one hard-duty division"),
)
