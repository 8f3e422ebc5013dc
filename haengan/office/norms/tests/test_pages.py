from datetime import date

from haengan.kernel.norms import queries

KEY = "files.size"


def text(answer):
    return " ".join(answer.content.decode().split())


def set_own(browser, **more):
    given = {"value": "50", "from_on": "2026-01-01", "source": "예규 제1호", "reason": "좁은 회선", **more}
    return browser.post(f"/office/norms/{KEY}/own", given)


def test_every_norm_is_listed_with_its_value_and_article(kim, desk):
    page = text(desk(kim).get("/office/norms/"))

    for norm in queries.all(date(2026, 1, 1)):
        assert norm.article in page


def test_the_list_is_narrowed_to_what_the_city_must_confirm(kim, desk):
    page = text(desk(kim).get("/office/norms/?only=confirm"))

    assert KEY in page or "to be confirmed" in page


def test_who_keeps_norms_sets_ends_and_withdraws_the_citys_own(kim, give, desk):
    give(kim, "house.norms.keep")
    browser = desk(kim)

    assert set_own(browser).status_code == 302
    assert queries.value(KEY, on=date(2026, 6, 1)) == 50
    own = queries.overrides(KEY).get()
    browser.post(f"/office/norms/own/{own.key}/end", {"until_on": "2026-03-01"})
    queries.forget()
    assert queries.value(KEY, on=date(2026, 3, 1)) == 50, "the last day is included"
    queries.forget()
    assert queries.value(KEY, on=date(2026, 6, 1)) != 50
    browser.post(f"/office/norms/own/{own.key}/withdraw", {"reason": "착오"})
    assert queries.overrides(KEY).get().withdrawal is not None


def test_a_word_for_a_number_is_refused_with_its_remedy(kim, give, desk):
    give(kim, "house.norms.keep")
    answer = set_own(desk(kim), value="쉰")

    assert answer.status_code == 422
    assert "Write digits only" in text(answer)


def test_without_the_duty_nothing_is_set(lee, desk):
    assert set_own(desk(lee)).status_code == 403
    assert not queries.overrides(KEY).exists()


def test_an_unknown_norm_does_not_exist(kim, desk):
    assert desk(kim).get("/office/norms/no.such/").status_code == 404


def test_codes_are_chosen_by_name(kim, give, desk):
    give(kim, "house.norms.keep")
    browser = desk(kim)
    given = {"from_on": "2026-01-01", "source": "사무전결 처리규칙", "reason": "전결"}
    page = text(browser.get("/office/norms/report.freeze.final/own"))

    assert "Head of a division" in page
    assert browser.post("/office/norms/report.freeze.final/own", {**given, "value": "city"}).status_code == 302
    assert queries.value("report.freeze.final", on=date(2026, 6, 1)) == "city"
    assert browser.post("/office/norms/report.freeze.final/own", {**given, "value": "village"}).status_code == 422
