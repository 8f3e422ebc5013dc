"""What was sent and how far it came, and how many terminals are in service."""

from __future__ import annotations

from haengan.kernel.dispatch import queries
from haengan.kernel.figures.declare import FLOW, STOCK, Figure, partition

BASIS = "재난 및 안전관리 기본법 제38조의2"
CHANNELS = (
    ("terminal", "단말", "terminal"),
    ("sms", "문자", "SMS"),
    ("mail", "전자우편", "e-mail"),
    ("push", "웹 푸시", "web push"),
    ("call", "전화 연락망", "call list"),
)
STATES = (
    ("queued", "대기", "queued"),
    ("sent", "발송", "sent"),
    ("received", "수신", "arrived"),
    ("validated", "검증", "validated"),
    ("done", "완료", "done"),
    ("failed", "실패", "failed"),
    ("expired", "만료", "expired"),
)
KINDS = (
    ("siren", "음성 경보 사이렌", "voice-warning siren"),
    ("board", "재해문자전광판", "disaster text board"),
    ("alarm", "민방위 경보 단말", "civil-defence alarm terminal"),
)
BY_CHANNEL = partition("channel", members=CHANNELS, ko="경로", en="channel")
BY_STATE = partition("state", members=STATES, ko="상태", en="state")

MESSAGES = Figure(
    "kernel.dispatch.messages",
    kind=FLOW,
    ko="발송한 알림",
    en="Messages sent",
    unit="건",
    basis=BASIS,
    one=("알림 한 건", "one message"),
    source=queries.live_messages,
    at="queued_on",
    depends=("world", "ways", "cause"),
)
DELIVERIES = Figure(
    "kernel.dispatch.deliveries",
    kind=FLOW,
    ko="알림 전달",
    en="Deliveries",
    unit="건",
    basis=BASIS,
    one=("한 알림의 경로와 상태별 집계", "the deliveries of one message by channel and state"),
    source=queries.live_tallies,
    at="counted_on",
    measure="count",
    slices={"channel": BY_CHANNEL, "state": BY_STATE},
    depends=("message__world", "message__ways", "message__cause"),
)
TERMINALS = Figure(
    "kernel.dispatch.terminals",
    kind=STOCK,
    ko="운용 중인 경보 단말",
    en="Warning terminals in service",
    unit="대",
    basis=BASIS,
    one=("단말 한 대", "one terminal"),
    source=queries.live_terminals,
    at="from_on",
    until="until_on",
    slices={"kind": partition("kind", members=KINDS, ko="종류", en="kind")},
    depends=("world",),
)
