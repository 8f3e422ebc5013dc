"""The proof of a due date: each step with its article, and each day that did not count with the reason, in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from haengan.lib.calendar.weekdays import weekday_ko
from haengan.rooms.civil_affairs.petitions.engine.clock.days import Free
from haengan.rooms.civil_affairs.petitions.engine.clock.terms import Period

MIDNIGHT = time()
SAID = {
    "received": ("{received}에 접수하였습니다.", "received at {received}."),
    "period": ("{name}의 처리기간은 {period}입니다.", "the period for this {name} is {period}."),
    "hours": (
        "{limit}일 이하이므로 접수시각부터 시간 단위로 계산합니다(1일은 {day}근무시간): {count}근무시간.",
        "at most {limit} days, so counted in hours from the moment of receipt (a day is {day} working hours): {count} hours.",
    ),
    "at_once": ("접수시각부터 {count}근무시간 이내입니다.", "within {count} working hours of receipt."),
    "days": (
        "{limit}일을 넘으므로 일 단위로 계산하고 첫날을 산입합니다: 첫날 {first}.",
        "more than {limit} days, so counted in days with the first day: {first}.",
    ),
    "calendar": (
        "주·월·연은 역에 따라 계산하고 첫날을 산입합니다: 첫날 {first}.",
        "weeks, months and years go by the calendar with the first day: {first}.",
    ),
    "copies": (
        "같은 증명서 {count}통: 20통마다 1일씩, {days}일을 더합니다.",
        "{count} copies of one certificate: a day more for each 20, {days} in all.",
    ),
    "pause": ("{name} {since}부터 {until}까지는 산입하지 않습니다.", "{name} from {since} to {until} does not count."),
    "standing": (
        "{name} {since}부터 계속되고 있어 처리기간이 진행하지 않습니다.",
        "{name} since {since} goes on; the period does not run.",
    ),
    "too_long": (
        "{name}의 한도 {days}일을 넘는 {until} 뒤의 시간은 산입합니다.",
        "{name} is limited to {days} days; what comes after {until} counts.",
    ),
    "not_yet": (
        "{name} {since}: 이 규정의 시행 전이므로 산입합니다.",
        "{name} since {since}: before the rule was in force, so it counts.",
    ),
    "extended": (
        "{at}에 {reason} 사유로 {period} 연장하였습니다.",
        "extended by {period} at {at} for {reason}.",
    ),
    "extended_again": (
        "{at}에 민원인의 동의를 받아 {reason} 사유로 {period} 다시 연장하였습니다.",
        "extended again by {period} at {at} with the petitioner's consent for {reason}.",
    ),
    "counted": (
        "산입하지 않는 날을 건너뛰어 {last}에 끝납니다.",
        "without the days that do not count it ends on {last}.",
    ),
    "landed": ("역에 따른 말일은 {last}입니다.", "by the calendar the last day is {last}."),
    "moved": (
        "말일이 토요일 또는 공휴일이므로 그 다음 날인 {last}에 끝납니다.",
        "the last day is a Saturday or holiday, so it ends on the next day, {last}.",
    ),
    "duty": ("{name}: {from_at}부터 {period}.", "{name}: {period} from {from_at}."),
    "excluded": (
        "첫날은 산입하지 않습니다: {first}부터 {days}일.",
        "the first day is not counted: {days} days from {first}.",
    ),
    "due": ("처리기한: {due}.", "due: {due}."),
    "due_none": ("처리기한: 정지 중이어서 정하여지지 않았습니다.", "due: not set while the period stands."),
}


class Step(NamedTuple):
    """One step: which, by which article, with which values, over which days."""

    code: str
    article: str
    values: dict[str, Any]
    skipped: tuple[Free, ...] = ()

    def told(self, language: str) -> str:
        """As one sentence, the days skipped not named."""
        said = SAID[self.code][language != "ko"]
        told = said.format(**{name: _said(value, language) for name, value in self.values.items()})
        return told[0].upper() + told[1:]


@dataclass(frozen=True)
class Proof:
    """Steps in the order in which a jurist would take them."""

    steps: tuple[Step, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.article for step in self.steps if step.article))

    @property
    def skipped(self) -> tuple[Free, ...]:
        return tuple(free for step in self.steps for free in step.skipped)

    def told(self, language: str = "ko") -> str:
        """Plain text, to be printed."""
        return "\n".join(line for number, step in enumerate(self.steps, 1) for line in _lines(number, step, language))

    def plain(self, language: str = "ko") -> list[dict[str, Any]]:
        """Ready for JSON."""
        return [
            {
                "step": step.code,
                "article": step.article,
                "text": step.told(language),
                "skipped": [
                    {"day": free.day.isoformat(), "why": _why(free, language), "article": free.article}
                    for free in step.skipped
                ],
            }
            for step in self.steps
        ]


def _lines(number: int, step: Step, language: str) -> list[str]:
    article = f" [{step.article}]" if step.article else ""
    days = [f"     - {day_told(free.day, language)} {_why(free, language)} [{free.article}]" for free in step.skipped]
    return [f"{number:>2}. {step.told(language)}{article}", *days]


def _why(free: Free, language: str) -> str:
    return free.ko if language == "ko" else free.en


def _said(value: Any, language: str) -> Any:
    if isinstance(value, Period):
        return value.told(language)
    if isinstance(value, datetime):
        at = f" {value:%H:%M}" if value.time() != MIDNIGHT else ""
        return day_told(value.date(), language) + at
    if isinstance(value, date):
        return day_told(value, language)
    if isinstance(value, tuple):
        return value[language != "ko"]
    return value


def day_told(day: date, language: str) -> str:
    """The day with its day of the week."""
    if language == "ko":
        return f"{day.year}. {day.month}. {day.day}.({weekday_ko(day)})"
    return f"{day:%a} {day.isoformat()}"
