"""Restructurings, appointments and deputies through their actions; any past day can still be shown."""

from datetime import date

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.journal.queries import history
from haengan.kernel.organisation import actions, queries
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import Unit, UnitVersion
from haengan.kernel.organisation.plans import Unfit
from tests.cast import FOUNDED, HOUSE

pytestmark = pytest.mark.django_db
DAY, EVE = date(2023, 7, 1), date(2023, 6, 30)


def change(*planned, day=DAY):
    return actions.change(planned=planned, from_on=day, actor=HOUSE)


def rename(key, name):
    return Change(Verb.RENAME_UNIT, key, {"name_ko": name})


def drafted(*planned, day=DAY):
    draft = actions.draft(title_ko="2023년 조직개편", effective_on=day, actor=HOUSE)
    actions.plan(key=draft.key, planned=planned, actor=HOUSE)
    return draft


def names(day):
    return {version.name_ko for version in queries.units(day)}


def refusals(wrong):
    return {problem.code for problem in wrong.value.problems}


def test_a_restructuring_is_one_act_on_its_day(city):
    new = actions.opening("open_unit", name_ko="감사관", kind="staff_office", seat="head_office", parent=city.root)
    move = Change(Verb.MOVE_UNIT, city.units["digital"], {"parent": city.root})
    draft = drafted(new, move, rename(city.units["autonomy"], "자치행정과"))
    assert names(DAY) == names(EVE)
    actions.enact(key=draft.key, revision=draft.revision, actor=HOUSE)
    assert names(DAY) - names(EVE) == {"감사관", "자치행정과"}
    digital = Unit.objects.get(key=city.units["digital"])
    assert [[v.name_ko for v in queries.chain_up(digital, day)] for day in (EVE, DAY)] == [
        ["정보통신과", "행정안전국", "가람시"],
        ["정보통신과", "가람시"],
    ]


def test_a_preview_changes_nothing_and_tells_what_would(city):
    new = actions.opening("open_unit", name_ko="감사관", kind="staff_office", seat="head_office", parent=city.root)
    draft = drafted(new, rename(city.units["autonomy"], "자치행정과"))
    preview = queries.preview(draft)
    assert [(d.what, d.name) for d in preview.differences] == [("opened", "감사관"), ("name_ko", "자치협력과")]
    assert [(c.before, c.after) for c in preview.counts if c.kind == "staff_office"] == [(0, 1)]
    assert preview.problems == []
    assert names(DAY) == names(EVE)


def test_a_preview_warns_by_the_norms_of_its_day(city):
    codes = {w.code for w in queries.preview(drafted(rename(city.units["autonomy"], "자치행정과"))).warnings}
    assert codes == {"division_people_min", "division_grade6_min"}


def test_no_norm_is_applied_before_it_stood(city):
    early = drafted(rename(city.units["autonomy"], "자치행정과"), day=date(2020, 6, 1))
    assert queries.preview(early).warnings == []


@pytest.mark.parametrize(
    ("planned", "codes"),
    [
        (lambda c: [Change(Verb.CLOSE_UNIT, c.bureau)], {"orphan", "stray_post"}),
        (lambda c: [Change(Verb.CLOSE_UNIT, c.units["digital"])], {"stray_post"}),
        (lambda c: [rename(c.units["digital"], "자치협력과")], {"name_twice"}),
        (lambda c: [Change(Verb.MOVE_UNIT, c.bureau, {"parent": c.units["digital"]})], {"cycle"}),
        (lambda c: [Change(Verb.MOVE_UNIT, c.bureau, {"parent": c.bureau})], {"cycle"}),
        (lambda c: [Change(Verb.CLOSE_UNIT, "nothing")], {"no_such_unit"}),
        (lambda c: [Change(Verb.CHANGE_POST, c.posts["digital"], {"established": -1})], {"no_seats"}),
    ],
)
def test_what_cannot_stand_is_refused_by_name_and_leaves_no_trace(city, planned, codes):
    before = queries.units(DAY).count()
    with pytest.raises(Unfit) as wrong:
        change(*planned(city))
    assert refusals(wrong) == codes
    assert str(wrong.value.message)
    assert queries.units(DAY).count() == before
    assert {p.code for p in queries.preview(drafted(*planned(city))).problems} == codes


def test_a_unit_closes_with_its_posts_and_its_people_are_named(city, jung):
    closing = [Change(Verb.CLOSE_POST, city.posts["digital"]), Change(Verb.CLOSE_UNIT, city.units["digital"])]
    assert [a.official for a in queries.preview(drafted(*closing)).displaced] == [jung]
    change(*closing)
    assert queries.unit_of(jung, EVE).name_ko == "정보통신과"
    assert queries.unit_of(jung, DAY) is None


