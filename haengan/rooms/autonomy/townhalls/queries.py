"""Named reads of requests, town halls and opinions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from haengan.kernel.access import queries as access
from haengan.kernel.figures.rules import Period
from haengan.kernel.norms import queries as norms
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places.models import DistrictVersion
from haengan.kernel.tables import receipts
from haengan.lib.documents.model import Document, Language
from haengan.rooms.autonomy.townhalls import rules
from haengan.rooms.autonomy.townhalls.engine.papers import writing as papers
from haengan.rooms.autonomy.townhalls.models import Answer, Attendance, Opinion, Request, Townhall
from haengan.rooms.autonomy.townhalls.rules import OpinionState, RequestState, State

KEEP = "autonomy.townhalls.keep"
ANSWERED = OpinionState.ANSWERED.value


def listed() -> QuerySet[Townhall]:
    """Every town hall with how many came, spoke (`said`) and were answered."""
    came = Attendance.objects.filter(townhall=OuterRef("pk")).order_by().values("townhall")
    spoke = said().filter(townhall=OuterRef("pk")).order_by().values("townhall")
    return Townhall.objects.select_related("site", "district").annotate(
        came=_number(came.annotate(n=Sum("people"))),
        said=_number(spoke.annotate(n=Count("pk"))),
        answered=_number(spoke.annotate(n=Count("pk", filter=Q(state=ANSWERED)))),
    )


def held() -> QuerySet[Townhall]:
    return Townhall.objects.filter(state=State.HELD.value)


def attended() -> QuerySet[Attendance]:
    return Attendance.objects.filter(townhall__state=State.HELD.value, people__gt=0)


def came_to(townhall: Townhall) -> QuerySet[Attendance]:
    return Attendance.objects.filter(townhall=townhall, people__gt=0)


def said() -> QuerySet[Opinion]:
    """Opinions that count: of town halls that were held, not retracted."""
    return Opinion.objects.filter(townhall__state=State.HELD.value).exclude(state=OpinionState.RETRACTED.value)


def answered() -> QuerySet[Opinion]:
    return said().filter(state=ANSWERED)


def answered_in_time() -> QuerySet[Opinion]:
    return answered().filter(answered_on__lte=F("due_on"))


def requested() -> QuerySet[Request]:
    return Request.objects.all()


def requests_listed() -> QuerySet[Request]:
    return Request.objects.select_related("townhall")


def opinions_listed() -> QuerySet[Opinion]:
    return Opinion.objects.select_related("townhall", "unit")


def held_in(period: Period) -> QuerySet[Townhall]:
    days = {"meets_on__gte": period.from_on, "meets_on__lt": period.until_on}
    return listed().filter(state=State.HELD.value, **days).order_by("meets_on", "starts", "pk")


def said_in(period: Period) -> QuerySet[Opinion]:
    days = {"said_on__gte": period.from_on, "said_on__lt": period.until_on}
    return said().filter(**days).select_related("townhall", "unit").order_by("said_on", "townhall", "number")


def overdue(today: date) -> QuerySet[Opinion]:
    """Answers that are owed since before today, the oldest first."""
    return opinions_listed().filter(state=OpinionState.ASSIGNED.value, due_on__lt=today).order_by("due_on", "pk")


def published() -> QuerySet[Townhall]:
    """What citizens may see, without retracted ones."""
    return listed().filter(published_on__isnull=False).exclude(state=State.RETRACTED.value)


def coming(today: date) -> QuerySet[Townhall]:
    return published().filter(meets_on__gte=today).exclude(state=State.HELD.value).order_by("meets_on", "starts")


def past() -> QuerySet[Townhall]:
    return published().filter(state=State.HELD.value).order_by("-meets_on", "-starts")


def publicly_said(townhall: Townhall) -> QuerySet[Opinion]:
    """With its answers; only what has a summary for the public."""
    return said().filter(townhall=townhall).exclude(gist="").prefetch_related("answers").order_by("number")


def publicly_said_anywhere() -> QuerySet[Opinion]:
    return said().filter(townhall__in=published().values("pk")).exclude(gist="")


def in_calendar(today: date) -> QuerySet[Townhall]:
    """Those of the last year and all to come; cancelled ones stay, so that subscribers learn of it."""
    since = today - timedelta(days=365)
    return listed().filter(meets_on__gte=since).exclude(state=State.RETRACTED.value).order_by("meets_on", "starts")


def opinions_of(townhall: Townhall) -> QuerySet[Opinion]:
    return opinions_listed().filter(townhall=townhall).order_by("number")


def answers_of(opinion: Opinion) -> QuerySet[Answer]:
    return Answer.objects.filter(opinion=opinion)


def handed_in(number: str, code: str) -> Request | None:
    """A request for whoever knows its look-up code."""
    return receipts.of(Request, number, code).first()


def desk(day: date) -> Unit | None:
    """The division that keeps town halls on a day: the first whose posts carry the duty and are held."""
    return next((held.post.unit for held in access.holders(KEEP, day)), None)


def contacts_to_destroy(today: date) -> QuerySet[Request]:
    """Requests whose matter ended so long ago that nobody needs the requester's name and contact any more."""
    before = today - timedelta(days=norms.value("townhalls.request.kept", on=today))
    ended = Q(state__in=[RequestState.DECLINED.value, RequestState.WITHDRAWN.value], decided_on__lt=before)
    met = Q(townhall__meets_on__lt=before)
    return Request.objects.filter(ended | met, destroyed_on__isnull=True)


