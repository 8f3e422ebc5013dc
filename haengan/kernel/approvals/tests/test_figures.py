"""A golden day: what was drafted, returned, approved and sent, counted by hand."""

from datetime import timedelta

from haengan.kernel.approvals import figures as ours
from haengan.kernel.approvals import queries
from haengan.kernel.approvals.actions import drafting, letters, signing
from haengan.kernel.approvals.models import Paper
from haengan.kernel.approvals.tests.conftest import NOW, sign
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures import rules as periods


def amount(figure):
    """Of the year in which the tests run, begun early enough for what was drafted three days before."""
    today = NOW.astimezone().date()
    return figures.value(figure, periods.Period(today - timedelta(days=5), today + timedelta(days=1))).shown


def test_three_papers_one_returned_two_approved_one_sent(letter, kim, head, seal):
    early = drafting.draft(
        kind="letter", title="사흘 전 기안", recipients="양평군수", now=NOW - timedelta(days=3), actor=kim
    )
    drafting.submit(key=early.key, revision=early.revision, now=NOW, actor=kim)
    sign(Paper.objects.get(pk=early.pk), head)
    sent = sign(letter(), head)
    letters.send(key=sent.key, revision=sent.revision, channel="post", now=NOW, actor=kim)
    back = letter(title="반려될 문서")
    digest = queries.current(back).digest
    signing.send_back(key=back.key, digest=digest, reason="보완", now=NOW, actor=head)

    assert [amount(f) for f in (ours.DRAFTED, ours.APPROVED, ours.RETURNED, ours.SENT)] == [3, 2, 1, 1]
    assert (amount(ours.DAYS), amount(ours.AVERAGE_DAYS)) == (3, 1.5)
