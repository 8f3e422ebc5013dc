"""What comes from other senders: its kinds and states, what it says in the city's words, when a source is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from haengan.rooms.safety.warnings.rules import causes

Names = dict[str, tuple[str, str]]


class Kind(StrEnum):
    FEED = "feed"
    KMA = "kma"
    HAND = "hand"


class State(StrEnum):
    OFFERED = "offered"
    ELSEWHERE = "elsewhere"
    REFUSED = "refused"
    SUPERSEDED = "superseded"
    RELAYED = "relayed"
    DISMISSED = "dismissed"


KINDS: Names = {
    "feed": ("CAP·피드", "CAP or feed"),
    "kma": ("기상특보", "Special weather report"),
    "hand": ("직접 전달", "Handed in"),
}
STATES: Names = {
    "offered": ("전파 검토", "Offered for relay"),
    "elsewhere": ("관할 밖", "Not of this city"),
    "refused": ("거부", "Refused"),
    "superseded": ("대체됨", "Superseded"),
    "relayed": ("초안 작성", "Drafted from"),
    "dismissed": ("전파 안 함", "Not relayed"),
}
STANDING = frozenset({State.OFFERED, State.ELSEWHERE, State.RELAYED, State.DISMISSED})
"""What a later message may supersede."""
MESSAGES: Names = {
    "alert": ("발령", "Alert"),
    "update": ("변경", "Update"),
    "cancel": ("해제", "Cancellation"),
    "ack": ("수신 확인", "Acknowledgement of receipt"),
    "error": ("오류", "Error report"),
}
STATUSES: Names = {
    "actual": ("실제", "Live"),
    "exercise": ("훈련", "Drill"),
    "system": ("시스템", "System message"),
    "test": ("시험", "Test"),
    "draft": ("초안", "Draft"),
}
WORLDS: Mapping[str, str] = {"actual": "live", "exercise": "drill"}
"""What is neither can never be relayed."""
LEVELS: Mapping[str, str] = {"Extreme": "severe", "Severe": "alert", "Moderate": "caution"}
"""Of CAP's severity; what is minor or unknown begins lowest, and whoever drafts may raise it."""
GRADES: Mapping[str, str] = {"주의보": "caution", "경보": "alert", "중대경보": "severe"}
"""Of a special weather report."""
PHENOMENA: Mapping[str, str] = {
    "호우": "heavy_rain",
    "태풍": "typhoon",
    "강풍": "strong_wind",
    "대설": "heavy_snow",
    "한파": "cold",
    "폭염": "heat",
    "황사": "dust",
    "풍랑": "storm_surge",
    "폭풍해일": "storm_surge",
    "해일": "storm_surge",
    "지진해일": "tsunami",
    "산사태": "landslide",
    "산불": "wildfire",
    "홍수": "flood",
    "지진": "earthquake",
}
CODES: Mapping[str, str] = {"HRA": "heavy_rain", "HRW": "heavy_rain"}
"""Event codes of the Korean profile, as far as they are attested."""
LONGEST = timedelta(hours=1)


def cause_of(event: str, codes: Iterable[str] = ()) -> str:
    """The city's cause: by a code, else by the longest word of the event that is known; `other` for what is not."""
    for code in codes:
        if code in CODES:
            return CODES[code]
    words = dict(PHENOMENA)
    words |= {name.casefold(): cause for cause, names in causes.CAUSES.items() for name in names if cause != "other"}
    told = event.casefold()
    return next((words[word] for word in sorted(words, key=len, reverse=True) if word in told), "other")


def pause(minutes: int, failures: int) -> timedelta:
    """Until a source is asked again: its own pace, doubled with each failure up to an hour, never quicker than its pace."""
    usual = timedelta(minutes=max(minutes, 1))
    doubled: timedelta = usual * (1 << min(failures, 10))
    return max(usual, min(doubled, LONGEST))
