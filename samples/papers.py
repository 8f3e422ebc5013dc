"""A few papers in every stage for looking around: sent, waiting, returned, being drafted; and documents that came in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from haengan.kernel.approvals import queries as approvals
from haengan.kernel.approvals.actions import drafting, letters, receipts, signing
from haengan.kernel.approvals.models import Paper
from haengan.kernel.approvals.rules import mayor_of
from haengan.kernel.organisation import queries as organised
from haengan.kernel.people.models import Official
from samples import loading
from samples.loading import HOUSE, City

SENT = """1. 관련: 이동시장실 운영 계획
2. 이동시장실에서 나온 의견의 처리 현황을 아래와 같이 알려 드리니 업무에 참고하시기 바랍니다.
  가. 대상: 올해 운영한 이동시장실의 의견 전부
  나. 내용: 의견별 담당 부서와 처리 기한
    1) 처리가 끝난 의견은 제안한 분께 따로 알림
    2) 기한이 지난 의견은 다음 달 15일까지 처리
  다. 문의: 이동시장실 담당"""
WAITING = """1. 명예시장 운영 결과를 아래와 같이 보고드립니다.
  가. 운영: 월 1회
  나. 의견: 담당 부서 검토 후 회신 예정"""
RETURNED = "1. 우호교류 대표단 방문 일정을 알려 드립니다."
DRAFTED = "1. 다음 달 안전 점검 계획을 알려 드립니다."


def file(city: City, *, on: date) -> None:
    """Drafted by keepers of the bureau, signed by the heads above them."""
    townhalls, mayors = city.officials["autonomy-townhalls"], city.officials["autonomy-honorary-mayors"]
    first = on - timedelta(days=7)
    letters.register_seal(name_ko=f"{mayor_of(loading.city_name())}의인", name_en="", now=_at(first), actor=HOUSE)
    paper = loading.signed(_drafted(townhalls, "letter", "이동시장실 의견 처리 현황 알림", SENT, first), on=first)
    letters.send(key=paper.key, revision=paper.revision, channel="network", now=_at(first), actor=townhalls)
    _submitted(_drafted(mayors, "internal", "명예시장 운영 결과 보고", WAITING, on), on)
    _returned(_drafted(city.officials["autonomy-exchanges"], "letter", "방문 일정 알림", RETURNED, on), on)
    _drafted(city.officials["safety-warnings"], "letter", "안전 점검 계획 알림", DRAFTED, on)
    head = city.officials["autonomy"]
    told = {"sender": "행정안전부", "sender_number": "자치행정과-100", "title": "주민자치 우수사례 제출 요청"}
    receipts.receive(**told, dated_on=first, handler=townhalls, now=_at(on), actor=head)


def _drafted(drafter: Official, kind: str, title: str, body: str, on: date) -> Paper:
    recipients = "각 읍면동장\n각 과장" if kind == "letter" else ""
    return drafting.draft(kind=kind, title=title, body=body, recipients=recipients, now=_at(on), actor=drafter)


def _submitted(paper: Paper, on: date) -> Paper:
    drafting.submit(key=paper.key, revision=paper.revision, now=_at(on), actor=paper.drafter)
    return Paper.objects.get(pk=paper.pk)


def _returned(paper: Paper, on: date) -> None:
    sent = _submitted(paper, on)
    step = approvals.waiting_steps().filter(version__paper=sent)[0]
    holder = organised.holders_of(step.post, on)[0]
    reason = "방문 근거를 붙여 다시 올려 주십시오."
    signing.send_back(key=sent.key, digest=sent.digest, reason=reason, now=_at(on), actor=holder)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), timezone.get_current_timezone())
