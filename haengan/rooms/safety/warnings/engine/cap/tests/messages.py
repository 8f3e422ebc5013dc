"""Messages for the tests: one that is right in every element, and any at all (Hypothesis)."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from haengan.rooms.safety.warnings.engine.cap.model import (
    Alert,
    Area,
    Category,
    Certainty,
    Circle,
    Info,
    MsgType,
    Reference,
    Resource,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
)

SEOUL = timezone(timedelta(hours=9))
SENT = datetime(2026, 7, 14, 14, 0, tzinfo=SEOUL)
RING = ((37.70, 126.70), (37.70, 126.72), (37.72, 126.72), (37.72, 126.70), (37.70, 126.70))


def info(language="ko-KR", **told):
    usual = {
        "event": "홍수 경계",
        "categories": (Category.MET,),
        "urgency": Urgency.EXPECTED,
        "severity": Severity.SEVERE,
        "certainty": Certainty.LIKELY,
        "language": language,
        "response_types": (ResponseType.EXECUTE,),
        "effective": SENT,
        "onset": SENT + timedelta(minutes=30),
        "expires": SENT + timedelta(hours=3),
        "sender_name": "가람시",
        "headline": "강변동 홍수 경보",
        "description": "강물이 넘칠 우려가 있습니다.",
        "instruction": "높은 곳으로 대피하십시오.",
        "parameters": (("CBSText", "대피하십시오."),),
        "event_codes": (("code", "HRW"),),
        "areas": (
            Area(
                "강변동",
                polygons=(RING,),
                circles=(Circle((37.71, 126.71), 1.5),),
                geocodes=(("행정구역코드", "4148000000"),),
            ),
        ),
    }
    return Info(**{**usual, **told})


def alert(**told):
    usual = {
        "identifier": "warn.city.example:2026-0001:abc",
        "sender": "warn.city.example",
        "sent": SENT,
        "status": Status.ACTUAL,
        "msg_type": MsgType.ALERT,
        "scope": Scope.PUBLIC,
        "infos": (info(), info("en-US")),
    }
    return Alert(**{**usual, **told})


names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20)
texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=60).map(
    lambda text: " ".join(text.split())
)
needed = texts.filter(bool)
moments = st.datetimes(
    datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)
).map(  # Hypothesis adds the zone
    lambda at: at.replace(microsecond=0).astimezone(SEOUL)
)
points = st.tuples(
    st.floats(-89, 89).map(lambda value: round(value, 5)), st.floats(-179, 179).map(lambda value: round(value, 5))
)
pairs = st.lists(st.tuples(needed, texts), max_size=3).map(tuple)


@st.composite
def rings(draw):
    lat, lon = draw(points)
    height, width = draw(st.floats(0.001, 0.9)), draw(st.floats(0.001, 0.9))
    lat, lon, top, right = (round(v, 6) for v in (lat, lon, lat + height, lon + width))
    return ((lat, lon), (lat, right), (top, right), (top, lon), (lat, lon))


areas = st.builds(
    Area,
    description=needed,
    polygons=st.lists(rings(), max_size=2).map(tuple),
    circles=st.lists(st.builds(Circle, points, st.floats(0, 100).map(lambda v: round(v, 3))), max_size=2).map(tuple),
    geocodes=pairs,
    altitude=st.none() | st.integers(-100, 9000).map(float),
)
resources = st.builds(
    Resource, needed, st.just("image/png"), st.none() | st.integers(0, 10**9), st.just(""), st.just("")
)


@st.composite
def alerts(draw):
    """Any sound message."""
    sent = draw(moments)
    kind = draw(st.sampled_from(list(MsgType)))
    follows = kind is not MsgType.ALERT
    scope = draw(st.sampled_from(list(Scope)))
    block = draw(
        st.builds(
            Info,
            event=needed,
            categories=st.lists(st.sampled_from(list(Category)), min_size=1, max_size=3).map(tuple),
            urgency=st.sampled_from(list(Urgency)),
            severity=st.sampled_from(list(Severity)),
            certainty=st.sampled_from(list(Certainty)),
            language=st.sampled_from(["ko-KR", "en-US", "vi"]),
            response_types=st.lists(st.sampled_from(list(ResponseType)), max_size=2).map(tuple),
            audience=texts,
            event_codes=pairs,
            effective=st.none() | st.just(sent),
            onset=st.none() | st.just(sent + timedelta(hours=1)),
            expires=st.none() | st.just(sent + timedelta(hours=6)),
            sender_name=texts,
            headline=texts,
            description=texts,
            instruction=texts,
            contact=texts,
            parameters=pairs,
            resources=st.lists(resources, max_size=1).map(tuple),
            areas=st.lists(areas, min_size=1, max_size=2).map(tuple),
        )
    )
    return Alert(
        identifier=draw(names),
        sender="s" + draw(names),
        sent=sent,
        status=draw(st.sampled_from(list(Status))),
        msg_type=kind,
        scope=scope,
        source=draw(texts),
        restriction=draw(needed) if scope is Scope.RESTRICTED else "",
        addresses=tuple(draw(st.lists(names, min_size=1, max_size=3))),
        codes=tuple(draw(st.lists(needed, max_size=2))),
        note=draw(needed),
        references=(Reference("other", "0" + draw(names), sent - timedelta(hours=1)),) if follows else (),
        infos=(block,),
    )
