"""What the establishment gives to the report."""

from functools import reduce
from operator import or_

from django.db.models import Q

from haengan.kernel.figures.declare import FLOW, RATIO, STOCK, Column, Figure, Member, Slice, Table, partition
from haengan.kernel.people.models import GRADES
from haengan.kernel.tables.bilingual import members
from haengan.rooms.support.establishment import queries, rules
from haengan.rooms.support.establishment.engine import parts

DECREE = "지방자치단체의 행정기구와 정원기준 등에 관한 규정"
HERE = {code: Q(seat=part.seat, kind=part.kind) for code, part in parts.PARTS.items()}
PART = Slice(
    is_partition=True,
    members=(
        *(Member(code, parts.PARTS[code].ko, parts.PARTS[code].en, where) for code, where in HERE.items()),
        Member(*parts.OTHER, ~reduce(or_, HERE.values())),
    ),
    ko="기구",
    en="Part",
)
CODES = [code for code, _label in GRADES]


def highest(at: int) -> Q:
    """Posts of which this grade is the highest that they allow."""
    where = Q(grades__has=CODES[at])
    for higher in CODES[:at]:
        where &= ~Q(grades__has=higher)
    return where


SEAT_GRADE = Slice(
    is_partition=True,
    members=tuple(Member(code, *queries.grade_names()[code], highest(at)) for at, code in enumerate(CODES)),
    ko="직급",
    en="Grade",
)
GRADE = partition("grade", members=members(queries.grade_names()), ko="직급", en="Grade")
BODY = partition("seat", members=members(rules.SEATS), ko="정원관리기관", en="Body")

UNITS = Figure(
    "support.establishment.units",
    kind=STOCK,
    ko="기구 수",
    en="Units",
    unit="개",
    basis=f"{DECREE} 제6조, 제13조, 제20조",
    one=("그날 있는 기구 하나", "one unit that stands on the day"),
    source=queries.units_counted,
    at="from_on",
    until="until_on",
    slices={"part": PART},
)
ESTABLISHED = Figure(
    "support.establishment.established",
    kind=STOCK,
    ko="정원",
    en="Establishment",
    unit="명",
    basis=f"{DECREE} 제22조, 제30조",
    one=("정원이 있는 직위 하나", "one post with its seats"),
    source=queries.seats_counted,
    at="from_on",
    until="until_on",
    measure="established",
    slices={"grade": SEAT_GRADE},
)
HEADCOUNT = Figure(
    "support.establishment.headcount",
    kind=STOCK,
    ko="현원",
    en="Headcount",
    unit="명",
    basis=f"{DECREE} 제24조제2항",
    one=("재직하는 공무원 한 명의 직급", "the rank of one official in service"),
    source=queries.people_counted,
    at="from_on",
    until="until_on",
    slices={"grade": GRADE, "series": partition("series", naming=queries.series_named, ko="직렬", en="Series")},
    open_parts=True,  # 공공기관의 정보공개에 관한 법률 제9조제1항제6호라목: names and posts of officials in office are open
)
FILLED = Figure(
    "support.establishment.fill_rate",
    kind=RATIO,
    ko="충원율",
    en="Share of seats filled",
    unit="%",
    basis=f"{DECREE} 제24조제2항",
    one=("현원과 정원", "headcount and establishment"),
    part=HEADCOUNT,
    whole=ESTABLISHED,
    slices={"grade": GRADE},
)
VACANCIES = Figure(
    "support.establishment.vacancies",
    kind=STOCK,
    ko="결원(최근 정원 조사)",
    en="Vacant seats (latest survey)",
    unit="명",
    basis=f"{DECREE} 제24조제2항",
    one=("기관별·직급별 조사 결과 한 줄", "one line of the survey, a grade of a body"),
    source=queries.surveyed,
    at="census__taken_on",
    until="census__until_on",
    measure="vacancies",
    slices={"grade": GRADE, "body": BODY},
)
OVERAGES = Figure(
    "support.establishment.overages",
    kind=STOCK,
    ko="과원(최근 정원 조사)",
    en="People over the establishment (latest survey)",
    unit="명",
    basis=f"{DECREE} 제24조제2항",
    one=("기관별·직급별 조사 결과 한 줄", "one line of the survey, a grade of a body"),
    source=queries.surveyed,
    at="census__taken_on",
    until="census__until_on",
    measure="overages",
    slices={"grade": GRADE, "body": BODY},
)
AMENDMENTS = Figure(
    "support.establishment.amendments",
    kind=FLOW,
    ko="기구·정원 조례·규칙 개정",
    en="Amendments of ordinances and rules on the establishment",
    unit="건",
    basis=f"{DECREE} 제13조, 제30조",
    one=("공포한 조례나 규칙 한 건", "one ordinance or rule promulgated"),
    source=queries.promulgated,
    at="promulgated_on",
    slices={"instrument": partition("instrument", members=members(rules.INSTRUMENTS), ko="구분", en="Instrument")},
    depends=("state",),
)
LIST = Table(
    "support.establishment.amended",
    ko="기구·정원 조례·규칙 개정 현황",
    en="Amendments of ordinances and rules on the establishment",
    rows=queries.promulgated_in,
    columns=(
        Column("promulgated_on", "공포일", "Promulgated", lambda row: row.promulgated_on.isoformat()),
        Column("name", "조례·규칙", "Ordinance or rule", str, align="left"),
        Column("gist", "내용", "What it changes", lambda row: row.gist, align="left"),
    ),
)
