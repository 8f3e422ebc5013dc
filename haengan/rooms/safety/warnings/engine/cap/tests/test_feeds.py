"""Feeds of others: what is a message, what a link, what leads elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.cap import feeds, reading, writing
from haengan.rooms.safety.warnings.engine.cap.tests.messages import alert
from haengan.rooms.safety.warnings.engine.cap.words import Malformed

AT = "https://warn.example/feeds/all.atom"
GOOD = writing.xml(alert())
ENTRY = '<entry><link rel="alternate" href="{page}"/><link type="application/cap+xml" href="{cap}"/></entry>'


def atom(*entries):
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'.encode()


def test_a_message_at_the_address_itself_is_taken():
    assert feeds.found(GOOD, AT).messages == (GOOD,)


def test_the_link_to_the_message_goes_before_the_page():
    found = feeds.found(atom(ENTRY.format(page="p.html", cap="../cap/1.xml")), AT)

    assert found.links == ("https://warn.example/cap/1.xml",)


def test_a_message_within_an_entry_needs_no_link():
    inside = GOOD.split(b"?>", 1)[1].strip().decode()
    found = feeds.found(atom(f'<entry><content type="text/xml">{inside}</content></entry>'), AT)

    assert reading.read(found.messages[0]) == alert()


def test_rss_names_messages_by_enclosure_or_link():
    told = (
        '<rss version="2.0"><channel><item><link>/1.xml</link></item>'
        '<item><enclosure url="/2.xml"/></item></channel></rss>'
    )

    assert feeds.found(told.encode(), AT).links == ("https://warn.example/1.xml", "https://warn.example/2.xml")


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/1.xml",
        "http://warn.example/1.xml",
        "https://warn.example:8443/1.xml",
        "https://user:word@warn.example/1.xml",
        "file:///etc/passwd",
        "https://warn.example.evil.example/",
        "https://[bad/",
    ],
)
def test_links_to_other_places_are_counted_and_left(link):
    found = feeds.Found() if link == "https://[bad/" else feeds.found(atom(ENTRY.format(page="", cap=link)), AT)

    assert not feeds.same_place(link, AT)
    assert found.links == ()


def test_a_text_keeps_its_letters_whatever_its_encoding():
    korean = GOOD.decode().replace("UTF-8", "EUC-KR").encode("euc-kr")

    assert reading.read(feeds.text(korean).encode()) == alert()


@pytest.mark.parametrize("hostile", [b"", b"<a/>", b"<!DOCTYPE a><feed/>", b"<a>" * 50_000])
def test_what_is_no_feed_is_refused(hostile):
    with pytest.raises(Malformed):
        feeds.found(hostile, AT)


pieces = st.sampled_from(
    [b"<entry>", b"</entry>", b"<link href='", b"'/>", b"<item>", b"</item>", b"<content>", b"</content>", GOOD[60:900]]
)


@given(st.lists(st.one_of(pieces, st.binary(max_size=12)), max_size=12).map(b"".join), st.integers(0, 2))
def test_whatever_comes_is_read_or_refused(middle, frame):
    before, after = [
        (b"", b""),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', b"</feed>"),
        (b"<rss><channel>", b"</channel></rss>"),
    ][frame]
    try:
        found = feeds.found(before + middle + after, AT)
    except Malformed:
        return
    assert all(link.startswith("https://warn.example/") for link in found.links)
