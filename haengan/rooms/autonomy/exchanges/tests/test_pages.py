import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.rooms.autonomy.exchanges import queries
from haengan.rooms.autonomy.exchanges.actions import cities, exchanges
from haengan.rooms.autonomy.exchanges.tests.conftest import TODAY, line
from haengan.rooms.autonomy.exchanges.tests.test_actions import DAY

pytestmark = pytest.mark.django_db
HOME = "/autonomy/exchanges/"


@pytest.mark.parametrize(("language", "words"), [("ko", "대표단 파견(15명)"), ("en", "Delegation (15 people)")])
def test_citizens_read_the_exchanges_of_a_year(language, words, citizen, enter, sasebo):
    enter(sasebo, "2023-04-01", "2023-05-01", line("civic", out=15), subject_en="Delegation ({out} people)")
    page = citizen.get(HOME + "?year=2023", headers={"accept-language": language}).content.decode()
    assert words in page


def test_citizens_do_not_read_of_cancelled_ones(citizen, enter, sasebo, keeper):
    one = enter(sasebo, "2026-12-10", "2026-12-15", line("youth", out=5), state="planned", subject="연수단({파견}명)")
    assert "연수단" in citizen.get(HOME + "?year=2026").content.decode()
    exchanges.cancel(key=one.key, revision=one.revision, reason="태풍", today=TODAY, actor=keeper)
    assert "연수단" not in citizen.get(HOME + "?year=2026").content.decode()


@pytest.mark.parametrize("year", ["abc", "0", "99999999999999", "²"])
def test_a_made_up_year_is_not_here(year, citizen):
    assert citizen.get(HOME, {"year": year}).status_code == 404


@pytest.mark.parametrize("page", ["cities/", "agreements/", "new/", "years/"])
def test_office_pages_are_absent_from_the_citizens_application(page, citizen):
    assert citizen.get(HOME + page).status_code == 404


@pytest.mark.parametrize("page", ["", "cities/", "agreements/", "lines/", "years/", "years/2023.pdf"])
def test_another_division_is_refused(page, desk, park, enter, sasebo):
    enter(sasebo, "2023-04-01", "2023-05-01", line("civic", out=15))
    assert desk(park).get(HOME + page).status_code == 403


def test_the_files_of_an_agreement_are_handed_to_who_may_see_it(desk, keeper, park, sasebo):
    pdf = SimpleUploadedFile("협정서.pdf", b"%PDF-1.4\n%%EOF\n")
    told = {"kind": "memorandum", "signed_on": DAY(2023, 1, 1), "document": pdf}
    agreement = cities.sign(city=sasebo, actor=keeper, **told)
    page = f"{HOME}agreements/{agreement.key}/"
    browser = desk(keeper)
    assert "협정서.pdf" in browser.get(page).content.decode()
    attachment = queries.documents(agreement)[0]
    answer = browser.get(f"{page}files/{attachment.key}")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert desk(park).get(f"{page}files/{attachment.key}").status_code == 403


def test_the_open_data_tell_content_and_kinds(citizen, enter, sasebo):
    enter(sasebo, "2023-04-01", "2023-05-01", line("civic", out=15))
    told = citizen.get("/api/v1/autonomy/exchanges/exchanges/2023").json()
    assert [(row["city"], row["content_ko"], row["kinds"]) for row in told] == [
        ("sasebo", "대표단 파견(15명)", ["civic"])
    ]
    assert citizen.get("/api/v1/autonomy/exchanges/cities").json()[0]["code"] == "sasebo"
