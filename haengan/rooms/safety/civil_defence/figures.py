"""Totals entered for the report until the system's own records stand."""

from haengan.kernel.figures.declare import FLOW, Figure

ADDED = Figure(
    "safety.civil_defence.terminals_added",
    kind=FLOW,
    ko="경보단말 신설",
    en="Alarm terminals added",
    unit="개소",
    basis="민방위기본법 제33조",
    one=("경보단말 한 곳", "one alarm terminal"),
)
REPLACED = Figure(
    "safety.civil_defence.terminals_replaced",
    kind=FLOW,
    ko="경보단말 교체",
    en="Alarm terminals replaced",
    unit="개소",
    basis="민방위기본법 제33조",
    one=("경보단말 한 곳", "one alarm terminal"),
)
