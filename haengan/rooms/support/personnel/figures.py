"""Officials transferred by personnel orders; hard-duty divisions are entered."""

from haengan.kernel.figures.declare import FLOW, STOCK, Figure
from haengan.rooms.support.personnel import queries

HARD_DUTY = Figure(
    "support.personnel.hard_duty_divisions",
    kind=STOCK,
    ko="격무부서",
    en="Hard-duty divisions",
    unit="개",
    basis="파주시 인사 운영 기본계획",
    one=("격무부서 한 곳", "one hard-duty division"),
)
TRANSFERRED = Figure(
    "support.personnel.transferred",
    kind=FLOW,
    ko="인사발령 인원",
    en="Officials transferred",
    unit="명",
    basis="지방공무원 임용령",
    one=("인사발령 한 명", "one official transferred"),
    source=queries.transferred,
    at="transfer__effective_on",
    depends=("transfer__state",),
)
