"""Which figure answers which printed number: ids of `printed.NUMBERS` to chips as the narrative writes them."""

_YEAR = "2023"
_TO_BASE_DATE = "2023-01-01..2023-09-04"
_LAST_YEAR = "2022"
_SECTORS = ("districts", "businesses", "restaurants", "farmers", "artists", "libraries", "architects", "educators")

_UNITS = {
    "head.offices": "head_office.staff_office",
    "head.bureaus": "head_office.bureau",
    "head.divisions": "head_office.division",
    "agencies.agencies": "agency.agency",
    "agencies.divisions": "agency.division",
    "business.headquarters": "business_office.headquarters",
    "business.divisions": "business_office.division",
    "business.offices": "business_office.business_office",
    "districts.eup": "district.eup",
    "districts.myeon": "district.myeon",
    "districts.dong": "district.dong",
}


_STAGES = {"before": "2022-06-30", "after": "2023-12-31"}


def units(stage: str, slug: str) -> str:
    return f"support.establishment.units|{_STAGES[stage]}|part={_UNITS[slug]}"


FIGURES = {
    "national_days.years_since_last": f"support.events.years_since_last|{_YEAR}|kind=national_day",
    "national_days.2023-03-01.attendance": "support.events.attendance|2023-03-01|event=samil",
    "national_days.2023-08-15.attendance": "support.events.attendance|2023-08-15|event=liberation",
    "personnel.hard_duty.before": "support.personnel.hard_duty_divisions|2022-12-31",
    "personnel.hard_duty.after": "support.personnel.hard_duty_divisions|2023-12-31",
    "personnel.ordinances.amended": f"support.ordinances.amended|{_YEAR}|subject=personnel",
    "personnel.ordinances.repealed": f"support.ordinances.repealed|{_YEAR}|subject=personnel",
    "trainings.leadership.participants": f"support.trainings.participants|{_YEAR}|course=leadership",
    "trainings.leadership.sessions": f"support.trainings.sessions|{_YEAR}|course=leadership",
    "trainings.unity.participants": f"support.trainings.participants|{_YEAR}|course=unity",
    "trainings.unity.cohorts": f"support.trainings.cohorts|{_YEAR}|course=unity",
    "trainings.mind_coaching.courses": f"support.trainings.courses|{_YEAR}|course=mind_coaching",
    "trainings.mind_coaching.participants": f"support.trainings.participants|{_YEAR}|course=mind_coaching",
    "trainings.mind_coaching.sessions": f"support.trainings.sessions|{_YEAR}|course=mind_coaching",
    "townhalls.total": "autonomy.townhalls.held|2022-01-01..2023-09-04",
    "townhalls.2022.total": f"autonomy.townhalls.held|{_LAST_YEAR}",
    "townhalls.2022.districts": f"autonomy.townhalls.held|{_LAST_YEAR}|sector=districts",
    "townhalls.2022.businesses": f"autonomy.townhalls.held|{_LAST_YEAR}|sector=businesses",
    "townhalls.2023.total": f"autonomy.townhalls.held|{_TO_BASE_DATE}",
    **{
        f"townhalls.2023.{sector}": f"autonomy.townhalls.held|{_TO_BASE_DATE}|sector={sector}"
        for sector in (*_SECTORS, "apartments")
    },
    "honorary_mayors.total": f"autonomy.honorary_mayors.appointed|{_YEAR}",
    **{
        f"honorary_mayors.{group}": f"autonomy.honorary_mayors.appointed|{_YEAR}|group={group}"
        for group in ("youth", "women", "adolescents", "artists")
    },
    "honorary_mayors.women.disabled": f"autonomy.honorary_mayors.appointed|{_YEAR}|disability=yes",
    "assemblies.2023.voters": f"autonomy.assemblies.voters|{_YEAR}",
    "assemblies.2023.voters.increase": f"autonomy.assemblies.voters_increase|{_YEAR}",
    "assemblies.2023.items.increase": f"autonomy.assemblies.items_increase|{_YEAR}",
    "assemblies.2023.put": f"autonomy.assemblies.items_put|{_YEAR}",
    "assemblies.2023.carried": f"autonomy.assemblies.items_carried|{_YEAR}",
    "assemblies.2023.village_plan.put": f"autonomy.assemblies.items_put|{_YEAR}|plan=village_2023",
    "assemblies.2023.village_plan.carried": f"autonomy.assemblies.items_carried|{_YEAR}|plan=village_2023",
    "assemblies.2023.autonomy_plan.put": f"autonomy.assemblies.items_put|{_YEAR}|plan=autonomy_2024",
    "assemblies.2023.autonomy_plan.carried": f"autonomy.assemblies.items_carried|{_YEAR}|plan=autonomy_2024",
    "warnings.cctv": f"safety.warnings.installed|{_YEAR}|kind=cctv",
    "warnings.sirens": f"safety.warnings.installed|{_YEAR}|kind=siren",
    "warnings.boards": f"safety.warnings.installed|{_YEAR}|kind=board",
    "alarm_terminals.added": f"safety.civil_defence.terminals_added|{_YEAR}",
    "alarm_terminals.replaced": f"safety.civil_defence.terminals_replaced|{_YEAR}",
    "petitions.best_agency.years": "civil_affairs.petitions.best_agency_years|2023-01",
    "innovations.total": f"digital.innovations.tasks|{_YEAR}",
    **{
        f"innovations.{field}": f"digital.innovations.tasks|{_YEAR}|field={field}"
        for field in ("work", "services", "community")
    },
    "wifi.running.total": f"digital.wifi.installed|{_YEAR}",
    "wifi.total": f"digital.wifi.installed|{_YEAR}",
    "wifi.village_buses": f"digital.wifi.installed|{_YEAR}|place=village_bus",
    "wifi.bus_stops": f"digital.wifi.installed|{_YEAR}|place=bus_stop",
    "wifi.public_offices": f"digital.wifi.installed|{_YEAR}|place=public_office",
    "wifi.welfare": f"digital.wifi.installed|{_YEAR}|place=welfare",
    "wifi.parks": f"digital.wifi.installed|{_YEAR}|place=park",
    "wifi.culture": f"digital.wifi.installed|{_YEAR}|place=culture",
    "cyber.attack_kinds_blocked": "digital.cyber.attack_kinds_blocked|2022-08-01..2023-08-31",
    "awards.petition_evaluation.prize": "report.awards.prize|2023-04-04",
    **{
        f"organisation.{group}.{stage}.{kind}": units(stage, f"{group}.{kind}")
        for stage in ("before", "after")
        for group, kind in (slug.split(".") for slug in _UNITS)
    },
}

