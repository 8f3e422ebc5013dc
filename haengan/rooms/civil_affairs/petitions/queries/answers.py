"""What the letters to petitioners say, and which answers wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from haengan.kernel.approvals.models import Paper, Sending
from haengan.kernel.approvals.rules import State as Draft
from haengan.rooms.civil_affairs.petitions.models.course import Answer, Pin
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.kinds import Article, Template
from haengan.rooms.civil_affairs.petitions.rules import states
from haengan.rooms.civil_affairs.petitions.rules.states import State

OBJECTION = (
    "이 결정에 이의가 있으면 이 통지를 받은 날부터 60일 이내에 시장에게 문서로 이의신청을 할 수 있습니다(민원 처리에 관한 법률 제35조). "
    "이의신청과 관계없이 행정심판 또는 행정소송을 제기할 수 있습니다."
)
UNDER_WAY = (Draft.DRAFT, Draft.CIRCULATING, Draft.RETURNED)
OTHERWISE = "결과에 동의하지 않으면 다시 민원을 제출하거나 국민권익위원회 또는 시민고충처리위원회에 고충민원을 신청할 수 있습니다."


def decided(petition: Petition) -> Answer | None:
    """The approved answer that has not left yet."""
    found = Answer.objects.filter(petition=petition, decided_at__isnull=False, sent_at=None).exclude(paper="")
    return found.order_by("-pk").first()


def under_way(petition: Petition) -> Paper | None:
    """The letter that is drafted or on its way through approval."""
    keys = Answer.objects.filter(petition=petition, decided_at=None).exclude(paper="").values("paper")
    return Paper.objects.filter(key__in=keys, state__in=UNDER_WAY).order_by("-pk").first()


def of(petition: Petition) -> QuerySet[Answer]:
    return Answer.objects.filter(petition=petition).prefetch_related("pins__article")


def sent(petition: Petition) -> Answer | None:
    """What the petitioner may read."""
    return of(petition).filter(sent_at__isnull=False).order_by("-sent_at").first()


def sent_elsewhere() -> QuerySet[Petition]:
    """Decided ones whose letter has left from its own page."""
    left = Sending.objects.filter(paper__key=OuterRef("paper"))
    waiting = Answer.objects.filter(petition=OuterRef("pk"), sent_at=None).filter(Exists(left))
    return Petition.objects.filter(Exists(waiting), state=State.DECIDED).order_by("pk")


def body(answer: Answer, articles: Sequence[Article], *, today: date) -> str:
    """The text of the letter: what was asked, the outcome, the answer, the law, how to object."""
    petition = answer.petition
    ko = states.OUTCOMES[answer.outcome][0]
    parts = [
        f"1. 귀하께서 {petition.received_on:%Y. %-m. %-d.} 신청하신 민원({petition.number}, {petition.title})의 처리결과를 알려 드립니다.",
        f"2. 처리결과: {ko}",
        f"3. 답변\n{answer.text}",
    ]
    if articles:
        pinned = "\n".join(f"- {one.law} {one.number}({today:%Y. %-m. %-d.} 현재): {one.text}" for one in articles)
        parts.append(f"{len(parts) + 1}. 관계 법령\n{pinned}")
    if answer.outcome in ("refused", "partly"):
        parts.append(f"{len(parts) + 1}. {OBJECTION if petition.kind == 'statutory' else OTHERWISE}")
    return "\n".join(parts)


def recipient(petition: Petition) -> str:
    return " ".join(part for part in (petition.organisation, petition.name) if part) or "민원인"


def templates(service: int, today: date) -> QuerySet[Template]:
    stands = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    return Template.objects.filter(stands).filter(Q(service=None) | Q(service=service)).order_by("service", "name")


def in_force(today: date) -> QuerySet[Article]:
    stands = Q(until_on__isnull=True) | Q(until_on__gt=today)
    return Article.objects.filter(stands, from_on__lte=today).order_by("law", "number")


def outdated(today: date) -> QuerySet[Pin]:
    """Pins of articles that read otherwise today: of templates in use and of petitions not ended."""
    over = Pin.objects.filter(article__until_on__lte=today)
    open_ones = Q(answer__petition__state__in=[state.value for state in states.OPEN])
    used = Q(template__isnull=False) & (Q(template__ended_on__isnull=True) | Q(template__ended_on__gt=today))
    return over.filter(open_ones | used).select_related("article", "answer__petition", "template").order_by("pk")
