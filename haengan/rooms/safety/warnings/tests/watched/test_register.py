import json

import pytest

from haengan.rooms.safety.warnings.actions import ruling
from haengan.rooms.safety.warnings.models.watched import Decision, RuleVersion, Situation
from haengan.rooms.safety.warnings.tests.watched.conftest import NOW, READ, RIVER, at, bring

pytestmark = pytest.mark.django_db
HOME = "/safety/warnings/"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("part", ["situations/", "rules/", "versions/", "decisions/"])
def test_the_list_opens_in_both_languages(part, language, desk, kim, give, version, memory):
    give(kim, READ)
    version()
    memory.build(at(-1))
    bring((0, 2.5))

    assert desk(kim, language=language).get(HOME + part).status_code == 200


def test_a_decision_says_why_in_sentences_on_its_page(desk, kim, give, version, memory):
    give(kim, READ)
    version()
    memory.build(at(-1))
    bring((0, 2.5))
    one = Decision.objects.get(transition="rise")

    assert (
        "W1 2 m 이상: 실제 2.5 m (맞음)" in desk(kim, language="ko").get(f"{HOME}decisions/{one.key}/").content.decode()
    )


def test_a_version_says_its_thresholds_in_sentences(desk, kim, give, version):
    give(kim, READ)
    made = version()
    page = desk(kim, language="ko").get(f"{HOME}versions/{made.key}/").content.decode()

    assert "주의: W1 2 m 이상" in page
    assert "주의 해제: W1 1.7 m 이하" in page


@pytest.mark.parametrize("rules", [1, 12])
def test_the_list_costs_the_same_queries_whatever_the_rows(
    rules, desk, drafter, version, memory, django_assert_max_num_queries
):
    for number in range(rules):
        rule = ruling.enter(number=f"N-{number}", name_ko="규칙", cause="flood", actor=drafter)
        version(of=rule)
    memory.build(at(-1))
    bring((0, 2.5))
    browser = desk(drafter)
    for part in ("", "rules/", "versions/", "decisions/"):
        browser.get(HOME + part)
        with django_assert_max_num_queries(28):
            browser.get(HOME + part)


def test_thresholds_are_drafted_on_the_page_of_a_rule(desk, drafter, rule, series):
    series()
    given = {"conditions": json.dumps(RIVER), "grounds": "홍수", "source": "계획", "once": "a"}
    desk(drafter).post(f"{HOME}rules/{rule.key}/do/draft/", {**given, "revision": rule.revision})

    assert RuleVersion.objects.get().conditions["levels"]["caution"]["least"] == 0


def test_what_is_no_json_is_told_with_line_and_column(desk, drafter, rule):
    given = {"conditions": "{'a'}", "grounds": "홍수", "source": "계획", "once": "a", "revision": rule.revision}
    page = desk(drafter, language="en").post(f"{HOME}rules/{rule.key}/do/draft/", given)

    assert "1:2" in page.content.decode()
    assert not RuleVersion.objects.exists()


def test_whoever_has_no_duty_sees_nothing(desk, clerk_without_duties, version, memory):
    version()
    memory.build(at(-1))
    bring((0, 2.5))
    one = Situation.objects.get()

    assert desk(clerk_without_duties).get(f"{HOME}{one.key}/").status_code in {403, 404}


def test_the_moment_is_that_of_the_reading(version, memory):
    version()
    memory.build(at(-1))
    bring((0, 2.5), now=at(0.5))

    assert Situation.objects.get().since == NOW
