"""Planted numbers and names are looked for where they must not be: pages, files, API, addresses, error pages and logs."""

import io
import json
import logging
import re
import zipfile
from datetime import date

import pytest
import structlog

from haengan.rooms.autonomy.honorary_mayors.actions import calls
from haengan.rooms.autonomy.townhalls.actions import requests
from haengan.site.settings.logs import LOGGING
from tests.cast import HOUSE

NAME, PHONE, MAIL, NUMBER = "남궁보람", "010-9876-5432", "boram.namgung@example.kr", "900101-1234567"
PLANTED = (NAME, PHONE, "98765432", "9876-5432", MAIL, NUMBER, NUMBER.replace("-", ""))
DAY = date(2023, 3, 10)
LISTS = ("townhalls/requests", "honorary-mayors/applications")


@pytest.fixture
def planted(db):
    call = calls.call(title="모집", year=2023, from_on=DAY, until_on=date(2023, 4, 1), women=1, actor=HOUSE)
    applied = calls.apply(
        call=call, name=NAME, born_on=date(1990, 1, 1), group="women", groups=[], contact=MAIL, agreed=True,
        today=DAY, actor=HOUSE, channel="phone",
    )  # fmt: skip
    asked = requests.receive(
        name=NAME, contact=PHONE, subject="노선", details="", organisation="", sector="farmers", channel="phone",
        wished_from_on=date(2023, 4, 1), wished_until_on=date(2023, 4, 2), agreed=True, today=DAY, actor=HOUSE,
    )  # fmt: skip
    return {LISTS[0]: asked, LISTS[1]: applied}


@pytest.fixture
def browser(kim, give, desk):
    """Reads both registers, without the duty that shows personal data."""
    give(kim, "autonomy.townhalls.read", "autonomy.honorary_mayors.read")
    return desk(kim)


@pytest.fixture
def log():
    """What the house writes, as it leaves it."""
    written, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    json_lines = LOGGING["formatters"]["json"]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=json_lines["foreign_pre_chain"], processors=json_lines["processors"]
        )
    )
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def leaks(text):
    return [word for word in PLANTED if word in text]


def plain(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf8", "replace")


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("what", ["", "export.csv", "export.xlsx", "print/"])
def test_lists_and_files_without_the_duty_hold_nothing_planted(planted, browser, where, what):
    answer = browser.get(f"/autonomy/{where}/{what}?fields=all")
    found = plain(answer)
    assert answer.status_code == 200
    assert planted[where].number in found
    assert leaks(found) == []


@pytest.mark.parametrize("where", LISTS)
def test_a_record_and_its_history_hold_nothing_planted(planted, browser, where):
    answer = browser.get(f"/autonomy/{where}/{planted[where].key}/")
    assert answer.status_code == 200
    assert leaks(plain(answer)) == []


@pytest.mark.parametrize("where", LISTS)
def test_the_api_without_the_duty_tells_nothing_planted(planted, browser, where):
    for at in (f"/api/v1/autonomy/{where}/", f"/api/v1/autonomy/{where}/{planted[where].key}"):
        answer = browser.get(at)
        assert answer.status_code == 200, at
        assert leaks(json.dumps(answer.json(), ensure_ascii=False)) == []


@pytest.mark.parametrize("where", LISTS)
def test_no_link_of_a_page_holds_anything_planted_even_sorted_by_name(planted, browser, where):
    page = plain(browser.get(f"/autonomy/{where}/"))
    links = " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', page))
    assert links
    assert leaks(links) == []


@pytest.mark.parametrize("at", [f"/office/{NUMBER}/", f"/autonomy/townhalls/requests/{PHONE}/", f"/{NAME}"])
def test_a_page_that_is_not_there_does_not_repeat_what_was_asked(browser, at):
    """The language switch leads back to the same address; nothing that is read says it."""
    answer = browser.get(at)
    assert answer.status_code == 404
    assert leaks(re.sub(r"<[^>]*>", " ", plain(answer))) == []


def test_a_failure_shows_and_logs_none_of_its_words(browser, monkeypatch, log):
    from haengan.office.people import pages

    def broken(*_args, **_named):
        raise ValueError(f"{NAME} {PHONE} {NUMBER}")

    monkeypatch.setattr(pages.queries, "employed", broken)
    browser.raise_request_exception = False
    answer = browser.get(f"/office/people/?q={NAME}")
    told = log.getvalue()
    assert answer.status_code == 500
    assert leaks(plain(answer)) == []
    assert "ValueError" in told
    assert leaks(told) == []


def test_a_search_for_a_person_leaves_no_words_in_the_log(browser, log):
    browser.get(f"/office/people/?q={NAME}")
    told = log.getvalue()
    assert "/office/people/" in told
    assert leaks(told) == []
