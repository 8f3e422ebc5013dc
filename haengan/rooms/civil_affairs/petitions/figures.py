"""Totals entered for the report until the system's own records stand."""

from haengan.kernel.figures.declare import STOCK, Figure

BEST = Figure(
    "civil_affairs.petitions.best_agency_years",
    kind=STOCK,
    ko="민원서비스 종합평가 최우수 연속 햇수",
    en="Years in a row as best agency for petition service",
    unit="년",
    basis="민원 처리에 관한 법률 제42조",
    one=("선정된 해 하나", "one year of award"),
)
