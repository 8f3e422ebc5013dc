"""Beside shapely's own answer for every point, and beside a count by hand."""

import threading

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.area import crossing
from haengan.rooms.safety.warnings.engine.area.index import Index
from haengan.rooms.safety.warnings.engine.area.shapes import Area, Circle
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea

SQUARE = shapely.Polygon([(0, 0), (200, 0), (200, 200), (0, 200)], [[(50, 50), (150, 50), (150, 150), (50, 150)]])


@pytest.mark.parametrize(
    ("case", "point", "inside"),
    [
        ("in the middle of the wall", (25, 100), True),
        ("in the hole", (100, 100), False),
        ("on the outer edge", (0, 77), True),
        ("on a corner", (200, 200), True),
        ("on the edge of the hole", (50, 100), True),
        ("on a corner of the hole", (150, 150), True),
        ("beyond, level with a corner", (201, 200), False),
        ("to the left, level with the lower edge", (-1, 0), False),
        ("a hair outside", (200.0000001, 100), False),
        ("a hair inside", (199.9999999, 100), True),
    ],
)
def test_whoever_stands_on_an_edge_is_in(case, point, inside):
    index = Index([point[0], -500.0, 900.0], [point[1], -500.0, 900.0], [7, 8, 9])

    assert (7 in index.ids(Area(polygons=(SQUARE,)))) is inside, case


def test_people_are_counted_once_where_parts_overlap():
    index = Index([10, 30, 500], [10, 30, 500], [1, 2, 3], ["a", "b", "a"])
    area = Area(dongs=("a",), polygons=(SQUARE,), circles=(Circle(10, 10, 5),))

    assert sorted(index.ids(area)) == [1, 2, 3]
    assert index.count(area) == 3
    assert index.by_dong(area) == {"a": 2, "b": 1}


def test_an_empty_area_and_an_empty_index_hold_nobody():
    index = Index([1.0], [1.0], [1])

    assert index.count(Area()) == 0
    assert index.count(Area(dongs=("nowhere",))) == 0
    assert Index([], [], []).ids(Area(polygons=(SQUARE,), circles=(Circle(0, 0, 1),))).tolist() == []


@pytest.mark.parametrize("x", [[1.0, float("nan")], [1.0, float("inf")], [1.0, 1e9], [1.0]])
def test_points_that_are_none_are_refused(x):
    with pytest.raises(NotAnArea, match="coordinates"):
        Index(x, [1.0, 2.0], [1, 2])


def test_many_threads_read_at_once():
    numbers = np.random.default_rng(3)
    x, y = numbers.uniform(-300, 500, (2, 20_000))
    index, area = Index(x, y, np.arange(20_000)), Area(polygons=(SQUARE,))
    wanted, found = index.count(area), []
    threads = [threading.Thread(target=lambda: found.append(index.count(area))) for _one in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [wanted] * 8


def test_tests_that_are_many_are_done_in_parts(monkeypatch):
    numbers = np.random.default_rng(4)
    x, y = numbers.uniform(0, 1000, (2, 3_000))
    shape = _star(numbers, 500, 200)
    monkeypatch.setattr(crossing, "PAIRS", 500)

    assert set(Index(x, y, np.arange(3_000)).ids(Area(polygons=(shape,)))) == _asked(shape, x, y)


coarse = st.integers(-6, 6).map(lambda n: n * 50.0)
fine = st.floats(-400, 400, allow_nan=False, width=32)
huge = st.floats(-9e6, 9e6, allow_nan=False)
points = st.lists(st.tuples(st.one_of(coarse, fine), st.one_of(coarse, fine)), min_size=1, max_size=60)


@st.composite
def areas(draw):
    """Any valid polygon or multipolygon: of coarse points, so that many points lie on edges and corners, or of fine ones."""
    kind = draw(st.sampled_from([coarse, fine, st.one_of(coarse, fine)]))
    rings = draw(st.lists(st.lists(st.tuples(kind, kind), min_size=3, max_size=12), min_size=1, max_size=3))
    made = shapely.make_valid(shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings]))
    parts = [one for one in shapely.get_parts(made) if one.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts) if len(parts) > 1 else (parts[0] if parts else SQUARE)


