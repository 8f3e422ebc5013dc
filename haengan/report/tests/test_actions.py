from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.approvals.actions import drafting, signing
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import year
from haengan.kernel.figures.tests.orchard import actions as orchard
from haengan.lib.documents import model as doc
from haengan.lib.documents import wire
from haengan.report import actions, fingerprints, queries
from haengan.report.models import Block, Edition
from haengan.report.tests.conftest import CLERK

TODAY = date(2024, 1, 2)
HARVEST = "{{test.orchard.baskets|2023}}"


def pick(weight=10):
    grower = orchard.settle(region="north", actor=CLERK)
    return orchard.pick(grower=grower, on=date(2023, 3, 1), weight=weight, actor=CLERK)


def lines(report):
    return [block.text_ko for block in queries.blocks(report)]


def test_lines_stand_in_the_order_they_are_put(report, write):
    first, _second = write("하나"), write("둘")
    write("하나 다음", after=first.key)
    assert lines(report) == ["하나", "하나 다음", "둘"]


def test_there_is_always_room_behind_a_line(report, write):
    first = write("0")
    for number in range(14, 0, -1):
        write(str(number), after=first.key)
    assert lines(report) == [str(n) for n in range(15)]


def test_a_moved_line_can_go_to_the_front(report, write):
    write("둘")
    actions.move(key=write("하나").key, after="", actor=CLERK)
    assert lines(report) == ["하나", "둘"]


def test_a_withdrawn_line_is_left_out_and_stays_on_record(report, write):
    block = write("하나")
    actions.withdraw(key=block.key, revision=block.revision, today=TODAY, reason="twice", actor=CLERK)
    assert lines(report) == []
    assert Block.objects.count() == 1


def test_an_edit_that_saw_an_old_version_is_refused(write):
    block = write("하나")
    actions.revise(key=block.key, revision=block.revision, text_ko="둘", actor=CLERK)
    with pytest.raises(Stale):
        actions.revise(key=block.key, revision=block.revision, text_ko="셋", actor=CLERK)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{test.orchard.busket|2023}}개", "no figure"),
        ("{{test.orchard.baskets|sometime}}개", "is not a period"),
        ("{{test.orchard.baskets|2023|colour=red}}개", "no part “colour”. There are: region, sort"),
        ("{{test.orchard.baskets|2023|region=nroth}}개", "no part “region=nroth”. There are: north, south"),
        ("{{test.orchard.baskets|2023|since=sometime}}개", "is not a period"),
        ("{{test.orchard.baskets|2023|base_on=soon}}개", "Base date soon is not a day"),
        ("{{test.orchard.baskets|2023|base_on=2024-02-01}}개", "the report's own"),
        ("{{test.orchard.baskets|2023-06|base_on=2023-05-01}}개", "lies outside 2023-06-01..2023-06-30"),
        ("{{test.orchard.baskets", "stands alone"),
    ],
)
def test_a_chip_that_cannot_be_answered_is_refused_when_written(text, said, write):
    with pytest.raises(Refused, match=said) as refused:
        write(text)
    assert refused.value.field == "text_ko"
    assert not Block.objects.exists()


def test_a_report_with_an_untraced_quantity_cannot_be_frozen(report, write):
    write("바구니 12개를 거둠")
    with pytest.raises(Refused, match="12개"):
        actions.freeze(key=report.key, actor=CLERK)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("place", ["vision", "goal"])
def test_a_quantity_on_the_cover_cannot_be_frozen(place, report):
    if place == "vision":
        actions.revise_report(key=report.key, revision=report.revision, vision_ko="주민 300명을 만남", actor=CLERK)
    else:
        actions.set_goals(key=report.key, revision=report.revision, goals=[("만남", "Meeting 300 people")], actor=CLERK)
    with pytest.raises(Refused, match="300"):
        actions.freeze(key=report.key, actor=CLERK)


def test_an_official_may_sign_for_a_quantity_with_its_source(report, write):
    block = write("바구니 12개를 거둠")
    actions.sign(key=block.key, quantity="12개", source="수확일지", today=TODAY, actor=CLERK)
    edition = actions.freeze(key=report.key, actor=CLERK)
    item = wire.from_json(edition.document_ko).blocks[0]
    assert item.inlines[1] == doc.Number("12개", standing="signed")


def test_signing_needs_a_source_and_a_quantity_that_stands_there(write):
    block = write("바구니 12개를 거둠")
    with pytest.raises(Refused, match="source"):
        actions.sign(key=block.key, quantity="12개", source=" ", today=TODAY, actor=CLERK)
    with pytest.raises(Refused, match="13개"):
        actions.sign(key=block.key, quantity="13개", source="수확일지", today=TODAY, actor=CLERK)


def test_a_frozen_number_stays_what_it_was(report, write):
    pick()
    write(f"바구니 {HARVEST}개를 거둠")
    edition = actions.freeze(key=report.key, actor=CLERK)
    pick()
    number = wire.from_json(edition.document_ko).blocks[0].inlines[1]
    assert (number.text, number.figure, number.standing) == ("1", "test.orchard.baskets", "recorded")


def test_both_languages_are_frozen(report, write):
    write("거둠", en=f"{HARVEST} baskets")
    edition = actions.freeze(key=report.key, actor=CLERK)
    assert wire.from_json(edition.document_en).blocks[0].inlines[0].text == "0"


def test_an_edition_is_published_once(approved):
    edition = approved()
    actions.publish(key=edition.key, today=TODAY, actor=CLERK)
    assert [e.key for e in queries.published(2023)] == [edition.key]
    with pytest.raises(Refused, match="already"):
        actions.publish(key=edition.key, today=TODAY, actor=CLERK)


