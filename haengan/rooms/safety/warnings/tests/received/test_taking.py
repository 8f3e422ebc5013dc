"""What comes is kept once, judged, matched with the city, and marks what it follows."""

import json
from datetime import timedelta

import pytest

from haengan.kernel.acts.running import Refused
from haengan.kernel.figures import queries as figures
from haengan.kernel.figures.rules import month
from haengan.rooms.safety.warnings.actions import incoming, sources
from haengan.rooms.safety.warnings.engine.cap.model import Area, Circle, Status
from haengan.rooms.safety.warnings.figures import RECEIVED, REFUSED, RELAYED
from haengan.rooms.safety.warnings.models.incoming import Incoming
from haengan.rooms.safety.warnings.tests.received.conftest import cancelled, signed, text_of, updated
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db


def test_a_message_is_kept_with_what_it_says_and_why_it_is_of_this_city(source, told, take, districts):
    row = take(source(), told())

    assert (row.state, row.message, row.status, row.cause, row.level) == (
        "offered",
        "alert",
        "actual",
        "flood",
        "alert",
    )
    assert row.headline == "강변동 홍수 경보"
    assert row.matched[0]["by"] == "polygon"
    assert row.matched[0]["districts"] == [districts[0].key]
    assert row.facts["texts"]["ko"]["instruction"] == "높은 곳으로 대피하십시오."
    assert row.trusted is False


def test_the_same_again_is_no_second_one(source, told, take):
    there = source()

    assert take(there, told()).pk == take(there, told()).pk
    assert Incoming.objects.count() == 1


def test_another_text_under_the_same_identifier_is_refused(source, told, take):
    there = source()
    take(there, told())

    other = take(there, told(info={"headline": "거짓말"}))

    assert (other.state, other.trusted) == ("refused", False)
    assert "same identifier" in other.why or "식별" in other.why


@pytest.mark.parametrize(
    ("area", "by", "count"),
    [
        (Area("원", circles=(Circle((37.71, 126.71), 0.5),)), "circle", 1),
        (Area("시 전체", geocodes=(("행정구역코드", "4100000000"),)), "geocode", 4),
        (Area("언덕동", geocodes=(("행정구역코드", "4148000001"),)), "geocode", 1),
        (Area("언덕동 일대"), "name", 1),
        (Area("파주시"), "name", 4),
        (
            Area("바다", polygons=(((30.0, 120.0), (30.0, 127.5), (40.0, 127.5), (40.0, 120.0), (30.0, 120.0)),)),
            "polygon",
            4,
        ),
    ],
)
def test_each_way_of_naming_an_area_is_matched(source, told, take, area, by, count):
    row = take(source(), told(area=area))

    assert row.state == "offered"
    assert row.matched[0]["by"] == by
    assert len({key for one in row.matched for key in one["districts"]}) == count


@pytest.mark.parametrize(
    "area",
    [
        Area("부산", polygons=(((35.1, 129.0), (35.1, 129.1), (35.2, 129.1), (35.1, 129.0)),)),
        Area("도쿄", circles=(Circle((35.68, 139.76), 5.0),)),
        Area("부산", geocodes=(("행정구역코드", "2600000000"),)),
        Area("부산광역시"),
    ],
)
def test_what_is_of_another_city_is_not_offered(source, told, take, area):
    row = take(source(), told(area=area))

    assert row.state == "elsewhere"
    assert row.matched == []


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>',
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>',
    ],
)
def test_what_is_no_message_is_kept_as_refused(source, take, text):
    row = take(source(), text)

    assert row.state == "refused"
    assert row.why
    assert row.text == text


def test_a_test_is_refused_and_an_exercise_is_kept_apart(source, told, take):
    there = source()

    assert take(there, told(status=Status.TEST, note="시험")).state == "refused"
    drill = take(there, told(identifier="x-2", status=Status.EXERCISE, note="훈련"))
    assert (drill.state, drill.status) == ("offered", "exercise")


def test_a_message_from_the_future_or_a_stranger_is_refused(source, told, take, now):
    there = source(senders="weather.example")
    assert take(there, told()).state == "refused"

    other = source(name="기상청")
    assert take(other, told(sent=now.replace(microsecond=0) + timedelta(hours=1))).state == "refused"


def test_what_is_too_large_is_not_kept_at_all(source, take):
    with pytest.raises(Refused):
        take(source(), "x" * (incoming.LARGEST + 1))

    assert not Incoming.objects.exists()


def test_with_certificates_only_what_one_of_them_signed_is_taken(source, told, take):
    text, certificate = signed(told())
    strange, _other = signed(told(identifier="y"), world="drill")
    there = source(certificates=certificate)

    good = take(there, text)
    assert (good.state, good.trusted) == ("offered", True)
    assert good.signer
    assert take(there, strange).state == "refused"
    assert take(there, text_of(told(identifier="z"))).state == "refused"
    assert take(there, text.replace("대피하십시오", "기다리십시오")).state == "refused"


def test_a_cancellation_without_a_certificate_ends_nothing(source, told, take):
    first = told()
    text, certificate = signed(first)
    there = source(certificates=certificate)
    row = take(there, text)

    take(there, cancelled(first))

    row.refresh_from_db()
    assert (row.state, row.superseded_by) == ("offered", None)


