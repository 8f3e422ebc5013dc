"""The report after a warning or an exercise: who was reached, who was missed and why, in both languages and every format."""

import csv
import io
from datetime import timedelta

import pytest

from haengan.kernel.acts import running
from haengan.kernel.dispatch import intake
from haengan.kernel.dispatch.models import Delivery, Tally
from haengan.kernel.dispatch.proving import Proof, record
from haengan.kernel.registers import papers
from haengan.lib.documents import html
from haengan.lib.terminal import signed, words
from haengan.lib.terminal.words import Ack
from haengan.rooms.safety.warnings.queries import aftermath as queries
from haengan.rooms.safety.warnings.register import aftermath
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def gone(in_force, terminal, people, districts, now):
    """Sent to five sirens in two districts: one has sounded, one has arrived, one refused, one never answered, to one nothing
    left. A third district has no terminal. A subscriber could not be reached."""
    sirens = {name: terminal(name, district=place) for name, place in SIRENS.items()}
    keys = [one.key for one in districts[:3]]
    warning = in_force(area={"districts": keys})
    message = warning.message

    def say(name, note="", **stages):
        moments = tuple((code[1:], now + seconds * SECOND) for code, seconds in stages.items())
        ack = Ack(name, "live", message.key, moments, note)
        topic = words.topic("live", name, "ack")
        intake.hear([(topic, signed.seal(ack.body(), sirens[name].secret))], now=now)

    Delivery.objects.exclude(terminal__number="s-untried").update(attempts=3)
    say("s-done", c000=1, c200=1, c400=2, c600=2, c800=9)
    say("s-came", c000=3)
    say("s-refused", "no clip 'x' is stored here", c000=1, c200=1, c400=1, c610=1)
    return warning


SIRENS = {"s-done": 0, "s-came": 0, "s-refused": 0, "s-silent": 1, "s-untried": 1}


def told(gone):
    found = queries.of(gone)
    return found, {one.number: one for one in found.terminals}


def test_each_terminal_has_its_times_or_why_it_was_missed(gone):
    _found, by = told(gone)

    assert (by["s-done"].received, by["s-done"].believed, by["s-done"].done, by["s-done"].why) == (1.0, 2.0, 9.0, "")
    assert (by["s-came"].received, by["s-came"].done, by["s-came"].why) == (3.0, None, "")
    assert (by["s-refused"].why, by["s-refused"].note) == ("refused", "no clip 'x' is stored here")
    assert (by["s-silent"].why, by["s-untried"].why) == ("silent", "untried")


def test_residents_stand_in_exactly_one_class_of_districts(gone):
    found, _by = told(gone)
    reach = {one.name_ko: (one.terminals, one.proven, one.residents, one.reach) for one in found.districts}

    assert reach == {
        "강변동": (4, 2, 300, "some"),
        "언덕동": (2, 0, 300, "none"),
        "시장동": (0, 0, 300, "bare"),
    }
    assert found.residents("all", "some", "none", "bare") == 900


def test_the_course_begins_with_the_draft_and_goes_on_to_the_last_siren(gone):
    found, _by = told(gone)
    what = [one.what for one in found.happened]

    assert what == ["draft", "waiting", "sent", "command", "first"]
    assert found.happened[-1].at == gone.message.queued_at + 9 * SECOND
    assert [one.at for one in found.happened] == sorted(one.at for one in found.happened)


def test_what_was_never_sent_has_no_report(draft):
    warning = draft()
    assert queries.of(warning) is None
    assert not aftermath.went_out(warning)


def test_people_are_counted_by_channel_with_what_failed(in_force, people, terminal, now):
    warning = in_force()
    row = Delivery(message=warning.message, world="live", channel="sms", due_at=now, changed_at=now)
    with running.intake("tests.sms", actor=HOUSE):
        Delivery.objects.bulk_create([row])
        Tally.objects.create(message=warning.message, channel="sms", state="queued", count=1, counted_on=now.date())
    record([Proof(row.pk, "try 1", now, "failed", note="no such number")], now=now)

    found = queries.of(warning)
    assert [(one.channel, one.total, one.arrived, one.failed) for one in found.ways] == [("sms", 1, 0, 1)]
    assert found.reasons == [("sms", "no such number", 1)]


@pytest.mark.parametrize(("language", "title"), [("ko", "사후평가"), ("en", "Report after a warning")])
def test_the_report_says_it_in_either_language(language, title, gone, now):
    document = aftermath.report(gone, language=language, today=now.date())
    text = html.render(document)

    assert title in document.title
    assert "s-untried" in text
    assert not {"some", "none", "untried", "silent", "refused"} & set(_cells(document))


def _cells(document):
    tables = [block for block in document.blocks if hasattr(block, "body")]
    rows = [row for table in tables for row in table.body]
    return [part.text for row in rows for one in row for each in one.lines for part in each]


def test_a_drill_says_so_on_every_page(in_force, terminal, now):
    terminal("d-1", world="drill")
    document = aftermath.report(in_force(world="drill"), language="ko", today=now.date())
    assert "훈련" in document.title
    assert document.marked


@pytest.mark.parametrize(("format", "begins"), [("pdf", b"%PDF"), ("hwpx", b"PK"), ("docx", b"PK")])
def test_it_is_written_in_every_format(format, begins, gone, now):
    document = aftermath.report(gone, language="ko", today=now.date())
    assert papers.rendered(document, format=format).startswith(begins)


def test_the_page_the_file_and_the_api_agree(gone, drafter, desk):
    browser = desk(drafter)
    page = browser.get(f"/safety/warnings/{gone.key}/aftermath/").content.decode()
    rows = list(
        csv.DictReader(
            io.StringIO(browser.get(f"/safety/warnings/{gone.key}/aftermath.csv").content.decode("utf-8-sig"))
        )
    )
    answer = browser.get(f"/api/v1/safety/warnings/{gone.key}/aftermath").json()

    assert [name for name in SIRENS if name in page] == ["s-refused", "s-silent", "s-untried"]
    assert [row["number"] for row in rows] == [one["number"] for one in answer["terminals"]]
    assert {row["number"]: row["why"] for row in rows}["s-silent"] == "silent"
    reach = {
        one["name"]: (one["residents"], one["terminals"], one["proven"], one["reach"]) for one in answer["districts"]
    }
    assert reach["언덕동"] == (300, 2, 0, "none")


def test_a_text_that_a_spreadsheet_would_run_is_quoted():
    from haengan.rooms.safety.warnings.pages.aftermath import _safe

    assert (_safe("=1+1"), _safe("siren-1"), _safe(None), _safe(3)) == ("'=1+1", "siren-1", None, 3)


def test_a_draft_has_no_page_and_an_outsider_sees_none(draft, drafter, desk, client):
    warning = draft()
    for address in ("aftermath/", "aftermath.csv"):
        assert desk(drafter).get(f"/safety/warnings/{warning.key}/{address}").status_code == 404
        assert client.get(f"/safety/warnings/{warning.key}/{address}").status_code in (302, 403)


def test_a_thousand_terminals_cost_no_more_queries_than_one(gone, terminal, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        queries.of(gone)
