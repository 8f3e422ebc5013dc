"""Named reads of papers: what waits for whom, where a line stands, registers of numbers, what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from haengan.kernel.acts.running import Actor
from haengan.kernel.approvals import rules
from haengan.kernel.approvals.models import (
    Decision,
    Ledger,
    Number,
    Outcome,
    Paper,
    Receipt,
    Seal,
    Sending,
    Step,
    Version,
)
from haengan.kernel.approvals.rules import Answer, Role, State, Via
from haengan.kernel.norms import queries as norms
from haengan.kernel.norms.rules import Norm
from haengan.kernel.organisation import queries as organisation
from haengan.kernel.organisation.models import Appointment, Post, Unit
from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import Record

RECORD = "approvals.record."
TEAM = "team"


@dataclass(frozen=True)
class Place:
    """A step of a version as its readers see it: `turn` says that it may be decided now."""

    step: Step
    decision: Decision | None
    turn: bool
    post: str
    holders: tuple[str, ...]


def papers() -> QuerySet[Paper]:
    return Paper.objects.select_related("drafter", "division", "number")


def current(paper: Paper) -> Version | None:
    """The version that was submitted last."""
    return Version.objects.filter(paper=paper).order_by("-number").first()


def to_destroy(today: date) -> QuerySet[Paper]:
    """Papers whose retention is over, those left out on which the archive decides."""
    kept_for = set(rules.YEARS) - rules.ARCHIVED
    over = Paper.objects.filter(retained_until_on__lte=today, retention__in=kept_for, destroyed_on__isnull=True)
    return over.filter(state=State.APPROVED.value)


def versions(paper: Paper) -> QuerySet[Version]:
    steps = Step.objects.select_related("post", "decision", "decision__official").order_by("position", "id")
    found = Version.objects.filter(paper=paper).select_related("taking_back")
    return found.prefetch_related(Prefetch("steps", steps)).order_by("-number")


def content(version: Version) -> dict[str, Any]:
    """Nothing, where it was destroyed."""
    told: dict[str, Any] = json.loads(version.content or "{}")
    return told


def turn(version: Version) -> int | None:
    """The position whose turn it is; None where the line is done."""
    rows = Step.objects.filter(version=version).values_list("position", "decision__id")
    return rules.turn([(position, decision is not None) for position, decision in rows])


def waiting_steps(posts: Iterable[int] | None = None) -> QuerySet[Step]:
    """Steps that may be decided now, the longest waiting first; those of `posts` only, where given."""
    later = Version.objects.filter(paper=OuterRef("version__paper"), number__gt=OuterRef("version__number"))
    earlier = Step.objects.filter(version=OuterRef("version"), position__lt=OuterRef("position"), decision=None)
    found = Step.objects.filter(
        ~Exists(earlier),
        ~Exists(later),
        decision=None,
        version__paper__state=State.CIRCULATING,
    )
    found = found if posts is None else found.filter(post__in=list(posts))
    return found.select_related("version__paper__drafter", "version__paper__division", "post").order_by("version_id")


def waiting_for(official: Official, today: date) -> QuerySet[Step]:
    """The inbox: steps of posts that the official holds or deputises today, but for papers of his own drafting."""
    return waiting_steps(reachable_posts(official, today)).exclude(version__paper__drafter=official)


def drafted_by(official: Official) -> QuerySet[Paper]:
    """An official's own papers, those that are not concluded first."""
    return papers().filter(drafter=official).order_by(F("approved_on").desc(nulls_first=True), "-id")


def unconcluded() -> QuerySet[Paper]:
    """Neither approved nor discarded, the oldest first."""
    return papers().filter(state__in=[State.DRAFT, State.CIRCULATING, State.RETURNED]).order_by("id")


def stands_on_line(official: Official, paper: Paper, today: date) -> bool:
    """Whether he has signed the version submitted last, or holds or deputises a post that is to sign it."""
    steps = Step.objects.filter(version=current(paper))
    return steps.filter(Q(decision__official=official) | Q(post__in=reachable_posts(official, today))).exists()


def reachable_posts(official: Official, today: date) -> list[int]:
    held = [*organisation.posts_of(official, today), *organisation.deputised_posts(official, today)]
    return [version.post_id for version in held]


def capacity(official: Official, post: Post, today: date) -> Via | None:
    """In which capacity an official signs for a post on that day; None where he may not."""
    held = organisation.appointments(today).filter(official=official, post=post)
    kinds = set(held.values_list("kind", flat=True))
    if kinds - {Appointment.Kind.ACTING}:
        return Via.OWN
    if kinds:
        return Via.ACTING
    serves = official.from_on <= today and (official.until_on is None or today < official.until_on)
    return Via.DEPUTY if serves and official in organisation.deputies_of(post, today) else None


def places(version: Version, today: date) -> list[Place]:
    """The line with what was decided and who is waited for."""
    steps = list(version.steps.all())
    now = rules.turn([(s.position, getattr(s, "decision", None) is not None) for s in steps])
    open_now = version.paper.state == State.CIRCULATING
    found = []
    for step in steps:
        decision = getattr(step, "decision", None)
        post = organisation.post_on(step.post, today)
        who = (
            ()
            if decision
            else (*organisation.holders_of(step.post, today), *organisation.deputies_of(step.post, today))
        )
        title = str(post) if post else str(step.post)
        turn_now = open_now and decision is None and step.position == now
        found.append(Place(step, decision, turn_now, title, tuple(dict.fromkeys(o.name_ko for o in who))))
    return found