def test_an_update_and_a_cancellation_mark_what_they_follow(source, told, take, now):
    there, first = source(), told()
    second = updated(first)
    row = take(there, first)
    newer = take(there, second, when=now + timedelta(minutes=2))
    row.refresh_from_db()
    assert (row.state, row.superseded_by) == ("superseded", newer)

    last = take(there, cancelled(second), when=now + timedelta(minutes=3))

    newer.refresh_from_db()
    assert newer.superseded_by == last
    assert (last.state, last.message) == ("offered", "cancel")


def test_what_comes_after_its_cancellation_is_over_at_once(source, told, take, now):
    there, first = source(), told()
    last = take(there, cancelled(first), when=now + timedelta(minutes=2))
    row = take(there, first, when=now + timedelta(minutes=3))

    assert (row.state, row.superseded_by) == ("superseded", last)


def test_another_source_cannot_end_what_this_one_said(source, told, take, now):
    first = told()
    row = take(source(), first)

    take(source(name="다른 곳"), cancelled(first), when=now + timedelta(minutes=2))

    row.refresh_from_db()
    assert row.superseded_by is None


def test_what_is_merely_odd_is_taken_with_its_remarks(source, told, take):
    row = take(source(), text_of(told(status=Status.EXERCISE, note="훈련")).replace("<note>훈련</note>", ""))

    assert (row.state, row.facts["remarks"][0][0]) == ("offered", "note")


def test_shapes_that_reach_the_same_district_are_told_together(source, told, take, districts):
    small = ((37.71, 126.71), (37.71, 126.7101), (37.7101, 126.71), (37.71, 126.71))

    row = take(source(), told(area=Area("a", polygons=(small,) * 3)))

    assert row.matched == [{"by": "polygon", "value": "37.71,126.71 … (+2)", "districts": [districts[0].key]}]


def test_more_shapes_than_any_warning_needs_are_refused(source, told, take):
    small = ((37.71, 126.71), (37.71, 126.7101), (37.7101, 126.71), (37.71, 126.71))
    areas = tuple(Area(f"a{number}", polygons=(small,) * 401) for number in range(5))

    assert take(source(), told(info={"areas": areas})).state == "refused"


KMA = {
    "response": {
        "header": {"resultCode": "00"},
        "body": {
            "items": {
                "item": [
                    {
                        "tmFc": "",
                        "tmSeq": 7,
                        "t6": "o 호우경보 : 경기도(파주, 고양)\r\no 강풍주의보 : 경기도(파주)",
                        "t7": "o 없음",
                    }
                ]
            }
        },
    }
}


def kma(at, t6=None):
    told = json.loads(json.dumps(KMA))
    item = told["response"]["body"]["items"]["item"][0]
    item["tmFc"] = f"{at:%Y%m%d%H%M}"
    item["t6"] = t6 if t6 is not None else item["t6"]
    return json.dumps(told, ensure_ascii=False)


@pytest.fixture
def local(now):
    from django.utils import timezone

    return timezone.localtime(now)


def test_a_special_weather_report_is_read_and_the_gravest_leads(source, take, local, districts):
    row = take(source(kind="kma"), kma(local - timedelta(minutes=5)))

    assert (row.state, row.cause, row.level) == ("offered", "heavy_rain", "alert")
    assert row.headline == "호우경보, 강풍주의보"
    assert len(row.matched) == 2
    assert len(row.matched[0]["districts"]) == 4


def test_the_next_status_supersedes_the_last(source, take, local, now):
    there = source(kind="kma")
    first = take(there, kma(local - timedelta(minutes=9)))
    second = take(there, kma(local - timedelta(minutes=5), "o 없음"))

    first.refresh_from_db()
    assert first.superseded_by == second
    assert (second.state, second.headline) == ("elsewhere", "해당 특보 없음")


@pytest.mark.parametrize(
    "text",
    [
        '{"response":{"header":{"resultCode":"03"}}}',
        "{}",
        "[]",
        '{"t6": "o 호우경보 : 경기도(파주"}',
        '{"t6":"o 호우경보 : 파주","tmFc":"x"}',
    ],
)
def test_what_is_no_special_report_is_refused(source, take, text):
    assert take(source(kind="kma"), text).state == "refused"


def test_an_ended_source_gives_nothing_more(source, told, take, now):
    there = source()
    sources.end(key=there.key, revision=there.revision, today=now.date() - timedelta(days=1), reason="끝", actor=HOUSE)
    there.refresh_from_db()

    with pytest.raises(Refused):
        take(there, told())


@pytest.mark.parametrize(
    "told",
    [{"url": "ftp://x/"}, {"url": "https://u:p@host/"}, {"minutes": 0}, {"certificates": "not PEM"}],
)
def test_a_source_that_could_not_work_is_refused(source, told):
    with pytest.raises(Refused):
        source(**told)


def test_figures_count_what_came_what_was_drafted_and_what_was_refused(source, told, take, drafter, now):
    there = source()
    row = take(there, told())
    take(there, "no message")
    incoming.relay(key=row.key, revision=row.revision, now=now, actor=drafter)

    this = month(row.received_on.year, row.received_on.month)
    assert [figures.value(one, this).amount for one in (RECEIVED, RELAYED, REFUSED)] == [2, 1, 1]
