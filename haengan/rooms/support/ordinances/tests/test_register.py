from datetime import date

import pytest
from django.utils import timezone

from haengan.kernel.registers import actions as imports
from haengan.kernel.registers import forwarding
from haengan.rooms.support.ordinances.actions import cases
from haengan.rooms.support.ordinances.models import Case, LocalLaw, Promulgation

pytestmark = pytest.mark.django_db
ROOT = "/support/ordinances/"
PAGES = [ROOT, *(f"{ROOT}{part}/" for part in ("laws", "promulgations", "deadlines", "opinions"))]


def brought(register, text, actor):
    found = imports.stage(
        register=register, file_name="법규.csv", content=text.encode("cp949"), at=timezone.now(), actor=actor
    )
    forwarding.to_the_end(found.key)
    found.refresh_from_db()
    tried = imports.counts(found)
    imports.approve(key=found.key, revision=found.revision, actor=actor)
    forwarding.to_the_end(found.key)
    return tried


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_list_opens_in_both_languages(page, language, desk, clerk, draft, through, law):
    through(draft())
    law()
    assert desk(clerk, language=language).get(page).status_code == 200


@pytest.mark.parametrize("n", [1, 20])
def test_the_list_costs_the_same_queries_whatever_the_rows(n, desk, clerk, draft, django_assert_max_num_queries):
    for number in range(n):
        draft(name=f"조례 {number}")
    browser = desk(clerk)
    browser.get(ROOT)
    with django_assert_max_num_queries(22):
        browser.get(ROOT)


def test_a_case_goes_through_its_pages(desk, clerk, law):
    rule, browser = law(), desk(clerk)
    given = {"kind": "rule", "deed": "amendment", "law": rule.pk, "subject": "personnel", "proposer": "mayor"}
    sent = browser.post(ROOT + "new/", {**given, "opened_on": "2023-02-01", "once": "a"})
    assert sent.status_code == 302, sent.content.decode()
    case = Case.objects.get()
    page = f"{ROOT}{case.key}/"
    assert case.name == rule.name
    for name, more in (
        ("announce", {"on": "2023-02-06", "opinions_until_on": "2023-02-27"}),
        ("review", {"on": "2023-03-02"}),
        ("promulgate", {"on": "2023-03-10", "gist": "정비"}),
    ):
        case.refresh_from_db()
        sent = browser.post(f"{page}do/{name}/", {**more, "revision": case.revision, "once": name})
        assert sent.status_code == 302, sent.content.decode()[-3000:]
    assert Promulgation.objects.get().effective_on == date(2023, 3, 31)
    assert "2023" in browser.get(page).content.decode()


def test_a_step_that_cannot_follow_is_not_offered(desk, clerk, draft, do):
    case = draft()
    assert "do/promulgate/" not in desk(clerk).get(f"{ROOT}{case.key}/").content.decode()
    do(cases.review, case, date(2023, 2, 6), unannounced="제41조제1항제4호")
    assert "do/submit/" in desk(clerk).get(f"{ROOT}{case.key}/").content.decode()


def test_laws_and_old_promulgations_come_in_as_sheets(clerk):
    sheet = "법규명,종류,분야,최초 공포일\n가람시 인사 규칙,규칙,인사,2010. 1. 4.(월)\n가람시 복지 조례,조례,복지·보건,2011. 5. 2.(화)\n"
    assert brought("support.ordinances.laws", sheet, clerk) == {"new": 1, "wrong": 1}
    sheet = "법규명,구분,공포번호,공포일,시행일\n가람시 인사 규칙,일부개정,812,2020-03-02,2020-03-02\n없는 규칙,폐지,813,2020-03-02,\n"
    assert brought("support.ordinances.promulgations", sheet, clerk) == {"new": 1, "wrong": 1}
    assert LocalLaw.objects.get().amended_on == date(2020, 3, 2)
