"""Equipment is installed, moved, replaced, removed; any past day can be shown."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.acts import running
from haengan.kernel.acts.running import Refused, Stale
from haengan.kernel.equipment import actions, queries
from haengan.kernel.equipment.models import Condition, Equipment, Placement
from haengan.kernel.journal import queries as journal
from haengan.kernel.organisation.models import Unit
from haengan.kernel.places.models import Site
from tests.cast import FOUNDED

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2023, 3, 1), date(2023, 4, 1), date(2023, 5, 1)


@pytest.fixture
def keeper(park, give):
    give(park, "house.equipment.keep")
    return park


@pytest.fixture
def sites(db):
    with running.upkeep():
        return [Site.objects.create(name_ko=name, from_on=FOUNDED) for name in ("운정호수공원", "문산역")]


@pytest.fixture
def unit(city):
    return Unit.objects.get(key=city.units["safety"])


@pytest.fixture
def siren(keeper, sites, unit):
    return actions.install(
        kind="siren", site=sites[0], unit=unit, installed_on=MARCH, number="S-1", spot="옥상", actor=keeper
    )


def counted(day):
    return queries.counts(day).get("siren", (0, 0))


def test_it_stands_from_its_installation_to_the_day_before_its_removal(siren, keeper):
    actions.remove(siren.key, revision=None, on=MAY, reason="철거", actor=keeper)
    assert [counted(day)[0] for day in (date(2023, 2, 28), MARCH, date(2023, 4, 30), MAY)] == [0, 1, 1, 0]
    assert queries.placement_of(siren, MAY) is None


def test_a_move_leaves_the_past_where_it_was(siren, keeper, sites):
    actions.move(siren.key, revision=siren.revision, from_on=APRIL, site=sites[1], actor=keeper)
    places = [(p.site, p.spot) for p in (queries.placement_of(siren, MARCH), queries.placement_of(siren, APRIL))]
    assert places == [(sites[0], "옥상"), (sites[1], "옥상")]


def test_another_unit_takes_charge_from_a_day_on(siren, keeper, city, unit):
    digital = Unit.objects.get(key=city.units["digital"])
    actions.move(siren.key, revision=None, from_on=APRIL, unit=digital, actor=keeper)
    assert list(queries.in_charge_of(unit, MARCH)) == [siren]
    assert not queries.in_charge_of(unit, APRIL).exists()
    assert list(queries.in_charge_of(digital, APRIL)) == [siren]


def test_a_replacement_stands_in_the_old_ones_place(siren, keeper, sites):
    new = actions.replace(siren.key, revision=None, on=APRIL, model="VW-200", number="S-2", actor=keeper)
    siren.refresh_from_db()
    assert (new.replaces, siren.replaced_by, siren.removed_on) == (siren, new, APRIL)
    assert queries.placement_of(new, APRIL).site == sites[0]
    assert list(queries.standing(APRIL)) == [new]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([("faulty", MARCH)], {MARCH: 0, APRIL: 0}),
        ([("faulty", MARCH), ("", APRIL)], {MARCH: 0, APRIL: 1}),
        ([("faulty", MARCH), ("", MARCH)], {MARCH: 0, date(2023, 3, 2): 1}),
        ([("faulty", MARCH), ("repair", MARCH), ("", APRIL)], {MARCH: 0, APRIL: 1}),
        ([("", MARCH)], {MARCH: 1}),
    ],
)
def test_a_condition_stands_from_its_day_until_it_is_put_right(siren, keeper, reports, expected):
    for state, day in reports:
        actions.report(siren.key, revision=None, state=state, from_on=day, actor=keeper)
    assert {day: counted(day)[1] for day in expected} == expected


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (
            lambda s, k, sites: actions.move(
                s.key, revision=None, from_on=MARCH.replace(month=2), site=sites[1], actor=k
            ),
            "from_on",
        ),
        (lambda s, k, sites: actions.move(s.key, revision=None, from_on=APRIL, site=sites[0], actor=k), "site"),
        (lambda s, k, sites: actions.remove(s.key, revision=None, on=MARCH, reason="r", actor=k), "on"),
        (lambda s, k, sites: actions.remove(s.key, revision=None, on=APRIL, reason=" ", actor=k), "reason"),
        (lambda s, k, sites: actions.report(s.key, revision=None, state="broken", from_on=APRIL, actor=k), "state"),
        (lambda s, k, sites: actions.report(s.key, revision=None, state="off", from_on=FOUNDED, actor=k), "from_on"),
        (lambda s, k, sites: actions.replace(s.key, revision=None, on=APRIL, number="S-1", actor=k), "number"),
    ],
    ids=[
        "move back",
        "no move",
        "removed on its first day",
        "no reason",
        "no such state",
        "before it stood",
        "number taken",
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_line(siren, keeper, sites, act, field):
    before = journal.last_number()
    with pytest.raises(Refused) as refused:
        act(siren, keeper, sites)
    assert refused.value.field == field
    assert journal.last_number() == before


def test_nothing_is_installed_by_an_unknown_kind_at_a_missing_site_or_for_a_missing_unit(keeper, sites, unit):
    asked = {"kind": "siren", "site": sites[0], "unit": unit, "installed_on": MARCH, "actor": keeper}
    for changed, field in ({"kind": "rocket"}, "kind"), ({"installed_on": date(2019, 1, 1)}, "site"):
        with pytest.raises(Refused) as refused:
            actions.install(**(asked | changed))
        assert refused.value.field == field


def test_what_was_removed_changes_no_more(siren, keeper):
    actions.remove(siren.key, revision=None, on=MAY, reason="철거", actor=keeper)
    with pytest.raises(Refused, match="nothing about it can change"):
        actions.report(siren.key, revision=None, state="off", from_on=MAY, actor=keeper)


def test_an_edit_of_an_old_version_is_refused(siren, keeper, sites):
    actions.report(siren.key, revision=siren.revision, state="off", from_on=APRIL, actor=keeper)
    with pytest.raises(Stale):
        actions.move(siren.key, revision=siren.revision, from_on=MAY, site=sites[1], actor=keeper)


def test_whoever_lacks_the_duty_is_refused(siren, kim, sites, unit):
    with pytest.raises(NotPermitted):
        actions.install(kind="board", site=sites[0], unit=unit, installed_on=MARCH, actor=kim)


def test_the_database_forbids_two_places_on_one_day(siren, sites, unit):
    with running.upkeep(), pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(equipment=siren, site=sites[1], unit=unit, from_on=APRIL)


def test_a_map_of_a_day_takes_one_query(siren, keeper, sites, unit, django_assert_num_queries):
    actions.install(kind="board", site=sites[1], unit=unit, installed_on=MARCH, actor=keeper)
    with django_assert_num_queries(1):
        shown = [(p.equipment.kind, p.site.name_ko, p.unit.code) for p in queries.placements(MARCH)]
    assert [kind for kind, *_ in shown] == ["board", "siren"]
    assert [p.equipment.kind for p in queries.placements(MARCH, kinds=["board"])] == ["board"]


def test_a_day_counted_by_hand(siren, keeper, sites, unit):
    second = actions.install(kind="siren", site=sites[1], unit=unit, installed_on=APRIL, actor=keeper)
    actions.report(second.key, revision=None, state="faulty", from_on=MAY, actor=keeper)
    assert [counted(day) for day in (MARCH, APRIL, MAY)] == [(1, 1), (2, 2), (2, 1)]
    assert Condition.objects.count() == 1
    assert Equipment.objects.count() == 2
