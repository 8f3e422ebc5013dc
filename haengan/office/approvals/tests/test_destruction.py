"""Papers whose retention is over: listed, deliberated on, emptied; number, signers, days and figures stay."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals import queries, seals
from haengan.kernel.approvals.actions import letters
from haengan.kernel.approvals.figures import APPROVED
from haengan.kernel.approvals.models import Decision, Paper, Sending, Version
from haengan.kernel.approvals.tests.conftest import NOW, head, letter, own_keys, seal, sign  # noqa: F401  # fixtures
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import year
from haengan.kernel.jobs.models import Work
from haengan.kernel.journal import queries as journal
from haengan.kernel.journal import verifying
from haengan.kernel.journal.models import Content
from haengan.kernel.privacy.actions import destructions
from haengan.kernel.privacy.models import Destruction
from haengan.kernel.search import queries as searching

pytestmark = pytest.mark.django_db
KIND, WORD = "approvals.papers", "돌미나리"
OVER = date(timezone.localdate().year + 4, 1, 1)
COUNCIL = {"deliberated_on": OVER, "deliberation": "심의회 제4차: 전부 폐기"}


@pytest.fixture
def sent(letter, kim, head, seal):  # noqa: F811
    paper = sign(letter(body=f"1. 관련: {WORD}"), head, opinion=f"{WORD} 확인함")
    letters.send(key=paper.key, revision=paper.revision, channel="network", now=NOW, actor=kim)
    return Paper.objects.get(pk=paper.pk)


@pytest.fixture
def records(lee, park, give):
    give(lee, "house.privacy.draw_up")
    give(park, "house.privacy.approve")
    return lee, park


def drawn(records, today=OVER):
    return destructions.draw_up(retention=KIND, today=today, actor=records[0])


def destroy(made, records, **given):
    about = {"key": made.key, "revision": made.revision, "today": OVER, **COUNCIL, **given}
    return destructions.approve(**about, actor=records[1])


def test_a_paper_is_not_listed_before_its_period_is_over(sent, records):
    assert sent.retained_until_on == OVER
    with pytest.raises(Refused, match="Nothing of this kind"):
        drawn(records, OVER - timedelta(days=1))


def test_what_goes_to_the_archive_is_never_listed(sent, records):
    Paper.objects.filter(pk=sent.pk).update(retention="30")
    with pytest.raises(Refused, match="Nothing of this kind"):
        drawn(records)


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"deliberated_on": None}, "deliberated_on"),
        ({"deliberation": " "}, "deliberation"),
        ({"deliberated_on": OVER + timedelta(days=1)}, "deliberated_on"),
        ({"deliberated_on": OVER - timedelta(days=1)}, "deliberated_on"),
    ],
)
def test_nothing_goes_before_the_council_has_deliberated(missing, field, sent, records):
    with pytest.raises(Refused) as refused:
        destroy(drawn(records), records, **missing)
    assert refused.value.field == field
    assert WORD in Version.objects.get().content


def test_the_content_goes_and_what_it_was_stays(sent, records):
    counted = figures.value(APPROVED, year(NOW.year)).amount
    code = Sending.objects.get().code
    digest = Version.objects.get().digest
    destroy(drawn(records), records)
    paper = Paper.objects.get(pk=sent.pk)

    assert (paper.body, paper.recipients, paper.destroyed_on) == ("", "", OVER)
    assert [one.content for one in (*Version.objects.all(), *Sending.objects.all())] == ["", ""]
    assert set(Decision.objects.values_list("opinion", flat=True)) == {""}
    assert (paper.title, paper.number.text, Version.objects.get().digest) == (sent.title, sent.number.text, digest)
    assert figures.value(APPROVED, year(NOW.year)).amount == counted
    assert queries.sent(code) is None
    assert Work.objects.filter(name="kernel.privacy.forget").exists()


def test_the_journal_verifies_and_has_forgotten(sent, records):
    destroy(drawn(records), records)
    assert verifying.verify(contents=True).sound
    keys = [sent.key, *(one.key for rows in (Version, Sending, Decision) for one in rows.objects.all())]
    lines = [line.number for key in keys for line in journal.history(key)]
    assert lines
    assert not Content.objects.filter(line_id__in=lines).exists()


def test_the_search_finds_the_paper_no_more(sent, records, kim):
    def found():
        return searching.find(sent.title, actor=kim, labels=frozenset({"kernel_approvals.paper"})).hits

    assert found()
    destroy(drawn(records), records)
    assert not found()


def test_one_paper_is_kept_with_a_reason(sent, letter, head, records):  # noqa: F811
    other = sign(letter(title="다른 문서"), head)
    made = drawn(records)
    about = {"key": made.key, "revision": made.revision, "actor": records[0]}
    with pytest.raises(Refused, match="does not stand"):
        destructions.hold(**about, thing="0" * 22, reason="감사 중")
    with pytest.raises(Refused, match="Say why"):
        destructions.hold(**about, thing=sent.key, reason=" ")
    made = destructions.hold(**about, thing=sent.key, reason="감사 중")
    assert made.things == 1
    made = destroy(made, records)
    assert made.destroyed == 1
    assert Paper.objects.get(pk=sent.pk).body
    assert Paper.objects.get(pk=other.pk).destroyed_on == OVER


def test_only_emptying_is_open_and_nothing_beside_it(sent):
    for change in ("content = 'x'", "content = '', digest = 'x'", "digest = 'x'", "number = 2, content = ''"):
        with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE kernel_approvals_version SET {change}")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_approvals_version SET content = ''")
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_approvals_version SET content = 'again'")


def test_from_the_page_it_goes_list_by_list(sent, records, desk, kim, head):  # noqa: F811
    first, second = (desk(one) for one in records)
    Paper.objects.filter(pk=sent.pk).update(retained_until_on=timezone.localdate())
    first.post("/office/privacy/draw-up", {"retention": KIND})
    made = Destruction.objects.get()
    at = f"/office/privacy/lists/{made.key}/"
    assert "Outcome of the deliberation" in second.get(at).content.decode()
    refused = second.post(f"{at}approve", {"revision": made.revision})
    assert refused.status_code == 422
    assert "A council deliberates" in refused.content.decode()
    given = {"revision": made.revision, "deliberated_on": timezone.localdate().isoformat(), "deliberation": "제4차"}
    assert second.post(f"{at}approve", given).status_code == 302
    page = desk(kim).get(f"/approvals/papers/{sent.key}/")
    assert page.status_code == 200
    assert WORD not in page.content.decode()
    assert head.name_ko in page.content.decode()
    assert "Its content was destroyed on" in page.content.decode()
    assert desk(kim).get(f"/approvals/papers/{sent.key}/1/letter.pdf").status_code == 404


def test_a_seal_over_nothing_holds_nothing(sent, records):
    destroy(drawn(records), records)
    assert not seals.holds(Sending.objects.get())
