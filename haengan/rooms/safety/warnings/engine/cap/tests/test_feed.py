from datetime import UTC, datetime

import feedparser

from haengan.rooms.safety.warnings.engine.cap import feed

AT = datetime(2026, 7, 14, 5, 0, tzinfo=UTC)


def test_a_reader_that_is_not_ours_finds_ids_titles_and_the_cap_message():
    made = feed.atom(
        [
            feed.Entry(
                "tag:x,2026:1", "홍수 <경보> & 대피", AT, AT, "대피하십시오.", "https://x/1/", "https://x/1/cap.xml"
            )
        ],
        id="tag:x,2026:warnings",
        title="가람시 재난 예·경보",
        updated=AT,
        self_url="https://x/feed.atom",
        site_url="https://x/",
        author="가람시",
    )

    read = feedparser.parse(made)

    assert not read.bozo
    assert (read.feed.id, read.feed.title) == ("tag:x,2026:warnings", "가람시 재난 예·경보")
    entry = read.entries[0]
    assert (entry.id, entry.title, entry.summary) == ("tag:x,2026:1", "홍수 <경보> & 대피", "대피하십시오.")
    assert [link.href for link in entry.links if link.type == "application/cap+xml"] == ["https://x/1/cap.xml"]
