"""Acts on the report: opening, writing, signing, freezing, publishing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.approvals import queries as approvals
from haengan.kernel.figures import actions as figures
from haengan.kernel.figures.totals import Unanswerable
from haengan.kernel.tables.models import Record
from haengan.lib.documents import wire
from haengan.report import assembling, fingerprints, queries, refusing, tracing
from haengan.report.models import (
    Award,
    Block,
    Edition,
    Goal,
    Milestone,
    Publication,
    Report,
    Signature,
    Task,
)

WRITERS = ("official", "system")
R = TypeVar("R", bound=Record)
E = TypeVar("E", Award, Task, Milestone)
STEP = 1000


@act("report.reports.open", by=WRITERS)
def open_report(*, actor: Actor, **told: Any) -> Report:
    """Begin the report of a year."""
    if Report.objects.filter(year=told["year"]).exists():
        raise Refused(
            _("A report for %(year)s already exists.") % {"year": told["year"]},
            field="year",
            remedy=_("Open that one, or choose another year."),
        )
    return Report.objects.create(**told)


@act("report.reports.revise", by=WRITERS)
def revise_report(*, key: str, revision: int, actor: Actor, **told: Any) -> Report:
    return _changed(access.take(actor, Report, key, revision), told)


@act("report.reports.set_goals", by=WRITERS)
def set_goals(*, key: str, revision: int, goals: Sequence[tuple[str, str]], actor: Actor) -> Report:
    """Replace the goals by these (Korean, English) pairs. They share the report's revision."""
    report = access.take(actor, Report, key, revision)
    for goal in Goal.objects.filter(report=report):
        goal.delete()
    for number, (ko, en) in enumerate(goals, 1):
        Goal.objects.create(report=report, position=number, text_ko=ko, text_en=en)
    report.save()
    return report


@act("report.tasks.plan", by=WRITERS)
def plan_task(*, report: Report, actor: Actor, **told: Any) -> Task:
    return Task.objects.create(report=report, position=_next(Task, report), **told)


@act("report.awards.record", by=WRITERS)
def record_award(*, report: Report, actor: Actor, **told: Any) -> Award:
    return Award.objects.create(report=report, position=_next(Award, report), **told)


@act("report.awards.correct", by=WRITERS)
def correct_award(*, key: str, revision: int, actor: Actor, **told: Any) -> Award:
    return _changed(_standing(access.take(actor, Award, key, revision)), told)


