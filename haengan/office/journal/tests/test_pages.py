import pytest

from haengan.kernel.journal import queries
from haengan.kernel.people import actions as people


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def promoted(kim, lee, give):
    """Kim, at the personnel desk, promotes Lee."""
    give(kim, "support.personnel.keep")
    people.promote(
        key=lee.key, grade="6", from_on=lee.from_on.replace(year=2025), actor=type(kim).objects.get(pk=kim.pk)
    )
    return queries.recent().first().number


def test_without_the_duty_one_reads_only_the_own_acts(kim, lee, promoted, desk):
    assert str(promoted) in text(desk(kim).get("/office/journal/"))
    assert desk(kim).get(f"/office/journal/{promoted}/").status_code == 200
    assert desk(lee).get(f"/office/journal/{promoted}/").status_code == 404


def test_with_the_duty_one_reads_every_line_narrowed_by_act(lee, promoted, give, desk):
    give(lee, "house.journal.read")
    browser = desk(lee)

    assert f"/office/journal/{promoted}/" in text(browser.get("/office/journal/?act=people.officials.promote"))
    assert f"/office/journal/{promoted}/" not in text(browser.get("/office/journal/?act=places"))


def test_contents_open_for_a_purpose_and_the_opening_is_a_line_of_its_own(kim, promoted, desk):
    browser = desk(kim)
    page = text(browser.post(f"/office/journal/{promoted}/", {"purpose": "감사"}))

    assert "<ins>6</ins>" in page
    newest = queries.recent().first()
    assert (newest.act, newest.reason, newest.actor_key) == ("journal.contents.read", "감사", kim.key)


def test_contents_stay_shut_without_a_purpose(kim, promoted, desk):
    answer = desk(kim).post(f"/office/journal/{promoted}/", {"purpose": " "})

    assert answer.status_code == 422
    assert "<ins>" not in text(answer)
