"""The query language: what it says, and that nothing written in it does harm."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.kernel.readings.engine import evaluation, odata
from haengan.kernel.readings.engine.conditions import Wrong
from haengan.kernel.readings.engine.odata import asked

ENTITY = {"name": "Gauge 1", "level": 2.5, "empty": None, "at": datetime(2026, 7, 14, 3, tzinfo=UTC)}


def look(parts):
    if parts[0] not in ENTITY:
        raise Wrong("$filter", "unknown")
    return ENTITY[parts[0]]


CASES = [
    ("name eq 'Gauge 1'", True),
    ("name eq 'O''Neill'", False),
    ("level gt 2 and level le 2.5", True),
    ("level lt 2 or not (level eq 3)", True),
    ("not level eq 2.5", False),
    ("level add 1 mul 2 eq 4.5", True),
    ("(level add 1) mul 2 eq 7", True),
    ("level mod 2 eq 0.5", True),
    ("level div 0 eq null", True),
    ("empty eq null", True),
    ("empty gt 1", False),
    ("startswith(tolower(name),'gauge') and endswith(name,'1')", True),
    ("substringof('uge',name)", True),
    ("length(name) eq 7", True),
    ("at ge 2026-07-14T12:00:00+09:00", True),
    ("at gt 2026-07-14T03:00:00Z", False),
    ("year(at) eq 2026 and hour(at) eq 3", True),
    ("round(level) eq 3", True),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_condition(text, expected):
    assert evaluation.true(odata.filtered(text), look) is expected


@pytest.mark.parametrize(
    "options",
    [
        {"$filter": "level"},
        {"$filter": "level gt 'a'"},
        {"$filter": "level gt"},
        {"$filter": "(level gt 1"},
        {"$filter": "level gt 1)"},
        {"$filter": "drop table"},
        {"$filter": "nonsense(level) eq 1"},
        {"$filter": "(" * 50 + "1 eq 1" + ")" * 50},
        {"$filter": "not " * 50 + "1 eq 1"},
        {"$filter": "level eq 2026-13-40T99:00:00Z"},
        {"$filter": "x" * 5000},
        {"$filter": ""},
        {"$top": "-1"},
        {"$top": "ten"},
        {"$skip": "99999999"},
        {"$count": "yes"},
        {"$orderby": "name sideways"},
        {"$select": "name;drop"},
        {"$fliter": "level gt 1"},
        {"$expand": "Things($top=1"},
        {"$expand": "A(" * 20 + ")" * 20},
        {"$resultFormat": "xml"},
    ],
)
def test_what_cannot_be_read_is_refused_and_named(options):
    with pytest.raises(Wrong) as told:
        evaluation.true(asked(options).filter, look)
    assert str(told.value).startswith("$")


def test_expansions_nest_and_paths_are_expansions():
    found = asked(
        {"$expand": "Datastreams($expand=Observations($top=1;$orderby=phenomenonTime desc);$select=name),Locations"}
    )
    assert set(found.expand) == {"Datastreams", "Locations"}
    inner = found.expand["Datastreams"]
    assert inner.select == ("name",)
    assert (inner.expand["Observations"].top, inner.expand["Observations"].order) == (1, ((("phenomenonTime",), True),))
    assert asked({"$expand": "Datastreams/ObservedProperty"}).expand["Datastreams"].expand.keys() == {
        "ObservedProperty"
    }


def test_a_top_beyond_the_most_is_the_most():
    assert asked({"$top": "999999"}).top == odata.MOST


words = st.sampled_from(
    [
        "level",
        "name",
        "at",
        "eq",
        "gt",
        "and",
        "or",
        "not",
        "(",
        ")",
        ",",
        "1",
        "-2.5e3",
        "'x'",
        "null",
        "true",
        "length(",
        "2026-07-14T03:00:00Z",
        "add",
        "div",
        "/",
        "Datastreams",
        "$top=1",
        ";",
        "now()",
        "substringof('a',name)",
    ]
)


@given(st.lists(words, max_size=20).map(" ".join) | st.text(max_size=80))
def test_no_text_does_harm(text):
    for option in odata.READERS:
        with suppress(Wrong):
            asked({option: text})
    with suppress(Wrong):
        assert evaluation.true(odata.filtered(text), look) in {True, False}