@given(areas(), points, st.floats(-1e5, 1e5))
@settings(max_examples=400, deadline=None)
def test_it_says_what_shapely_says(shape, spots, shift):
    """Corners, points on edges and points beside them included, wherever the area lies."""
    moved = shapely.transform(shape, lambda all_: all_ + shift)
    corners = shapely.get_coordinates(moved)
    middles = (corners[:-1] + corners[1:]) / 2
    beside = np.nextafter(middles, np.inf)
    own = np.array(spots) + shift
    x, y = np.vstack([own, corners, middles, beside]).T

    if moved.is_valid:
        index = Index(x, y, np.arange(len(x)))
        assert set(index.ids(Area(polygons=(moved,))).tolist()) == _asked(moved, x, y)
        assert index.count(Area(polygons=(moved,))) == len(_asked(moved, x, y))


@given(points, st.tuples(st.one_of(coarse, fine), st.one_of(coarse, fine)), st.one_of(coarse.map(abs), fine.map(abs)))
@settings(max_examples=300, deadline=None)
def test_a_circle_holds_what_is_not_further_than_its_radius(spots, centre, radius):
    x, y = np.array(spots).T
    index = Index(x, y, np.arange(len(x)))
    wanted = {
        n for n, spot in enumerate(spots) if shapely.distance(shapely.Point(spot), shapely.Point(centre)) <= radius
    }

    assert set(index.ids(Area(circles=(Circle(*centre, radius),))).tolist()) == wanted


@given(st.lists(areas(), min_size=1, max_size=3), points, st.data())
@settings(max_examples=150, deadline=None)
def test_a_union_holds_whom_any_part_holds(shapes, spots, data):
    x, y = np.array(spots).T
    dongs = data.draw(st.lists(st.sampled_from("abc"), min_size=len(spots), max_size=len(spots)))
    chosen = tuple(data.draw(st.lists(st.sampled_from("abcd"), max_size=3)))
    index = Index(x, y, np.arange(len(x)), dongs)
    area = Area(dongs=chosen, polygons=tuple(shapes), circles=(Circle(0, 0, 50),))
    wanted = {n for n, dong in enumerate(dongs) if dong in chosen or np.hypot(*spots[n]) <= 50}
    for shape in shapes:
        wanted |= _asked(shape, x, y)
    found = index.ids(area).tolist()

    assert sorted(found) == sorted(wanted)
    assert sum(index.by_dong(area).values()) == len(wanted)


@given(st.lists(st.tuples(huge, huge), min_size=1, max_size=20), areas())
@settings(max_examples=60, deadline=None)
def test_a_dot_far_away_does_no_harm(spots, shape):
    x, y = np.array([*spots, (0.0, 0.0), (25.0, 25.0)]).T

    assert set(Index(x, y, np.arange(len(x))).ids(Area(polygons=(shape,))).tolist()) == _asked(shape, x, y)


@pytest.mark.parametrize("seed", range(6))
def test_a_town_of_twenty_thousand_agrees(seed):
    numbers = np.random.default_rng(seed)
    x, y = numbers.normal(0, 900, (2, 20_000)) + 200_000
    shape = _star(numbers, 200_000, 1_500)

    assert set(Index(x, y, np.arange(len(x))).ids(Area(polygons=(shape,)))) == _asked(shape, x, y)


def _star(numbers, centre, radius):
    angles = np.sort(numbers.uniform(0, 2 * np.pi, 300))
    reach = radius * (1 + 0.4 * numbers.uniform(-1, 1, 300))
    return shapely.Polygon(np.column_stack([centre + reach * np.cos(angles), centre + reach * np.sin(angles)]))


def _asked(shape, x, y):
    return set(np.flatnonzero(shapely.intersects_xy(shape, x, y)).tolist())