def test_a_transferred_post_takes_its_people_along(city, jung):
    change(Change(Verb.TRANSFER_POST, city.posts["digital"], {"unit": city.units["support"]}))
    assert [queries.unit_of(jung, day).name_ko for day in (EVE, DAY)] == ["정보통신과", "행정지원과"]


def test_a_day_before_an_enacted_change_is_refused(city):
    change(rename(city.units["digital"], "디지털과"))
    with pytest.raises(Unfit) as wrong:
        change(rename(city.units["digital"], "전산과"), day=date(2022, 1, 1))
    assert refusals(wrong) == {"later_change"}


def test_an_earlier_change_is_checked_on_every_later_day(city):
    change(rename(city.units["digital"], "디지털과"), day=date(2024, 1, 1))
    with pytest.raises(Unfit) as wrong:
        change(rename(city.units["safety"], "디지털과"))
    assert refusals(wrong) == {"name_twice"}


def test_moves_on_two_days_cannot_make_a_cycle_between_them(city):
    change(Change(Verb.MOVE_UNIT, city.units["safety"], {"parent": city.units["digital"]}), day=date(2024, 1, 1))
    with pytest.raises(Unfit) as wrong:
        change(Change(Verb.MOVE_UNIT, city.units["digital"], {"parent": city.units["safety"]}))
    assert refusals(wrong) == {"cycle"}


def test_two_units_may_swap_their_names_in_one_act(city):
    change(rename(city.units["digital"], "안전총괄과"), rename(city.units["safety"], "정보통신과"))
    assert queries.unit_named("안전총괄과", DAY).key == city.units["digital"]
    assert queries.unit_named("안전총괄과", EVE).key == city.units["safety"]


def test_a_name_of_a_closed_unit_is_free_again(city):
    change(Change(Verb.CLOSE_POST, city.posts["digital"]), Change(Verb.CLOSE_UNIT, city.units["digital"]))
    change(actions.opening("open_unit", name_ko="정보통신과", kind="division", seat="head_office", parent=city.bureau))
    assert queries.unit_named("정보통신과", DAY).key != queries.unit_named("정보통신과", EVE).key


def test_two_changes_of_one_unit_on_one_day_are_one_version(city):
    change(rename(city.units["digital"], "전산과"))
    change(rename(city.units["digital"], "디지털과"))
    unit = Unit.objects.get(key=city.units["digital"])
    assert [(v.name_ko, v.from_on, v.until_on) for v in queries.versions_of(unit)] == [
        ("정보통신과", FOUNDED, DAY),
        ("디지털과", DAY, None),
    ]


def test_what_opens_on_a_day_does_not_close_on_it(city):
    new = actions.opening("open_unit", name_ko="감사관", kind="staff_office", seat="head_office", parent=city.root)
    change(new)
    with pytest.raises(Unfit) as wrong:
        change(Change(Verb.CLOSE_UNIT, new.target))
    assert refusals(wrong) == {"opened_same_day"}


def test_a_closed_unit_does_not_open_again(city):
    change(Change(Verb.CLOSE_POST, city.posts["digital"]), Change(Verb.CLOSE_UNIT, city.units["digital"]))
    again = {"name_ko": "정보통신과", "kind": "division", "seat": "head_office", "parent": city.bureau}
    with pytest.raises(Unfit) as wrong:
        change(Change(Verb.OPEN_UNIT, city.units["digital"], again), day=date(2024, 1, 1))
    assert refusals(wrong) == {"later_change"}


def test_an_enacted_restructuring_no_longer_changes(city):
    draft = drafted(rename(city.units["digital"], "디지털과"))
    enacted = actions.enact(key=draft.key, revision=draft.revision, actor=HOUSE)
    for act in (
        lambda: actions.enact(key=draft.key, revision=enacted.revision, actor=HOUSE),
        lambda: actions.withdraw(key=draft.key, revision=enacted.revision, actor=HOUSE, reason="늦음"),
        lambda: actions.plan(key=draft.key, planned=[], actor=HOUSE),
    ):
        with pytest.raises(Refused, match="no longer changes"):
            act()


def test_a_withdrawn_draft_is_not_enacted(city):
    draft = drafted(rename(city.units["digital"], "디지털과"))
    gone = actions.withdraw(key=draft.key, revision=draft.revision, actor=HOUSE, reason="의회 부결")
    with pytest.raises(Refused):
        actions.enact(key=gone.key, revision=gone.revision, actor=HOUSE)
    assert history(gone.key)[0].reason == "의회 부결"


def test_a_planned_change_can_be_taken_out_again(city):
    draft = drafted(rename(city.units["digital"], "디지털과"), rename(city.units["safety"], "안전과"))
    first = draft.changes.first()
    actions.unplan(key=first.key, revision=first.revision, actor=HOUSE)
    assert [d.after for d in queries.preview(draft).differences] == ["안전과"]