def division_of(official: Official, today: date) -> Unit | None:
    """The division in charge (처리과) of what an official drafts: the unit of the regular post, a team's division."""
    here = organisation.unit_of(official, today)
    if here is None:
        return None
    chain = organisation.chain_up(here.unit, today)
    return next((version.unit for version in chain if version.kind != TEAM), here.unit)


def divisions_of(official: Official, today: date) -> list[Unit]:
    """Divisions whose documents an official may read: of all posts held or deputised."""
    held = [*organisation.posts_of(official, today), *organisation.deputised_posts(official, today)]
    found = []
    for post in held:
        chain = organisation.chain_up(post.unit, today)
        found += [next((version.unit for version in chain if version.kind != TEAM), post.unit)]
    return list(dict.fromkeys(found))


def record_classes(on: date) -> list[Norm]:
    """Record classes that stand on a day, each with its retention period as value."""
    return [norm for norm in norms.all(on) if norm.key.startswith(RECORD)]


def retention_of(record_class: str, on: date) -> str:
    """Raises `norms.NoNorm`."""
    return str(norms.value(RECORD + record_class, on=on))


def subject_of(paper: Paper) -> Any:
    """The bound record; None where there is none."""
    if not paper.subject_type:
        return None
    return apps.get_model(paper.subject_type)._default_manager.filter(key=paper.subject_key).first()


def about(thing: Record) -> QuerySet[Paper]:
    """Papers bound to a thing, newest first."""
    return papers().filter(subject_type=thing._meta.label_lower, subject_key=thing.key).order_by("-id")


def in_hand(thing: Record, kind: str) -> Paper | None:
    """A paper on the thing that is neither concluded nor discarded."""
    return (unconcluded() & about(thing)).filter(kind=kind).order_by("-id").first()


def made_by(thing: Record) -> Paper | None:
    """The approved paper whose effect made this thing."""
    found = Outcome.objects.filter(thing_type=thing._meta.label_lower, thing_key=thing.key).select_related(
        "paper__number"
    )
    outcome = found.first()
    return outcome.paper if outcome else None


def decisions(version: Version) -> list[Decision]:
    """Everyone who signed, in the order of the line."""
    return list(Decision.objects.filter(step__version=version).select_related("step").order_by("step__position", "id"))


def unreported(posts: Iterable[int] | None = None) -> QuerySet[Decision]:
    """Final approvals by a deputy (for these posts) that nobody has taken note of yet."""
    found = Decision.objects.filter(
        step__role=Role.APPROVE,
        answer=Answer.SIGNED,
        via=Via.DEPUTY,
        acknowledgement=None,
    )
    found = found if posts is None else found.filter(step__post__in=list(posts))
    return found.select_related("step__version__paper__number", "official").order_by("id")


def to_be_reported(kind: str, on: date) -> bool:
    """Whether a deputy's approval of this kind is important enough to be reported (R10③)."""
    return kind in norms.value("approvals.deputy.reported", on=on)


def approved() -> QuerySet[Paper]:
    return Paper.objects.filter(state=State.APPROVED)


def returned() -> QuerySet[Decision]:
    return Decision.objects.filter(answer=Answer.RETURNED)


def numbers() -> QuerySet[Number]:
    return Number.objects.select_related("ledger__unit", "paper__drafter", "receipt")


def gaps() -> list[str]:
    """Registers whose numbers are not 1 to `last` without a hole: there must be none."""
    wrong = []
    for ledger in Ledger.objects.select_related("unit").prefetch_related("numbers"):
        serials = sorted(number.serial for number in ledger.numbers.all())
        if serials != list(range(1, ledger.last + 1)):
            wrong.append(str(ledger))
    return wrong


def receipts() -> QuerySet[Receipt]:
    return Receipt.objects.select_related("number", "division", "handler")


def seal_in_use() -> Seal | None:
    return Seal.objects.filter(retired_on=None).order_by("-id").first()


def sent(code: str) -> Sending | None:
    """By the verification number on the page, however it is typed."""
    known = Sending.objects.exclude(content="").select_related("paper", "seal")
    return known.filter(code=code_of(code)).first() if code.strip() else None


def code_of(typed: str) -> str:
    plain = "".join(sign for sign in typed.lower() if sign.isalnum())[:16]
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def within_reach(actor: Actor, today: date) -> Q:
    """Papers that an official may read: drafted by him, on whose line a post of his stands or he has signed, and of his own
    divisions those that are approved and not closed to the public."""
    if not isinstance(actor, Official):
        return Q(pk__in=())
    mine = Step.objects.filter(Q(post__in=reachable_posts(actor, today)) | Q(decision__official=actor))
    on_line = Q(pk__in=mine.values("version__paper"))
    of_division = Q(division__in=divisions_of(actor, today), state=State.APPROVED) & ~Q(disclosure="closed")
    return Q(drafter=actor) | on_line | of_division


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Parts of two versions' contents that differ: (part, before, after)."""
    names = [n for n in {**before, **after} if n not in {"line", "paper", "version"}]
    return [(n, before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)]


def sendings() -> QuerySet[Sending]:
    return Sending.objects.all()
