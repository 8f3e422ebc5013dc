"""Every number, date and numeral-bearing name of the seed report, in printed order; see `transcription` for its tables.

Ids read topic.[year or stage.]what. Positions in a table are grid positions, header rows counted.
"""

from datetime import date

from tests.seed.shapes import Moment, Name, Number, Place

Span = tuple[date, date]


def _days(first: str, last: str = "") -> Span:
    return date.fromisoformat(first), date.fromisoformat(last or first)


Y2022 = _days("2022-01-01", "2022-12-31")
Y2023 = _days("2023-01-01", "2023-12-31")
TO_BASE_DATE = _days("2023-01-01", "2023-09-04")
BOTH_YEARS = _days("2022-01-01", "2023-09-04")


def _n(id_: str, text: str, value: int, unit: str, at: Place, on: Span | None = None) -> Number:
    return Number(id=id_, text=text, value=value, unit=unit, at=at, on=on, approximate="여" in text)


RUNNING = (
    _n("national_days.years_since_last", "4년", 4, "년", "national_days", Y2023),
    _n("national_days.2023-03-01.attendance", "800여명", 800, "명", "national_days", _days("2023-03-01")),
    _n("national_days.2023-08-15.attendance", "800여명", 800, "명", "national_days", _days("2023-08-15")),
    _n("personnel.hard_duty.before", "7개", 7, "개 부서", "personnel", Y2023),
    _n("personnel.hard_duty.after", "10개 부서", 10, "개 부서", "personnel", Y2023),
    _n("personnel.ordinances.amended", "10개", 10, "개", "personnel", Y2023),
    _n("personnel.ordinances.repealed", "4개", 4, "개", "personnel", Y2023),
    _n("trainings.leadership.participants", "142명", 142, "명", "trainings"),
    _n("trainings.leadership.sessions", "4회", 4, "회", "trainings"),
    _n("trainings.unity.participants", "470명", 470, "명", "trainings"),
    _n("trainings.unity.cohorts", "4기수", 4, "기수", "trainings"),
    _n("trainings.mind_coaching.courses", "3개 과정", 3, "개 과정", "trainings"),
    _n("trainings.mind_coaching.participants", "99명", 99, "명", "trainings"),
    _n("trainings.mind_coaching.sessions", "6회", 6, "회", "trainings"),
    _n("townhalls.total", "36회", 36, "회", "autonomy", BOTH_YEARS),
    _n("honorary_mayors.total", "20명", 20, "명", "autonomy", Y2023),
    _n("honorary_mayors.youth", "6명", 6, "명", "autonomy", Y2023),
    _n("honorary_mayors.women", "8명", 8, "명", "autonomy", Y2023),
    _n("honorary_mayors.women.disabled", "1명", 1, "명", "autonomy", Y2023),
    _n("honorary_mayors.adolescents", "5명", 5, "명", "autonomy", Y2023),
    _n("honorary_mayors.artists", "1명", 1, "명", "autonomy", Y2023),
    _n("assemblies.2023.voters.increase", "4,900명", 4900, "명", "participation", Y2023),
    _n("assemblies.2023.items.increase", "17개", 17, "개", "participation", Y2023),
    _n("warnings.cctv", "13개소", 13, "개소", "safety"),
    _n("warnings.sirens", "11개소", 11, "개소", "safety"),
    _n("warnings.boards", "10개소", 10, "개소", "safety"),
    _n("alarm_terminals.added", "1개소", 1, "개소", "safety"),
    _n("alarm_terminals.replaced", "3개소", 3, "개소", "safety"),
    _n("petitions.best_agency.years", "4년", 4, "년", "petitions", _days("2023-01-01", "2023-01-31")),
    _n("innovations.work", "5개", 5, "개", "information"),
    _n("innovations.services", "4개", 4, "개", "information"),
    _n("innovations.community", "2개", 2, "개", "information"),
    _n("innovations.total", "11개", 11, "개", "information"),
    _n("wifi.running.total", "123대", 123, "대", "information"),
    _n("cyber.attack_kinds_blocked", "7가지", 7, "가지", "information", _days("2022-08-01", "2023-08-31")),
)


