"""Good messages with a few bytes, elements or values changed: read or refused, and never anything else."""

from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.cap import checking, feeds, reading, writing
from haengan.rooms.safety.warnings.engine.cap.tests.messages import SENT, alert
from haengan.rooms.safety.warnings.engine.cap.words import Malformed, Unsound

GOOD = writing.xml(alert())
HOSTILE = [
    b"&lt;",
    b"&x;",
    b"]]>",
    b"<info>",
    b"</area>",
    b"<!--",
    b"<?x?>",
    b'<!DOCTYPE a [<!ENTITY x "y">]>',
    b"1e400,1",
    b"-0,-0 91,181",
    b"9999-12-31T23:59:59-14:00",
    b"0001-01-01T00:00:00+14:00",
    b"\xff\xfe",
    "\u202e\u0000".encode(),
]
pieces = st.one_of(st.sampled_from(HOSTILE), st.binary(max_size=6))
changes = st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40), pieces), min_size=1, max_size=4)


@given(changes)
def test_a_message_that_was_tampered_with_is_read_or_refused(told):
    xml = GOOD
    for at, length, piece in told:
        xml = xml[:at] + piece + xml[at + length :]
    _whole(xml)


texts = st.text(max_size=40)
VALUES = [b"Actual", b"2026-07-14T14:00:00+09:00", b"37.7,126.7", b"Met", b"ko-KR", b"1.5", b"HRW", b"Public"]


@given(st.sampled_from(VALUES), texts)
def test_a_value_of_any_letters_is_read_or_refused(old, new):
    escaped = new.replace("&", "&amp;").replace("<", "&lt;").encode("utf8", "surrogatepass")
    _whole(GOOD.replace(old, escaped))


def _whole(xml):
    """Every step that incoming messages take."""
    try:
        found = reading.read(xml)
    except Malformed as refused:
        assert refused.where
        return
    problems = checking.problems(found, now=SENT)
    assert all(one.told("ko") and one.told("en") for one in problems)
    try:
        again = writing.xml(found)
    except Unsound:
        assert checking.problems(found)
    else:
        assert reading.read(again).identifier == found.identifier
    assert reading.read(feeds.text(xml).encode()) == found