CHANGES = {
    f"organisation.{group}.change.{kind}": (units("before", f"{group}.{kind}"), units("after", f"{group}.{kind}"))
    for group, kind in (
        *(("head", "divisions"), ("agencies", "agencies"), ("agencies", "divisions")),
        *(("business", "offices"), ("business", "divisions"), ("districts", "dong")),
    )
}
"""Printed changes, as the chips before and after."""

IN_ROWS = {
    "exchanges.toowoomba.online_training": (1, "기타참석"),
    "exchanges.toowoomba.delegates_out": (2, "파견"),
    "exchanges.sasebo.delegates_in": (3, "내방"),
    "exchanges.sasebo.homestay.each": (4, "파견"),
    "exchanges.hadano.citizens_in": (5, "내방"),
    "exchanges.hadano.camp.each": (6, "내방"),
    "exchanges.jinzhou.delegates_in": (7, "내방"),
    "exchanges.jinzhou.youth_out": (8, "파견"),
    "exchanges.gloucester.delegates_in": (9, "내방"),
    "exchanges.gloucester.attendance": (9, "기타참석"),
    "exchanges.coquitlam.youth_out": (10, "파견"),
    "exchanges.eskisehir.gift": (11, "금액"),
}
"""Numbers of the exchange table: the row (연번) and the column of exchanges.csv."""