def test_an_edition_that_was_not_approved_is_not_published(report):
    edition = actions.freeze(key=report.key, actor=CLERK)
    with pytest.raises(Refused, match="not approved"):
        actions.publish(key=edition.key, today=TODAY, actor=CLERK)


def test_no_official_freezes_around_the_approval(report, kim, give):
    give(kim, "report.freeze", "report.write")
    with pytest.raises(NotPermitted):
        actions.freeze(key=report.key, actor=kim)


def test_what_changed_after_the_review_is_not_approved(report, write, kim, director, give):
    """A number that would print otherwise than in what was submitted stops every further signature."""
    give(kim, "report.write")
    write(f"바구니 {HARVEST}개를 거둠")
    now = datetime.now(UTC)
    paper = drafting.draft(kind="report.freeze", title="확정", subject=report.key, now=now, actor=kim)
    version = drafting.submit(key=paper.key, revision=paper.revision, now=now, actor=kim)
    pick()
    with pytest.raises(Refused, match="has changed since"):
        signing.approve(key=paper.key, digest=version.digest, now=now, actor=director)
    assert not Edition.objects.exists()


def test_what_is_frozen_is_what_was_approved(report, write, approved):
    write(f"바구니 {HARVEST}개를 거둠")
    pick()
    edition = approved()
    assert fingerprints.of({"ko": edition.document_ko, "en": edition.document_en}) == fingerprints.now(report)


def test_a_chip_with_a_base_date_of_its_own_is_frozen_as_it_was_previewed(report, write):
    """Picked after the chip's own base date, before the report's: the preview leaves it out, and so must the edition."""
    pick()
    grower = orchard.settle(region="south", actor=CLERK)
    orchard.pick(grower=grower, on=date(2023, 9, 1), weight=10, actor=CLERK)
    write("바구니 {{test.orchard.baskets|2023|base_on=2023-06-30}}개")
    edition = actions.freeze(key=report.key, actor=CLERK)
    number = wire.from_json(edition.document_ko).blocks[0].inlines[1]
    assert (number.text, number.period) == ("1", "2023-01-01..2023-06-30")


def test_a_change_leads_to_the_value_it_is_counted_from(report, write):
    write("바구니 {{test.orchard.baskets|2023|since=2022|form=arrow}}개")
    edition = actions.freeze(key=report.key, actor=CLERK)
    number = wire.from_json(edition.document_ko).blocks[0].inlines[1]
    assert "since=2022-01-01..2022-12-31" in unquote(number.href)


def test_goals_that_someone_else_wrote_meanwhile_are_not_overwritten(report):
    actions.set_goals(key=report.key, revision=report.revision, goals=[("하나", "One")], actor=CLERK)
    with pytest.raises(Stale):
        actions.set_goals(key=report.key, revision=report.revision, goals=[("둘", "Two")], actor=CLERK)
    assert [goal.text_ko for goal in report.goals.all()] == ["하나"]


@pytest.fixture
def award(report):
    told = {"giver_ko": "도지사", "giver_en": "Governor", "name_ko": "평가", "name_en": "Evaluation"}
    told |= {"grade_ko": "우수", "grade_en": "Second", "prize": 5_000_000}
    return actions.record_award(report=report, awarded_on=date(2023, 4, 4), actor=CLERK, **told)


def prize():
    return figures.value(figures.named("report.awards.prize"), year(2023)).amount


def test_a_retracted_award_counts_nowhere_and_stays_on_record(award, report):
    assert prize() == 5_000_000
    actions.retract_award(key=award.key, revision=award.revision, reason="twice", today=TODAY, actor=CLERK)
    assert prize() == 0
    assert not queries.awards_reported(year(2023)).exists()
    assert [one.retracted_on for one in queries.awards_listed()] == [TODAY]


def test_what_was_retracted_is_neither_corrected_nor_retracted_again(award):
    gone = actions.retract_award(key=award.key, revision=award.revision, reason="twice", today=TODAY, actor=CLERK)
    for act, told in ((actions.correct_award, {"prize": 1}), (actions.retract_award, {"reason": "", "today": TODAY})):
        with pytest.raises(Refused, match="was retracted on 2024-01-02"):
            act(key=gone.key, revision=gone.revision, actor=CLERK, **told)


def test_a_retracted_task_and_milestone_are_not_printed(report):
    words = {"name_ko": "과제", "name_en": "Task", "division_ko": "과", "division_en": "Division"}
    task = actions.plan_task(report=report, kind="own", planned_on=date(2023, 5, 1), actor=CLERK, **words)
    actions.retract_task(key=task.key, revision=task.revision, reason="twice", today=TODAY, actor=CLERK)
    words = {"stage_ko": "1", "stage_en": "1", "text_ko": "착공", "text_en": "Begun", "subject": "hall"}
    days = {"from_on": date(2023, 5, 1), "until_on": date(2023, 5, 2)}
    step = actions.record_milestone(**words, **days, actor=CLERK)
    actions.retract_milestone(key=step.key, revision=step.revision, reason="twice", today=TODAY, actor=CLERK)
    assert not queries.tasks_planned(year(2023)).exists()
    assert not queries.milestones("hall").exists()


def test_a_member_that_nobody_ever_named_is_refused_and_not_counted_as_none(award, write):
    write("{{report.awards.received|2022|giver=도지사}}건")
    with pytest.raises(Refused, match=r"no part “giver=도치사”. There are: 도지사"):
        write("{{report.awards.received|2023|giver=도치사}}건")
