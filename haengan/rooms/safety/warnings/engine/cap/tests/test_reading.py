"""Hostile input: whatever comes is read or refused with its element, quickly, and nothing else happens."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.cap import following, reading, writing
from haengan.rooms.safety.warnings.engine.cap.tests.messages import SENT, alert, info
from haengan.rooms.safety.warnings.engine.cap.words import Malformed

GOOD = writing.xml(alert())
LATER = SENT + timedelta(minutes=1)
CANCEL = following.cancel(alert(), identifier="c", sent=LATER, infos=[info(effective=LATER)])
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b']><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>&m;</identifier></alert>'
)
FILE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>&x;</identifier></alert>'
)


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"<",
        b"<html/>",
        b"\x00\xff",
        LAUGHS,
        FILE,
        b"<a>" * 50_000,
        b"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>" + b"<info/>" * 60 + b"</alert>",
        b" " * (reading.LARGEST + 1),
        GOOD.replace(b"1.2", b"1.1", 1).replace(b"cap:1.2", b"cap:1.1"),
        GOOD.replace(b"<status>Actual", b"<status>Real"),
        GOOD.replace(b"<sent>2026-07-14T14:00:00+09:00", b"<sent>2026-07-14T14:00:00"),
        GOOD.replace(b"37.7,126.7 ", b"nan,126.7 "),
        GOOD.replace(b"37.7,126.7 ", b"3_7,126.7 "),
        GOOD.replace(b"<status>", b"<status>Test</status><status>"),
        GOOD.replace(b"<event>", b"<event><b>x</b>"),
    ],
    ids=range(16),
)
def test_hostile_input_is_refused(hostile):
    with pytest.raises(Malformed):
        reading.read(hostile)


def test_line_breaks_within_a_polygon_are_fine():
    broken = GOOD.replace(b"<polygon>", b"<polygon>\n  ").replace(b" 37.7,126.72", b"\n\t37.7,126.72")

    assert reading.read(broken) == alert()


def test_elements_of_other_namespaces_are_left_out():
    more = GOOD.replace(b"</alert>", b'<x:y xmlns:x="urn:x">z</x:y></alert>')

    assert reading.read(more) == alert()


@given(st.sampled_from([GOOD, writing.xml(CANCEL)]), st.data())
def test_a_message_with_any_bytes_changed_is_read_or_refused(sound, data):
    xml = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(xml) - 1))
        match data.draw(st.sampled_from(["set", "cut", "double"])):
            case "set":
                xml[place] = data.draw(st.integers(0, 255))
            case "cut":
                del xml[place : place + data.draw(st.integers(1, 40))]
            case _:
                xml[place:place] = xml[place : place + data.draw(st.integers(1, 40))]
        if not xml:
            break
    try:
        reading.read(bytes(xml))
    except Malformed as refused:
        assert refused.where


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_refused(noise):
    with pytest.raises(Malformed):
        reading.read(noise)
