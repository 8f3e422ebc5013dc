"""Named reads of local laws, cases, deadlines, promulgations and opinions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet

from haengan.kernel.figures.rules import Period
from haengan.kernel.files import queries as files
from haengan.kernel.norms import queries as norms
from haengan.kernel.tables.queries import first_of, how_many
from haengan.rooms.support.ordinances import rules
from haengan.rooms.support.ordinances.engine.clocks.terms import Terms
from haengan.rooms.support.ordinances.models import Case, CaseStep, Deadline, LawOpinion, LocalLaw, Promulgation
from haengan.rooms.support.ordinances.rules import Step

CASE = "support_ordinances.case"


def listed() -> QuerySet[Case]:
    """Every case with its next deadline and how many opinions came."""
    return Case.objects.select_related("law", "unit").annotate(
        next_due_on=first_of(Deadline.objects.filter(met_on__isnull=True), "case", "due_on"),
        said=how_many(LawOpinion.objects.all(), "case"),
    )


def laws_listed() -> QuerySet[LocalLaw]:
    return LocalLaw.objects.select_related("unit").annotate(
        changes=how_many(Promulgation.objects.all(), "law"),
        last_on=first_of(Promulgation.objects.all(), "law", "promulgated_on", last=True),
    )


def promulgations_listed() -> QuerySet[Promulgation]:
    return Promulgation.objects.select_related("law", "case")


def deadlines_listed() -> QuerySet[Deadline]:
    return Deadline.objects.select_related("case__law", "case__unit")


def opinions_listed() -> QuerySet[LawOpinion]:
    return LawOpinion.objects.select_related("case")


def steps_of(case: Case) -> QuerySet[CaseStep]:
    return CaseStep.objects.filter(case=case)


def deadlines_of(case: Case) -> QuerySet[Deadline]:
    return Deadline.objects.filter(case=case)


def opinions_of(case: Case) -> QuerySet[LawOpinion]:
    return opinions_listed().filter(case=case)


def files_of(case: Case) -> QuerySet[Any]:
    return files.attached(CASE, case.key)


def enacted() -> QuerySet[Promulgation]:
    return Promulgation.objects.filter(deed="enactment")


def amended() -> QuerySet[Promulgation]:
    return Promulgation.objects.filter(deed__in=rules.AMENDING)


def repealed() -> QuerySet[Promulgation]:
    return Promulgation.objects.filter(deed="repeal")


def promulgated() -> QuerySet[Promulgation]:
    return Promulgation.objects.all()


def announced() -> QuerySet[Case]:
    return Case.objects.filter(announced_on__isnull=False)


def in_force() -> QuerySet[LocalLaw]:
    return LocalLaw.objects.filter(enacted_on__isnull=False)


def late() -> QuerySet[Deadline]:
    """Deadlines that were not met in time: late from the day after until the day on which they were met."""
    return Deadline.objects.filter(Q(met_on__isnull=True) | Q(met_on__gte=F("late_from_on")))


def said() -> QuerySet[LawOpinion]:
    return LawOpinion.objects.all()


def senders_to_destroy(today: date) -> QuerySet[LawOpinion]:
    """Opinions that were answered so long ago that nobody needs their senders any more. What was said stays."""
    before = today - timedelta(days=int(norms.value("ordinances.opinion.kept", on=today)))
    return LawOpinion.objects.filter(answered_on__lt=before, destroyed_on__isnull=True)


def promulgated_in(period: Period) -> QuerySet[Promulgation]:
    days = {"promulgated_on__gte": period.from_on, "promulgated_on__lt": period.until_on}
    return promulgations_listed().filter(**days).order_by("promulgated_on", "kind", "number")


def open_for_opinions(today: date) -> QuerySet[Case]:
    found = listed().filter(step=Step.ANNOUNCED.value, opinions_until_on__gt=today)
    return found.order_by("opinions_until_on", "pk")


def shown_to_citizens() -> QuerySet[Case]:
    """What has been announced, unless it was withdrawn since."""
    return announced().exclude(step=Step.WITHDRAWN.value).select_related("law", "unit")


def lapsed(today: date) -> QuerySet[Case]:
    """Received from the council, neither promulgated nor sent back, the term over (지방자치법 제32조제5항)."""
    over = Deadline.objects.filter(case=OuterRef("pk"), kind="promulgate", met_on__isnull=True, due_on__lt=today)
    return Case.objects.filter(step=Step.RECEIVED.value, pk__in=over.values("case")).order_by("pk")


def open_deadlines(case: Case, *kinds: str) -> QuerySet[Deadline]:
    found = Deadline.objects.filter(case=case, met_on__isnull=True)
    return found.filter(kind__in=kinds) if kinds else found


def last_number(kind: str) -> int:
    return int(Promulgation.objects.filter(kind=kind).aggregate(n=Max("number"))["n"] or 0)


def terms(on: date) -> Terms:
    """The terms of the day, from the norms."""

    def days(name: str) -> int:
        return int(norms.value(f"ordinances.{name}.days", on=on))

    return Terms(
        announcement=days("announcement"),
        send=days("send"),
        promulgate=days("promulgate"),
        confirmed=days("confirmed"),
        report_ordinance=days("report.ordinance"),
        report_rule=days("report.rule"),
        effect=days("effect"),
    )