def test_an_empty_draft_is_not_enacted(city):
    draft = drafted()
    with pytest.raises(Refused, match="no changes"):
        actions.enact(key=draft.key, revision=draft.revision, actor=HOUSE)


def test_a_new_appointment_ends_the_old_one_on_its_day(city, kim):
    actions.appoint(official=kim.key, post=city.posts["safety"], from_on=DAY, actor=HOUSE)
    assert [queries.unit_of(kim, day).name_ko for day in (EVE, DAY)] == ["행정지원과", "안전총괄과"]


def test_a_concurrent_post_leaves_the_regular_one(city, kim):
    actions.appoint(official=kim.key, post=city.posts["safety"], from_on=DAY, kind="concurrent", actor=HOUSE)
    assert [p.unit.key for p in queries.posts_of(kim, DAY)] == [city.units["support"], city.units["safety"]]


def test_an_acting_head_gives_way_to_a_regular_one(city, kim, director):
    bureau = Unit.objects.get(key=city.bureau)
    actions.appoint(official=kim.key, post=city.posts["bureau"], from_on=DAY, kind="acting", actor=HOUSE)
    assert queries.head_of(bureau, DAY) == director
    held = director.appointments.get()
    actions.end(key=held.key, revision=held.revision, until_on=DAY, actor=HOUSE)
    assert [queries.head_of(bureau, day) for day in (EVE, DAY)] == [director, kim]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"from_on": date(2019, 1, 1)}, "not employed"),
        ({"from_on": FOUNDED}, "from that day or later"),
        ({"from_on": DAY, "until_on": EVE}, "ends after"),
    ],
)
def test_an_impossible_appointment_is_refused(city, kim, changed, said):
    with pytest.raises(Refused, match=said):
        actions.appoint(official=kim.key, post=city.posts["safety"], actor=HOUSE, **changed)


def test_nobody_holds_a_post_twice_at_once(city, kim):
    with pytest.raises(Refused, match="already"):
        actions.appoint(official=kim.key, post=city.posts["support"], from_on=DAY, actor=HOUSE)


def test_an_appointment_does_not_outlive_its_post(city, kim):
    change(Change(Verb.CLOSE_POST, city.posts["digital"]))
    with pytest.raises(Refused, match="closes on"):
        actions.appoint(official=kim.key, post=city.posts["digital"], from_on=date(2023, 1, 1), actor=HOUSE)


def test_an_official_names_a_deputy_for_an_own_post_only(city, kim, lee):
    days = {"from_on": DAY, "until_on": date(2023, 7, 8)}
    actions.stand_in(post=city.posts["support"], official=lee.key, actor=kim, **days)
    assert queries.deputised_posts(lee, DAY)[0].post.key == city.posts["support"]
    with pytest.raises(Refused, match="post that you hold"):
        actions.stand_in(post=city.posts["safety"], official=lee.key, actor=kim, **days)


def test_a_deputy_is_recalled(city, kim, lee):
    deputy = actions.deputise(
        post=city.posts["support"], official=lee.key, from_on=DAY, until_on=date(2023, 7, 8), actor=HOUSE
    )
    actions.recall(key=deputy.key, revision=deputy.revision, until_on=date(2023, 7, 3), actor=HOUSE)
    assert queries.deputised_posts(lee, date(2023, 7, 2))
    assert not queries.deputised_posts(lee, date(2023, 7, 3))


def test_a_wrongly_entered_name_is_mended_in_place(city):
    version = UnitVersion.objects.get(unit__key=city.units["digital"])
    actions.correct_unit(
        key=version.key, revision=version.revision, name_ko="정보통신담당과", reason="오타", actor=HOUSE
    )
    assert "정보통신담당과" in names(FOUNDED)
    assert history(version.key)[0].changes == {"name_ko": ("정보통신과", "정보통신담당과")}


def test_the_history_of_a_unit_runs_through_its_versions(city):
    change(rename(city.units["digital"], "디지털과"))
    entries = queries.history(Unit.objects.get(key=city.units["digital"]))
    assert [entry.operation for entry in entries] == ["add", "change", "add", "add"]


def test_a_temporary_unit_past_its_term_is_listed(city):
    term = {"temporary_until_on": date(2024, 1, 1), "kind": "bureau", "seat": "head_office", "parent": city.root}
    change(actions.opening("open_unit", name_ko="평화기반국", **term))
    assert [v.name_ko for v in queries.past_term(date(2024, 1, 1))] == ["평화기반국"]
    assert not queries.past_term(date(2023, 12, 31)).exists()
