import pytest
from django.utils import timezone

from haengan.kernel.registers import actions as imports
from haengan.kernel.registers import forwarding
from haengan.lib.documents.tests.folders import with_fonts
from haengan.rooms.autonomy.honorary_mayors.models import Appointment

pytestmark = pytest.mark.django_db
HOME = "/autonomy/honorary-mayors/"
SHEET = """성명,생년월일,주된 집단,해당하는 모든 집단,위촉일
홍길순,1990. 5. 5.,여성,"여성, 장애인",2023. 4. 3.(월)
김누리,,청년,,2023. 4. 3.
이슬아,,청년,,2023. 4. 3.(화)
"""


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("part", ["", "calls/", "applications/", "opinions/"])
def test_the_list_opens_in_both_languages(part, language, desk, clerk, apply, name, voice):
    apply()
    voice(name())
    assert desk(clerk, language=language).get(HOME + part).status_code == 200


@pytest.mark.parametrize("n", [1, 25])
def test_the_list_costs_the_same_queries_whatever_the_rows(n, desk, clerk, name, django_assert_max_num_queries):
    for _ in range(n):
        name()
    browser = desk(clerk)
    browser.get(HOME)
    with django_assert_max_num_queries(28):
        browser.get(HOME)


def test_a_call_is_entered_with_its_places_and_corrected(desk, clerk):
    browser = desk(clerk)
    given = {
        "title": "모집",
        "year": "2023",
        "from_on": "2023-03-01",
        "until_on": "2023-03-31",
        "youth": "6",
        "once": "a",
    }
    page = browser.post(HOME + "calls/new/", given)["Location"]
    shown = browser.get(page + "edit/").content.decode()
    assert 'name="youth" value="6"' in shown
    browser.post(page + "edit/", {**given, "youth": "7", "revision": "1", "once": "b"})
    assert "7" in browser.get(page).content.decode()


def test_an_application_goes_from_the_form_to_the_letter(desk, clerk, apply):
    browser = desk(clerk)
    application = apply()
    page = f"{HOME}applications/{application.key}/"
    browser.post(page + "do/select/", {"grounds": "추첨", "revision": application.revision, "once": "a"})
    application.refresh_from_db()
    sent = {"appointed_on": "2023-04-03", "serves_on": "2023-04-20", "revision": application.revision, "once": "b"}
    assert browser.post(page + "do/appoint/", sent)["Location"] == page
    appointment = Appointment.objects.get()
    letter = browser.get(f"{HOME}{appointment.key}/papers/letter.hwpx")
    assert letter.getvalue()[:4] == b"PK\x03\x04"


def test_the_letter_is_a_sound_pdf(desk, clerk, name):
    with_fonts()
    answer = desk(clerk, language="ko").get(f"{HOME}{name().key}/papers/letter.pdf")
    assert answer.getvalue()[:4] == b"%PDF"


def test_a_sheet_is_tried_first_and_then_brought_in(clerk):
    brought = imports.stage(
        register="autonomy.honorary_mayors",
        file_name="명예시장.csv",
        content=SHEET.encode("cp949"),
        at=timezone.now(),
        actor=clerk,
    )
    forwarding.to_the_end(brought.key)
    brought.refresh_from_db()
    assert imports.counts(brought) == {"new": 2, "wrong": 1}
    assert not Appointment.objects.exists()
    imports.approve(key=brought.key, revision=brought.revision, actor=clerk)
    forwarding.to_the_end(brought.key)
    assert [sorted(row.groups) for row in Appointment.objects.order_by("number")] == [
        ["disability", "women"],
        ["youth"],
    ]
