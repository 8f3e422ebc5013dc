"""The Korean profile (TTAK.OT-06.0055) beside the plain one, as messages of the ministry's gateway show it.

Known from published reference messages, not from the text of the standard: what is marked `CONFIRM` wants its reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from haengan.rooms.safety.warnings.engine.cap import following
from haengan.rooms.safety.warnings.engine.cap.model import Alert, Info, MsgType, Pair, Scope, Status
from haengan.rooms.safety.warnings.engine.cap.words import Problem

CODE = "대한민국정부1.0"
EVENT = "TTAS.KO-07.0046/R5 재난 종류 코드"
GEOCODE = "행정구역코드"
RAIN_SYSTEM = "자동우량경보시스템"
CBS_TEXT, CBS_PRIORITY, DMB_PRIORITY = "CBSText", "CBSPriority", "DMBPriority"
EVENTS: Mapping[str, str] = {"heavy_rain": "HRA"}
"""Event codes by cause. HRA (heavy rain) and HRW are attested; the table of TTAK.KO-07.0046 is not at hand: CONFIRM."""
SEVERE_EVENTS: Mapping[str, str] = {"heavy_rain": "HRW"}

KNOWN = frozenset({*EVENTS.values(), *SEVERE_EVENTS.values()})

RECEIVED, VALID, AUTHENTIC, RESOURCES, DONE = "000", "200", "400", "600", "800"
STAGES: Mapping[str, tuple[str, str]] = {
    RECEIVED: ("수신", "received"),
    VALID: ("유효성 확인", "valid"),
    AUTHENTIC: ("인증", "authenticated"),
    RESOURCES: ("자원 인증", "resources authenticated"),
    DONE: ("경보 서비스 완료", "alert service done"),
}
ERRORS: Mapping[str, str] = {"010": RECEIVED, "210": VALID, "410": AUTHENTIC, "610": RESOURCES, "810": DONE}
"""The error of each stage."""


def knows(cause: str) -> bool:
    """Whether there is an event code for it: without one a message cannot be dressed."""
    return cause in EVENTS


def dress(alert: Alert, *, cause: str, severe: bool, codes: tuple[str, ...], text: str, priority: str = "") -> Alert:
    """The same alert with what the profile adds: its code, the event code, administrative codes, the text for cell broadcast."""
    event = (SEVERE_EVENTS if severe else EVENTS).get(cause, "")
    return replace(
        alert,
        codes=(CODE, *(code for code in alert.codes if code != CODE)),
        infos=tuple(_dressed(info, event, codes, text, priority) for info in alert.infos),
    )


def problems(alert: Alert) -> list[Problem]:
    """What the profile asks beyond the plain standard."""
    found = [] if CODE in alert.codes else [Problem("profile", "code", CODE)]
    if alert.msg_type in (MsgType.ACK, MsgType.ERROR):
        return found + _of_answer(alert)
    if alert.infos and not any(info.language.casefold().startswith("ko") for info in alert.infos):
        found.append(Problem("profile", "info.language", "ko-KR"))
    for number, info in enumerate(alert.infos):
        if not any(name == EVENT for name, _value in info.event_codes):
            found.append(Problem("profile", f"info[{number}].eventCode.valueName", EVENT))
        for name, value in info.event_codes:
            if name == EVENT and value not in KNOWN:
                found.append(Problem("no_event", f"info[{number}].eventCode.value", value))
        for place, area in enumerate(info.areas):
            if not any(name == GEOCODE for name, _value in area.geocodes):
                found.append(Problem("profile", f"info[{number}].area[{place}].geocode.valueName", GEOCODE))
    return found


def acknowledge(previous: Alert, stage: str, *, identifier: str, sender: str, sent: datetime) -> Alert:
    """An answer of a stage, or of its error (``010``, ``210`` …). Raises `KeyError` for a code that is none."""
    if stage in ERRORS:
        made = following.error(previous, identifier=identifier, sender=sender, sent=sent, note=stage)
    else:
        STAGES[stage]
        made = following.ack(previous, identifier=identifier, sender=sender, sent=sent, note=stage)
    return replace(made, codes=(CODE,))


def stage_of(answer: Alert) -> tuple[str, bool]:
    """The stage that an answer is about, and whether it was passed. Raises `ValueError`: it is no staged answer."""
    note = answer.note.strip()[:3]
    if answer.msg_type is MsgType.ACK and note in STAGES:
        return note, True
    if answer.msg_type is MsgType.ERROR and note in ERRORS:
        return ERRORS[note], False
    raise ValueError(f"{answer.msg_type.value} {note!r} is no staged answer.")


def _dressed(info: Info, event: str, codes: tuple[str, ...], text: str, priority: str) -> Info:
    areas = tuple(replace(one, geocodes=_with(one.geocodes, [(GEOCODE, code) for code in codes])) for one in info.areas)
    parameters: list[Pair] = [(CBS_TEXT, text)] if text and info.language.startswith("ko") else []
    parameters += [(CBS_PRIORITY, priority)] if priority else []
    events = [(EVENT, event)] if event else []
    return replace(
        info,
        event_codes=_with(info.event_codes, events),
        parameters=_with(info.parameters, parameters),
        areas=areas,
    )


def _with(pairs: tuple[Pair, ...], more: list[Pair]) -> tuple[Pair, ...]:
    return tuple(dict.fromkeys([*pairs, *more]))


def _of_answer(alert: Alert) -> list[Problem]:
    found = []
    if alert.status is not Status.SYSTEM:
        found.append(Problem("profile", "status", Status.SYSTEM.value))
    if alert.scope is not Scope.PRIVATE:
        found.append(Problem("profile", "scope", Scope.PRIVATE.value))
    try:
        stage_of(alert)
    except ValueError:
        found.append(Problem("ack_code", "note", alert.note))
    return found
