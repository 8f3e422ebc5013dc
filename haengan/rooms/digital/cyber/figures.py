"""Totals entered for the report until the system's own records stand."""

from haengan.kernel.figures.declare import DISTINCT, Figure

BLOCKED = Figure(
    "digital.cyber.attack_kinds_blocked",
    kind=DISTINCT,
    ko="차단한 공격 종류",
    en="Kinds of attack blocked",
    unit="가지",
    basis="정보통신기반 보호법",
    one=("공격 종류 하나", "one kind of attack"),
)