@act("report.awards.retract", by=WRITERS)
def retract_award(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Award:
    return _changed(_standing(access.take(actor, Award, key, revision)), {"retracted_on": today})


@act("report.tasks.correct", by=WRITERS)
def correct_task(*, key: str, revision: int, actor: Actor, **told: Any) -> Task:
    return _changed(_standing(access.take(actor, Task, key, revision)), told)


@act("report.tasks.retract", by=WRITERS)
def retract_task(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Task:
    return _changed(_standing(access.take(actor, Task, key, revision)), {"retracted_on": today})


@act("report.milestones.correct", by=WRITERS)
def correct_milestone(*, key: str, revision: int, actor: Actor, **told: Any) -> Milestone:
    return _changed(_standing(access.take(actor, Milestone, key, revision)), told)


@act("report.milestones.record", by=WRITERS)
def record_milestone(*, actor: Actor, **told: Any) -> Milestone:
    last = Milestone.objects.filter(subject=told["subject"]).order_by("-position").first()
    return Milestone.objects.create(position=last.position + 1 if last else 1, **told)


@act("report.milestones.retract", by=WRITERS)
def retract_milestone(*, key: str, revision: int, reason: str, today: date, actor: Actor) -> Milestone:
    return _changed(_standing(access.take(actor, Milestone, key, revision)), {"retracted_on": today})


@act("report.blocks.write", by=WRITERS)
def write(*, report: Report, kind: str, actor: Actor, after: str = "", **told: Any) -> Block:
    """Add a line or a table, at the end or behind the block with key `after`."""
    block = Block(report=report, kind=kind, position=_behind(report, after), **told)
    refusing.unreadable(block)
    block.save()
    return block


@act("report.blocks.revise", by=WRITERS)
def revise(*, key: str, revision: int, actor: Actor, **told: Any) -> Block:
    block = access.take(actor, Block, key, revision)
    for name, value in told.items():
        setattr(block, name, value)
    refusing.unreadable(block)
    block.save()
    return block


@act("report.blocks.move", by=WRITERS)
def move(*, key: str, after: str, actor: Actor) -> Block:
    """Put a block behind another one (empty: to the front)."""
    block = access.take(actor, Block, key, None)
    block.position = _behind(block.report, after, front=not after)
    block.save()
    return block


@act("report.blocks.withdraw", by=WRITERS)
def withdraw(*, key: str, revision: int, today: date, actor: Actor, reason: str = "") -> Block:
    return _changed(access.take(actor, Block, key, revision), {"withdrawn_on": today})


@act("report.blocks.sign", by=WRITERS)
def sign(*, key: str, quantity: str, source: str, today: date, actor: Actor) -> Signature:
    """Sign for a typed quantity that no figure stands behind, with its source."""
    block = access.take(actor, Block, key, None)
    found = [q for _language, text in tracing.texts(block) for q in tracing.typed(text)]
    if quantity not in found:
        raise Refused(
            _("%(quantity)s is not an untraced quantity of this line.") % {"quantity": quantity},
            field="quantity",
            remedy=_("Choose one of those marked."),
        )
    if not source.strip():
        raise Refused(
            _("The source is missing."), field="source", remedy=_("Name the document the quantity stands in.")
        )
    return Signature.objects.create(
        block=block, quantity=quantity, source=source, signer=actor.title[:120], signer_key=actor.key, signed_on=today
    )


@act("report.editions.freeze", by=("system",))
def freeze(*, key: str, actor: Actor, purpose: str = "", expected: str = "") -> Edition:
    """Fix all figures of the report, and both documents made of them; done by a final approval (`offers.FREEZE`).

    Refused while a quantity is untraced, and where the documents are not those of the fingerprint `expected`.
    """
    report = access.take(actor, Report, key, None)
    blocks = list(queries.blocks(report))
    signed = queries.signed(report)
    refusing.untraced(report, blocks, signed)
    asking = [assembling.Assembly(report, language, signed=signed) for language in ("ko", "en")]
    try:
        for assembly in asking:
            assembling.document(assembly, blocks)
    except (KeyError, ValueError, Unanswerable) as wrong:
        raise Refused(refusing.why(wrong), field="text", remedy=_("Correct the chip, then freeze again.")) from wrong
    frozen = figures.freeze(
        name=str(report),
        base_on=report.base_on,
        questions=[question for assembly in asking for question in assembly.asked],
        tables=list(dict.fromkeys(told for assembly in asking for told in assembly.printed)),
        purpose=purpose,
        actor=actor,
    )
    kept = queries.frozenly(frozen)
    documents = {
        language: wire.to_json(
            assembling.document(
                assembling.Assembly(report, language, read=kept.read, rows=kept.rows, signed=signed), blocks
            )
        )
        for language in ("ko", "en")
    }
    if expected and fingerprints.of(documents) != expected:
        raise Refused(
            _("The report has changed since it was submitted for approval."), remedy=_("Submit it for approval again.")
        )
    told = {f"document_{language}": document for language, document in documents.items()}
    return Edition.objects.create(report=report, freeze=frozen, number=_edition(report), **told)


@act("report.editions.publish", by=WRITERS)
def publish(*, key: str, today: date, actor: Actor) -> Publication:
    """Hand an edition to the public."""
    edition = access.take(actor, Edition, key, None)
    if Publication.objects.filter(edition=edition).exists():
        raise Refused(_("This edition is already published."), field="key", remedy=_("Freeze a new edition first."))
    if approvals.made_by(edition) is None:
        raise Refused(_("This edition was not approved."), field="key", remedy=_("Submit the report for approval."))
    return Publication.objects.create(edition=edition, published_on=today)


def _standing(thing: E) -> E:
    if thing.retracted_on is not None:
        told = {"thing": thing, "day": thing.retracted_on.isoformat()}
        raise Refused(_("“%(thing)s” was retracted on %(day)s.") % told, remedy=_("Enter it anew."))
    return thing


def _changed(thing: R, told: dict[str, Any]) -> R:
    for name, value in told.items():
        setattr(thing, name, value)
    thing.save()
    return thing


def _next(model: type[Task] | type[Award], report: Report) -> int:
    last = model._base_manager.filter(report=report).order_by("-position").first()
    return last.position + 1 if last else 1


def _behind(report: Report, after: str, *, front: bool = False) -> int:
    """A free position behind a block, at the front, or at the end; where none is left, the lines are spaced anew."""
    lines = list(queries.blocks(report).select_for_update())
    at = 0 if front else next((n for n, block in enumerate(lines, 1) if block.key == after), len(lines))
    before = lines[at - 1].position if at else 0
    behind = lines[at].position if at < len(lines) else before + 2 * STEP
    if behind - before < 2:
        for number, block in enumerate(lines, 1):
            block.position = number * STEP
            block.save()
        return at * STEP + STEP // 2
    return (before + behind) // 2


def _edition(report: Report) -> int:
    return queries.editions(report).count() + 1
