"""The words of exchange with cities abroad, and its small arithmetic."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum

Names = dict[str, tuple[str, str]]
ONE_DAY = timedelta(days=1)


class State(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    RETRACTED = "retracted"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"


STATES: Names = {
    "planned": ("예정", "Planned"),
    "held": ("시행", "Held"),
    "cancelled": ("취소", "Cancelled"),
    "retracted": ("철회", "Retracted"),
}
ENTERED: Names = {code: STATES[code] for code in ("planned", "held")}
PRECISIONS: Names = {"day": ("일", "Day"), "month": ("월", "Month")}
KINDS: Names = {
    "administrative": ("행정교류", "Administrative exchange"),
    "youth": ("청소년교류", "Youth exchange"),
    "civic": ("시민교류", "Citizens' exchange"),
    "cultural": ("문화교류", "Cultural exchange"),
    "sports": ("체육교류", "Sports exchange"),
    "economic": ("경제교류", "Economic exchange"),
}
MODES: Names = {
    "dispatch": ("파견", "Sent out"),
    "visit": ("내방", "Received"),
    "mutual": ("상호", "Both ways"),
    "online": ("비대면", "Online"),
    "gift": ("기부", "Gift"),
}
TRAVELLING = frozenset({"dispatch", "mutual"})
AGREEMENTS: Names = {
    "sister": ("자매결연", "Sister-city agreement"),
    "friendship": ("우호협력", "Friendship agreement"),
    "memorandum": ("업무협약", "Memorandum of understanding"),
}
PARTNERSHIPS: Names = {
    "sister": ("자매도시", "Sister city"),
    "friendship": ("우호도시", "Friendship city"),
    "none": ("결연 없음", "No agreement"),
    "unknown": ("미확인", "Not confirmed"),
}
COUNTED: Names = {
    "out": ("파견", "Sent out"),
    "in": ("내방", "Received"),
    "others": ("기타참석", "Others present"),
    "gift": ("금액", "Amount"),
}
CURRENCIES: Names = {
    "USD": ("미국 달러", "US dollars"),
    "KRW": ("원", "Won"),
    "EUR": ("유로", "Euro"),
    "JPY": ("엔", "Yen"),
    "CNY": ("위안", "Yuan"),
}
DECISIONS: Names = {code: STATES[code] for code in ("held", "cancelled", "retracted")}


def slug(name: str) -> str:
    """A city's code: "Eskişehir" is eskisehir."""
    plain_letters = unicodedata.normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain_letters.casefold()).strip("_")


def report_due(last_on: date, days: int) -> date:
    """The last day on which the report of a journey is in time; the day of return is not counted (민법 제157조)."""
    return last_on + timedelta(days=days)
