import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from haengan.rooms.safety.warnings.engine.area import shapes, words
from haengan.rooms.safety.warnings.engine.area.outline import outline
from haengan.rooms.safety.warnings.engine.area.words import NotAnArea

HALL = (37.7600, 126.7800)
PATCH = [(37.75, 126.77), (37.75, 126.79), (37.77, 126.79), (37.77, 126.77)]


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        ([], "few_points"),
        ([HALL, HALL, HALL], "few_points"),
        (PATCH[:2], "few_points"),
        ([(126.77, 37.75), (126.79, 37.75), (126.79, 37.77)], "not_degrees"),
        ([(37.75, float("nan")), *PATCH], "not_degrees"),
        (["here", *PATCH], "not_degrees"),
        ([(-37.75, 126.77), *PATCH], "far_away"),
        ([PATCH[0], PATCH[2], PATCH[1], PATCH[3]], "crosses_itself"),
        ([(37.75, 126.77), (37.76, 126.77), (37.77, 126.77)], "crosses_itself"),
    ],
)
def test_what_is_no_polygon_is_refused_by_name(ring, code):
    with pytest.raises(NotAnArea) as refused:
        shapes.polygon(ring)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("centre", "radius", "code"),
    [
        ((126.78, 37.76), 1, "not_degrees"),
        (HALL, 0, "no_area"),
        (HALL, -1, "no_area"),
        (HALL, math.inf, "no_area"),
        (HALL, True, "no_area"),
        (HALL, 501, "too_wide"),
    ],
)
def test_what_is_no_circle_is_refused_by_name(centre, radius, code):
    with pytest.raises(NotAnArea) as refused:
        shapes.circle(centre, radius)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"type": "Point", "coordinates": [126.7, 37.7]}, "not_geojson"),
        ({"type": "Polygon"}, "not_geojson"),
        ({"type": "Polygon", "coordinates": [[1, 2]]}, "not_geojson"),
        ({"type": "MultiPolygon", "coordinates": []}, "no_area"),
        ({"type": "Polygon", "coordinates": []}, "no_area"),
    ],
)
def test_what_is_no_geojson_is_refused_by_name(told, code):
    with pytest.raises(NotAnArea) as refused:
        shapes.geometry(told)

    assert refused.value.code == code


def test_every_refusal_speaks_both_languages():
    for code in words.WHY:
        refusal = NotAnArea(code, "X1")
        assert refusal.told("ko") != refusal.told("en")
        assert code == "not_geojson" or "X1" in refusal.told("ko") + refusal.told("en")


def test_geojson_and_rings_make_the_same_polygon_with_its_hole():
    hole = [(37.755, 126.775), (37.755, 126.785), (37.765, 126.785)]
    told = {"type": "Polygon", "coordinates": [[[lon, lat] for lat, lon in ring] for ring in (PATCH, hole)]}

    assert shapely.equals(shapes.geometry(told), shapes.polygon(PATCH, hole))
    assert len(shapes.polygon(PATCH, hole).interiors) == 1


def test_stored_areas_are_named_and_joined():
    store = {"gongneung": shapes.polygon(PATCH)}

    assert shapes.stored(["gongneung", "gongneung"], store).polygons == (store["gongneung"],)
    assert shapes.stored(["gongneung"], store).joined(shapes.Area(dongs=("1",))).dongs == ("1",)
    with pytest.raises(NotAnArea, match="no stored area munsan"):
        shapes.stored(["munsan"], store)


@given(st.floats(33.1, 38.6), st.floats(125.5, 129.5), st.floats(0.05, 30), st.floats(0, 360))
@settings(max_examples=100, deadline=None)
def test_metres_are_metres_on_the_ground(lat, lon, kilometres, bearing):
    """Beside geodesics on the ellipsoid: a radius in the projection is wrong by less than one in a thousand."""
    far_lon, far_lat, _back = Geod(ellps="GRS80").fwd(lon, lat, bearing, kilometres * 1000)
    x, y = shapes.metres(np.array([lat, far_lat]), np.array([lon, far_lon]))

    assert math.hypot(x[1] - x[0], y[1] - y[0]) == pytest.approx(kilometres * 1000, rel=1e-3)


@given(st.floats(33.1, 38.6), st.floats(125.5, 129.5))
@settings(max_examples=100, deadline=None)
def test_degrees_come_back(lat, lon):
    x, y = shapes.metres(np.array([lat]), np.array([lon]))
    back = shapes.degrees(x, y)

    assert back[0][0] == pytest.approx(lat, abs=1e-9)
    assert back[1][0] == pytest.approx(lon, abs=1e-9)


@given(st.floats(33.1, 38.4), st.floats(125.5, 129.3), st.floats(0.02, 0.2))
@settings(max_examples=60, deadline=None)
def test_a_long_edge_stays_where_it_was_drawn(lat, lon, size):
    made = shapes.polygon([(lat, lon), (lat, lon + size), (lat + size, lon + size)])
    along = np.linspace(0, 1, 301)
    x, y = shapes.metres(np.full(301, lat), lon + along * size)
    distances = shapely.distance(made.exterior, shapely.points(x, y))

    assert distances.max() < shapes.SAG


@st.composite
def blots(draw):
    count = draw(st.integers(5, 120))
    lat, lon = draw(st.floats(36, 38)), draw(st.floats(126, 128))
    reach = draw(st.lists(st.floats(0.002, 0.02), min_size=count, max_size=count))
    turn = [2 * math.pi * n / count for n in range(count)]
    return [(lat + r * math.sin(t), lon + r * math.cos(t)) for r, t in zip(reach, turn, strict=True)]


@given(st.lists(blots(), min_size=1, max_size=3), st.integers(20, 120))
@settings(max_examples=80, deadline=None)
def test_an_outline_leaves_nobody_out_and_keeps_within_its_points(rings, most):
    polygons = [shapes.polygon(ring) for ring in rings]
    drawn = outline(polygons, most=most)
    covered = shapely.union_all(drawn.area().polygons)

    assert drawn.points <= most
    assert all(ring[0] == ring[-1] for ring in drawn.rings)
    assert all(shapely.covers(covered, one) for one in polygons)


def test_an_outline_fills_holes_and_says_how_much_wider_it_is():
    hole = [(37.755, 126.775), (37.755, 126.785), (37.765, 126.785), (37.765, 126.775)]
    drawn = outline([shapes.polygon(PATCH, hole)], most=50)

    assert len(drawn.rings) == 1
    assert drawn.tolerance == 0
    assert drawn.wider < 0.01
    with pytest.raises(NotAnArea):
        outline([shapes.polygon(PATCH)], most=3)