def speakers_to_destroy(today: date) -> QuerySet[Opinion]:
    """Opinions that were answered so long ago that nobody needs the speaker any more. What was said stays."""
    before = today - timedelta(days=norms.value("townhalls.opinion.kept", on=today))
    return Opinion.objects.filter(answered_on__lt=before, destroyed_on__isnull=True)


def districts_named(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """District key to its newest names."""
    versions = DistrictVersion.objects.filter(district__key__in=keys).order_by("from_on")
    return {row.district.key: (row.name_ko, row.name_en or row.name_ko) for row in versions.select_related("district")}


def sheet(townhall: Townhall, *, language: Language, today: date) -> Document:
    """All that was said at a town hall with its answers; without the speakers' names."""
    opinions = said().filter(townhall=townhall).select_related("unit").prefetch_related("answers").order_by("number")
    told = [_told(opinion, list(opinion.answers.all())[-1:], language)[-1] for opinion in opinions]
    return papers.sheet(_meeting(townhall, language), told, city=city(language, today), dated=today, language=language)


def answer_paper(opinion: Opinion, *, language: Language, today: date) -> Document:
    """The answer to whoever spoke, with what became of it since."""
    first, *later = _told(opinion, list(opinion.answers.all()), language)
    return papers.answer(
        _meeting(opinion.townhall, language),
        first,
        later=later,
        to=opinion.speaker,
        city=city(language, today),
        dated=today,
        language=language,
    )


def letter(request: Request, *, language: Language, today: date) -> Document:
    """The reply to a request."""
    met = request.state == RequestState.ACCEPTED and request.townhall is not None
    return papers.reply(
        request.number,
        request.subject,
        to=" ".join(part for part in (request.organisation, request.name) if part),
        meeting=_meeting(request.townhall, language) if met and request.townhall else None,
        text=request.reply,
        city=city(language, today),
        dated=today,
        language=language,
    )


def city(language: Language, today: date) -> str:
    """What the city is called on its papers."""
    roots = organisation.tree(today)
    if not roots:
        return "-"
    version = roots[0].version
    return version.name_ko if language == "ko" else version.name_en or version.name_ko


def _meeting(townhall: Townhall, language: Language) -> papers.Meeting:
    return papers.Meeting(
        subject=townhall.subject,
        sector=_word(rules.SECTORS, townhall.sector, language),
        meets_on=townhall.meets_on,
        starts=townhall.starts,
        ends=townhall.ends,
        place=townhall.place,
        host=_word(rules.HOSTS, townhall.host, language),
        organisation=townhall.organisation,
        summary=townhall.summary,
        groups=[(_word(rules.GROUPS, row.group, language), row.people) for row in came_to(townhall)],
    )


def _told(opinion: Opinion, answers: Sequence[Answer], language: Language) -> list[papers.Said]:
    """The opinion with each of its answers, or once without any."""
    base = papers.Said(
        number=opinion.number,
        field=_word(rules.FIELDS, opinion.field, language),
        text=opinion.text,
        unit=str(opinion.unit or ""),
    )
    return [
        replace(base, outcome=_word(rules.OUTCOMES, a.outcome, language), answer=a.text, answered_on=a.answered_on)
        for a in answers
    ] or [base]


def _word(names: rules.Names, code: str, language: Language) -> str:
    ko, en = names.get(code, ("", ""))
    return ko if language == "ko" else en


def _number(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)