def _cells(prefix: str, table: str, row: int, unit: str, on: Span | None, *cells: tuple[int, str, str]) -> list[Number]:
    """Cells given as (grid column, slug, printed text); the printed digits are the value."""
    return [
        _n(f"{prefix}.{slug}", text, int(text.replace(",", "").rstrip("회")), unit, (table, row, column), on)
        for column, slug, text in cells
    ]


def _units(group: str, row: int, column: int, stage: str, *parts: tuple[str, str, int]) -> list[Number]:
    """Organisation cells given as (slug, printed text, value), one cell after the other."""
    return [
        _n(f"organisation.{group}.{stage}.{slug}", text, value, text[-1], ("organisation", row, column))
        for slug, text, value in parts
    ]


IN_TABLES = (
    *_units("head", 1, 1, "before", ("offices", "3담당관", 3), ("bureaus", "7국", 7), ("divisions", "36과", 36)),
    *_units("head", 1, 2, "after", ("offices", "3담당관", 3), ("bureaus", "7국", 7), ("divisions", "40과", 40)),
    *_units("head", 1, 2, "change", ("divisions", "↑4과", 4)),
    *_units("agencies", 2, 1, "before", ("agencies", "2소", 2), ("divisions", "9과", 9)),
    *_units("agencies", 2, 2, "after", ("agencies", "3소", 3), ("divisions", "8과", 8)),
    *_units("agencies", 2, 2, "change", ("agencies", "↑1소", 1), ("divisions", "↓1과", -1)),
    *_units(
        "business", 3, 1, "before", ("headquarters", "2본부", 2), ("divisions", "8과", 8), ("offices", "3사업소", 3)
    ),
    *_units(
        "business", 3, 2, "after", ("headquarters", "2본부", 2), ("divisions", "7과", 7), ("offices", "4사업소", 4)
    ),
    *_units("business", 3, 2, "change", ("offices", "↑1사업소", 1), ("divisions", "↓1과", -1)),
    *_units("districts", 4, 1, "before", ("eup", "4읍", 4), ("myeon", "6면", 6), ("dong", "7동", 7)),
    *_units("districts", 4, 2, "after", ("eup", "4읍", 4), ("myeon", "6면", 6), ("dong", "10동", 10)),
    *_units("districts", 4, 2, "change", ("dong", "↑3동", 3)),
    *_cells(
        *("townhalls.2022", "townhalls", 1, "회", Y2022),
        *((1, "districts", "17"), (2, "businesses", "3"), (10, "total", "20회")),
    ),
    *_cells(
        *("townhalls.2023", "townhalls", 2, "회", TO_BASE_DATE),
        *((1, "districts", "2"), (2, "businesses", "4"), (3, "restaurants", "3"), (4, "farmers", "2")),
        *((5, "artists", "1"), (6, "libraries", "1"), (7, "architects", "1"), (8, "educators", "1")),
        *((9, "apartments", "1"), (10, "total", "16회")),
    ),
    *_cells("assemblies.2023", "assemblies", 2, "명", Y2023, (1, "voters", "12,292")),
    *_cells(
        *("assemblies.2023", "assemblies", 2, "건", Y2023),
        *((2, "put", "131"), (3, "carried", "128")),
        *((4, "village_plan.put", "51"), (5, "village_plan.carried", "49")),
        *((6, "autonomy_plan.put", "80"), (7, "autonomy_plan.carried", "79")),
    ),
    _n("exchanges.toowoomba.online_training", "14명", 14, "명", ("exchanges", 1, 3), _days("2023-01-01", "2023-01-31")),
    _n("exchanges.toowoomba.delegates_out", "5명", 5, "명", ("exchanges", 2, 3), _days("2023-09-01", "2023-09-30")),
    _n("exchanges.sasebo.delegates_in", "6명", 6, "명", ("exchanges", 3, 3), _days("2023-02-01", "2023-02-28")),
    _n("exchanges.sasebo.homestay.each", "5명", 5, "명", ("exchanges", 4, 3), _days("2023-09-01", "2023-11-30")),
    _n("exchanges.hadano.citizens_in", "16명", 16, "명", ("exchanges", 5, 3), _days("2023-04-01", "2023-04-30")),
    _n("exchanges.hadano.camp.each", "20명", 20, "명", ("exchanges", 6, 3), _days("2023-08-01", "2023-08-31")),
    _n("exchanges.jinzhou.delegates_in", "4명", 4, "명", ("exchanges", 7, 3), _days("2023-03-01", "2023-03-31")),
    _n("exchanges.jinzhou.youth_out", "14명", 14, "명", ("exchanges", 8, 3), _days("2023-08-01", "2023-08-31")),
    _n("exchanges.gloucester.delegates_in", "15명", 15, "명", ("exchanges", 9, 3), _days("2023-04-01", "2023-04-30")),
    _n("exchanges.gloucester.attendance", "70여명", 70, "명", ("exchanges", 9, 3), _days("2023-04-01", "2023-04-30")),
    _n("exchanges.coquitlam.youth_out", "16명", 16, "명", ("exchanges", 10, 3), _days("2023-07-01", "2023-08-31")),
    _n("exchanges.eskisehir.gift", "4만불", 40000, "불", ("exchanges", 11, 3), _days("2023-03-01", "2023-03-31")),
    *_cells(
        *("wifi", "wifi", 1, "대", None),
        *((1, "total", "123"), (2, "village_buses", "113"), (3, "bus_stops", "3"), (4, "public_offices", "3")),
        *((5, "welfare", "2"), (6, "parks", "1"), (7, "culture", "1")),
    ),
    _n("awards.petition_evaluation.prize", "60,000", 60000, "천원", ("awards", 1, 4), _days("2023-04-04")),
)

