"""Equipment, entered for the report until its own records stand, and warnings as they were sent."""

from haengan.kernel.figures.declare import FLOW, Figure, partition
from haengan.kernel.tables.bilingual import members
from haengan.rooms.safety.warnings.queries import incoming as came
from haengan.rooms.safety.warnings.queries import warned as queries
from haengan.rooms.safety.warnings.queries import watched as situations
from haengan.rooms.safety.warnings.rules import causes, watched
from haengan.rooms.safety.warnings.rules import incoming as incoming_rules
from haengan.rooms.safety.warnings.rules import warned as rules

BY_KIND = partition(
    members=[
        ("cctv", "재난감시CCTV", "Disaster CCTV"),
        ("siren", "자동음성경보장치", "Voice-warning sirens"),
        ("board", "재해문자전광판", "Disaster text boards"),
    ],
    ko="종류",
    en="Kind",
)

INSTALLED = Figure(
    "safety.warnings.installed",
    kind=FLOW,
    ko="재난 예·경보 장비 설치",
    en="Warning equipment installed",
    unit="개소",
    basis="재난 및 안전관리 기본법 제38조의2",
    one=("설치한 곳 하나", "one place equipped"),
    slices={"kind": BY_KIND},
    headline=True,
)

SENT = Figure(
    "safety.warnings.sent",
    kind=FLOW,
    ko="재난 예·경보 발령",
    en="Warnings sent",
    unit="건",
    basis="재난 및 안전관리 기본법 제38조의2",
    one=("발령·변경·해제 한 건", "one alert, update or cancellation"),
    source=queries.sent,
    at="sent_on",
    slices={
        "level": partition("level", members=members(causes.LEVELS), ko="단계", en="level"),
        "cause": partition("cause", members=members(causes.CAUSES), ko="원인", en="cause"),
        "kind": partition("kind", members=members(rules.KINDS), ko="구분", en="kind"),
    },
    depends=("world",),
)
BY_CAUSE = partition("rule__cause", members=members(causes.CAUSES), ko="재난 유형", en="Cause")
SITUATIONS = Figure(
    "safety.warnings.situations",
    kind=FLOW,
    ko="재난 상황 발생",
    en="Situations found by rules",
    unit="건",
    basis="재난 및 안전관리 기본법 제38조",
    one=("규칙이 찾은 상황 한 건", "one situation found by a rule"),
    source=situations.counted_situations,
    at="since_on",
    slices={
        "level": partition("highest", members=members(causes.LEVELS), ko="가장 높았던 단계", en="Highest level"),
        "cause": BY_CAUSE,
    },
    depends=("void", "world"),
)
DECISIONS = Figure(
    "safety.warnings.decisions",
    kind=FLOW,
    ko="규칙에 따른 판단",
    en="Decisions by rules",
    unit="건",
    basis="재난 및 안전관리 기본법 제38조",
    one=("판단 한 건", "one decision"),
    source=situations.counted_decisions,
    at="decided_on",
    slices={
        "transition": partition("transition", members=members(watched.TRANSITIONS), ko="변화", en="What changed"),
        "cause": BY_CAUSE,
    },
)
BY_SOURCE = partition("source__kind", members=members(incoming_rules.KINDS), ko="수신처 종류", en="kind of source")
RECEIVED = Figure(
    "safety.warnings.received",
    kind=FLOW,
    ko="외부 경보 수신",
    en="Warnings received from others",
    unit="건",
    basis="재난 및 안전관리 기본법 제38조",
    one=("수신한 경보 한 건", "one message received"),
    source=came.received,
    at="received_on",
    slices={
        "source": BY_SOURCE,
        "state": partition("state", members=members(incoming_rules.STATES), ko="처리 상태", en="state"),
    },
)
RELAYED = Figure(
    "safety.warnings.relayed",
    kind=FLOW,
    ko="외부 경보로 작성한 초안",
    en="Drafts made from warnings of others",
    unit="건",
    basis="재난 및 안전관리 기본법 제38조",
    one=("초안이 된 수신 경보 한 건", "one message of which a draft was made"),
    source=came.relayed,
    at="relayed_on",
    slices={"source": BY_SOURCE},
)
REFUSED = Figure(
    "safety.warnings.refused",
    kind=FLOW,
    ko="거부한 외부 경보",
    en="Warnings of others that were refused",
    unit="건",
    basis="재난 및 안전관리 기본법 제38조",
    one=("거부한 경보 한 건", "one message refused"),
    source=came.refused,
    at="received_on",
    slices={"source": BY_SOURCE},
    depends=("state",),
)
