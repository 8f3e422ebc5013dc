"""When a timed job runs, in words: "every day at 02:10", "매월 1일 03:00"."""

from __future__ import annotations

from datetime import timedelta

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from haengan.kernel.jobs.engine.schedule import Cron, Every, Schedule

WORKDAYS = frozenset(range(1, 6))
MOST_TIMES = 6


def says(schedule: Schedule) -> str:
    return _every(schedule.distance) if isinstance(schedule, Every) else _cron(schedule)


def _every(distance: timedelta) -> str:
    seconds = int(distance.total_seconds())
    if seconds % 86_400 == 0:
        return ngettext("every day", "every %(n)s days", seconds // 86_400) % {"n": seconds // 86_400}
    if seconds % 3_600 == 0:
        return ngettext("every hour", "every %(n)s hours", seconds // 3_600) % {"n": seconds // 3_600}
    if seconds % 60 == 0:
        return ngettext("every minute", "every %(n)s minutes", seconds // 60) % {"n": seconds // 60}
    return ngettext("every second", "every %(n)s seconds", seconds) % {"n": seconds}


def _cron(rule: Cron) -> str:
    return _("%(days)s, %(times)s") % {"days": _days(rule), "times": _times(rule)}


def _days(rule: Cron) -> str:
    told = []
    if not rule.any_day:
        numbers = ", ".join(map(str, sorted(rule.days)))
        told.append(_("on day %(numbers)s of the month") % {"numbers": numbers})
    if not rule.any_weekday:
        told.append(_weekdays(rule.weekdays))
    days = pgettext("between days of a schedule", " or ").join(told) or pgettext("days of a schedule", "every day")
    if len(rule.months) == len(MONTHS):
        return days
    names = ", ".join(str(MONTHS[number]) for number in sorted(rule.months))
    return _("in %(months)s %(days)s") % {"months": names, "days": days}


def _weekdays(chosen: frozenset[int]) -> str:
    if chosen == WORKDAYS:
        return _("Monday to Friday")
    names = ", ".join(str(WEEKDAYS[(number - 1) % 7]) for number in sorted(chosen, key=lambda n: (n - 1) % 7))
    return _("every %(weekdays)s") % {"weekdays": names}


def _times(rule: Cron) -> str:
    hours, minutes = sorted(rule.hours), sorted(rule.minutes)
    if len(hours) * len(minutes) <= MOST_TIMES:
        return _("at %(times)s") % {"times": ", ".join(f"{h:02d}:{m:02d}" for h in hours for m in minutes)}
    step = minutes[1] - minutes[0] if len(minutes) > 1 else 0
    if step and 60 % step == 0 and minutes == list(range(0, 60, step)):
        told = _every(timedelta(minutes=step))
    else:
        told = _("at minute %(minutes)s of the hour") % {"minutes": ", ".join(map(str, minutes))}
    if len(hours) == 24:
        return told
    if hours == list(range(hours[0], hours[-1] + 1)):
        span = _("from %(first)s to %(last)s o'clock") % {"first": hours[0], "last": hours[-1]}
    else:
        span = _("at %(hours)s o'clock") % {"hours": ", ".join(map(str, hours))}
    return _("%(times)s %(span)s") % {"times": told, "span": span}