NUMBERS = RUNNING + IN_TABLES


def _m(id_: str, text: str, span: Span, precision: str, at: Place, weekday: str = "") -> Moment:
    return Moment(id=id_, text=text, first=span[0], last=span[1], precision=precision, at=at, weekday=weekday)


def _month(first: str, last_day: str) -> Span:
    return date.fromisoformat(f"{first}-01"), date.fromisoformat(last_day)


_CALL = {step: ("call_centre", 3, step) for step in range(3)}

MOMENTS = (
    _m("national_days.samil", "2023. 3. 1.(수)", _days("2023-03-01"), "day", "national_days", "수"),
    _m("national_days.liberation", "2023. 8. 15.(화)", _days("2023-08-15"), "day", "national_days", "화"),
    _m("personnel.2022", "2022년", Y2022, "year", "personnel"),
    _m("personnel.2023", "2023년", Y2023, "year", "personnel"),
    _m("townhalls.base_date", "23.9.4.", _days("2023-09-04"), "day", "autonomy"),
    _m("townhalls.2022", "2022년", Y2022, "year", ("townhalls", 1, 0)),
    _m("townhalls.2023", "2023년", Y2023, "year", ("townhalls", 2, 0)),
    _m("honorary_mayors.2023", "2023년", Y2023, "year", "autonomy"),
    _m("assemblies.village_plan", "'23년", Y2023, "year", ("assemblies", 0, 4)),
    _m("assemblies.autonomy_plan", "'24년", _days("2024-01-01", "2024-12-31"), "year", ("assemblies", 0, 6)),
    _m("assemblies.2023", "2023년", Y2023, "year", ("assemblies", 2, 0)),
    _m("exchanges.1", "1월", _month("2023-01", "2023-01-31"), "month", ("exchanges", 1, 2)),
    _m("exchanges.2", "9월", _month("2023-09", "2023-09-30"), "month", ("exchanges", 2, 2)),
    _m("exchanges.3", "2월", _month("2023-02", "2023-02-28"), "month", ("exchanges", 3, 2)),
    _m("exchanges.4.first", "9월", _month("2023-09", "2023-09-30"), "month", ("exchanges", 4, 2)),
    _m("exchanges.4.second", "11월", _month("2023-11", "2023-11-30"), "month", ("exchanges", 4, 2)),
    _m("exchanges.5", "4월", _month("2023-04", "2023-04-30"), "month", ("exchanges", 5, 2)),
    _m("exchanges.6", "8월", _month("2023-08", "2023-08-31"), "month", ("exchanges", 6, 2)),
    _m("exchanges.7", "3월", _month("2023-03", "2023-03-31"), "month", ("exchanges", 7, 2)),
    _m("exchanges.8", "8월", _month("2023-08", "2023-08-31"), "month", ("exchanges", 8, 2)),
    _m("exchanges.9", "4월", _month("2023-04", "2023-04-30"), "month", ("exchanges", 9, 2)),
    _m("exchanges.10", "7~8월", _month("2023-07", "2023-08-31"), "month", ("exchanges", 10, 2)),
    _m("exchanges.11", "3월", _month("2023-03", "2023-03-31"), "month", ("exchanges", 11, 2)),
    _m("armistice.exhibition", "7.17. ~ 8.20.", _days("2023-07-17", "2023-08-20"), "day", "armistice"),
    _m("armistice.concert", "7.14.", _days("2023-07-14"), "day", "armistice"),
    _m("armistice.musical", "6.22. ~ 23.", _days("2023-06-22", "2023-06-23"), "day", "armistice"),
    _m("petitions.best_agency", "2023. 1", _month("2023-01", "2023-01-31"), "month", "petitions"),
    _m("call_centre.design", "2022. 7. ~ 9.", _month("2022-07", "2022-09-30"), "month", _CALL[0]),
    _m("call_centre.details", "2022. 10.", _month("2022-10", "2022-10-31"), "month", _CALL[0]),
    _m("call_centre.budget", "2022. 12.", _month("2022-12", "2022-12-31"), "month", _CALL[0]),
    _m("call_centre.ordinance", "2023. 2.", _month("2023-02", "2023-02-28"), "month", _CALL[1]),
    _m("call_centre.staffing", "2023. 5.", _month("2023-05", "2023-05-31"), "month", _CALL[1]),
    _m("call_centre.consent", "2023. 9.", _month("2023-09", "2023-09-30"), "month", _CALL[1]),
    _m("call_centre.building", "2023. 6. ~ 11.", _month("2023-06", "2023-11-30"), "month", _CALL[2]),
    _m("call_centre.built", "2023. 11.", _month("2023-11", "2023-11-30"), "month", _CALL[2]),
    _m("call_centre.pilot", "2023. 12. 7.", _days("2023-12-07"), "day", _CALL[2]),
    _m("call_centre.opening", "2023. 12. 18.", _days("2023-12-18"), "day", _CALL[2]),
    _m("cyber.opening", "2022년 8월", _month("2022-08", "2022-08-31"), "month", "information"),
    _m("cyber.blocked", "2022. 8.~2023. 8.", _month("2022-08", "2023-08-31"), "month", "information"),
    _m("awards.1", "2023. 4. 4.", _days("2023-04-04"), "day", ("awards", 1, 1)),
    _m("awards.2", "2023. 4. 18.", _days("2023-04-18"), "day", ("awards", 2, 1)),
    _m("awards.3", "2022. 12. 30.", _days("2022-12-30"), "day", ("awards", 3, 1)),
)

