from datetime import timedelta

import pytest
from django.utils import translation

from haengan.kernel.jobs.engine import schedule
from haengan.kernel.jobs.engine.schedule import Every
from haengan.office.jobs import wording

RULES = [
    ("10 2 * * *", "every day, at 02:10", "매일 02:10"),
    ("0 3 1 * *", "on day 1 of the month, at 03:00", "매월 1일 03:00"),
    ("30 9,18 * * mon-fri", "Monday to Friday, at 09:30, 18:30", "평일(월~금) 09:30, 18:30"),
    ("0 6 * * 1", "every Monday, at 06:00", "매주 월요일 06:00"),
    ("0 6 * * sun,wed", "every Wednesday, Sunday, at 06:00", "매주 수요일, 일요일 06:00"),
    ("0 4 1 1,7 *", "in January, July on day 1 of the month, at 04:00", "1월, 7월 매월 1일 04:00"),
    ("0 4 1 * 1", "on day 1 of the month or every Monday, at 04:00", "매월 1일 또는 매주 월요일 04:00"),
    ("*/15 * * * *", "every day, every 15 minutes", "매일 15분마다"),
    ("*/15 8-18 * * *", "every day, every 15 minutes from 8 to 18 o'clock", "매일 15분마다(8시부터 18시까지)"),
    ("5 * * * *", "every day, at minute 5 of the hour", "매일 매시 5분"),
    ("* * * * *", "every day, every minute", "매일 1분마다"),
]


@pytest.mark.parametrize(("rule", "en", "ko"), RULES, ids=[rule for rule, _en, _ko in RULES])
def test_a_schedule_is_said_in_words(rule, en, ko):
    with translation.override("en"):
        assert wording.says(schedule.cron(rule)) == en
    with translation.override("ko"):
        assert wording.says(schedule.cron(rule)) == ko


@pytest.mark.parametrize(
    ("distance", "en", "ko"),
    [
        ({"seconds": 30}, "every 30 seconds", "30초마다"),
        ({"minutes": 1}, "every minute", "1분마다"),
        ({"hours": 2}, "every 2 hours", "2시간마다"),
        ({"days": 1}, "every day", "1일마다"),
    ],
)
def test_a_distance_is_said_in_words(distance, en, ko):
    with translation.override("en"):
        assert wording.says(Every(timedelta(**distance))) == en
    with translation.override("ko"):
        assert wording.says(Every(timedelta(**distance))) == ko