NAMES = (
    Name("민선8기 1년", "the mayor's term and the year of it that the chapter is named for", "achievements"),
    Name("3.1절", "a national day", "national_days"),
    Name("코로나19", "an illness", "national_days"),
    Name("민선8기", "the mayor's term", "personnel"),
    Name("5급~6급", "grades", "personnel"),
    Name("4급 이하", "a grade", "personnel"),
    Name("7급 이하", "a grade", "personnel"),
    Name("6급 이하", "a grade", "personnel"),
    Name("6급 무보직", "a grade", "personnel"),
    Name("민선8기", "the mayor's term", "restructuring"),
    Name("50만 대도시", "a class of city in law", "restructuring"),
    Name("5·6급", "grades", "trainings"),
    Name("1박 2일", "the form of a course", "trainings"),
    Name("정전협정 70주년", "an anniversary", "armistice"),
    Name("2023 청소년 언택트 어학연수", "a programme", ("exchanges", 1, 3)),
    Name("2023 청소년 중국어 연수", "a programme", ("exchanges", 8, 3)),
    Name("2023 청소년 어학연수단", "a delegation", ("exchanges", 10, 3)),
    Name("2022년 민원서비스 종합평가", "an evaluation", ("awards", 1, 2)),
    Name("2022년 공공데이터 제공 운영실태 평가", "an evaluation", ("awards", 2, 2)),
    Name("100만 파주", "a goal in the vision", "vision"),
)
