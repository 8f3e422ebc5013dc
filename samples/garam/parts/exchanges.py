"""Two years of Garam's exchange with cities abroad. Every city, agreement and exchange is invented."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from haengan.kernel.people.models import Official
from haengan.lib.calendar import periods
from haengan.rooms.autonomy.exchanges.actions import cities, exchanges
from haengan.rooms.autonomy.exchanges.engine.wording import lines as wording
from haengan.rooms.autonomy.exchanges.models import Exchange, SisterCity

KEEPER = "autonomy-exchanges"
HELD, COMING = 60, 8
CITIES = (
    ("아오미네시", "Aomine", "JP", "일본", "Japan", "sister"),
    ("미도리가와시", "Midorigawa", "JP", "일본", "Japan", "friendship"),
    ("칭허시", "Qinghe New Town", "CN", "중국", "China", "sister"),
    ("웨스트브룩시", "Westbrook Vale", "AU", "호주", "Australia", "sister"),
    ("하버리지시", "Harbridge", "CA", "캐나다", "Canada", "friendship"),
    ("솔베르크시", "Solberg am See", "DE", "독일", "Germany", "memorandum"),
    ("에메랄드베이시", "Emerald Bay", "PH", "필리핀", "Philippines", "memorandum"),
    ("예실다으시", "Yeşildağ", "TR", "튀르키예", "Türkiye", ""),
)
SENT = (
    ("청소년 어학연수단 파견({파견}명)", "Language group of young people ({out} people)", "youth"),
    ("시 대표단 파견({파견}명)", "City delegation sent ({out} people)", "administrative"),
    ("축제 공연단 파견({파견}명)", "Performers sent to a festival ({out} people)", "cultural"),
)
RECEIVED = (
    ("시 대표단 내방({내방}명)", "Visit of a city delegation ({in} people)", "administrative"),
    ("시민 방문단 내방({내방}명)", "Visit of citizens ({in} people)", "civic"),
    ("유소년 축구단 내방({내방}명)", "Visit of young footballers ({in} people)", "sports"),
)
BOTH = (
    ("청소년 홈스테이(양국 각 {양국}명)", "Home stays of young people ({each} from each country)", "youth"),
    ("청소년 영어캠프(양국 각 {양국}명)", "English camp of young people ({each} from each country)", "youth"),
)
ONLINE = (("청소년 온라인 문화교실({기타}명)", "Online culture class of young people ({others} people)", "youth"),)
GIFTS = (
    ("수해 구호 성금({금액}달러) 전달", "Relief money after a flood ({gift} US dollars)", "administrative"),
    ("산불 구호 성금({금액}원) 전달", "Relief money after a forest fire ({gift} won)", "administrative"),
)
MANNERS = ("dispatch", "dispatch", "visit", "visit", "visit", "mutual", "online", "gift")
TEXTS = {"dispatch": SENT, "visit": RECEIVED, "mutual": BOTH, "online": ONLINE, "gift": GIFTS}


def fill(rng: Random, city: Any, actor: Official, today: date, scale: float = 1.0) -> None:
    """Cities with their agreements, then exchanges held and planned."""
    partners = [_city(told, actor, today, rng) for told in CITIES]
    for _ in range(round(HELD * scale)):
        first = today - timedelta(days=40 + rng.randrange(690))
        _reported(rng, _entered(rng, rng.choice(partners), first, state="held", actor=actor, today=today), actor, today)
    for number, text in enumerate(GIFTS):
        first = date(today.year - 1, 4 + number, 14)
        _entered(rng, partners[number], first, state="held", actor=actor, today=today, manner="gift", text=text)
    for _ in range(max(1, round(3 * scale))):
        planned = _entered(
            rng, partners[0], today - timedelta(days=12), state="planned", actor=actor, today=today, manner="dispatch"
        )
        exchanges.hold(key=planned.key, revision=planned.revision, today=today, actor=actor)
    for count in range(round(COMING * scale)):
        first = today + timedelta(days=10 + rng.randrange(120))
        planned = _entered(rng, rng.choice(partners), first, state="planned", actor=actor, today=today)
        if count % 4 == 3:
            reason = "상대 도시의 사정(시연용 가상 사유)"
            exchanges.cancel(key=planned.key, revision=planned.revision, reason=reason, today=today, actor=actor)


def _city(told: tuple[str, ...], actor: Official, today: date, rng: Random) -> SisterCity:
    name_ko, name_en, code, country_ko, country_en, kind = told
    names = {"name_ko": name_ko, "name_en": name_en, "country": code, "country_ko": country_ko}
    partner = cities.add_city(
        **names, country_en=country_en, partnership="unknown", note="시연용 가상 도시", invented=True, actor=actor
    )
    if kind:
        signed_on = date(today.year - 3 - rng.randrange(3), 5, 10 + rng.randrange(15))
        council_on = signed_on - timedelta(days=30) if kind == "sister" else None
        cities.sign(city=partner, kind=kind, signed_on=signed_on, council_on=council_on, actor=actor)
    return partner


def _entered(
    rng: Random,
    partner: SisterCity,
    first: date,
    *,
    state: str,
    actor: Official,
    today: date,
    manner: str = "",
    text: tuple[str, str, str] | None = None,
) -> Exchange:
    mode = manner or rng.choice(MANNERS)
    ko, en, kind = text or rng.choice(TEXTS[mode])
    by_month = rng.random() < 0.3 and state == "held"
    days = periods.month(first.year, first.month) if by_month else None
    counts = {code: [_amount(rng, code)] for code in wording.counted(ko)}
    if "{양국}" in ko:
        counts["in"] = counts["out"]
    rough = frozenset({"others"}) if "others" in counts and rng.random() < 0.5 else frozenset()
    return exchanges.enter(
        city=partner,
        from_on=days.from_on if days else first,
        until_on=days.until_on if days else first + timedelta(days=1 + rng.randrange(9)),
        precision="month" if days else "day",
        months=f"{first:%Y-%m}" if days else "",
        mode=mode,
        subject_ko=ko,
        subject_en=en,
        state=state,
        lines=wording.lines(ko, en, [frozenset({kind})], counts),
        currency=("KRW" if "}원" in ko else "USD") if "gift" in counts else "",
        approximate=rough,
        budget=rng.randrange(3, 40) * 1_000_000,
        spent=rng.randrange(3, 40) * 1_000_000 if state == "held" else None,
        invented=True,
        today=today,
        actor=actor,
    )


def _amount(rng: Random, code: str) -> int:
    return rng.randrange(1, 6) * 10_000 if code == "gift" else rng.randrange(4, 31)


def _reported(rng: Random, held: Exchange, actor: Official, today: date) -> None:
    if held.mode in {"dispatch", "mutual"} and rng.random() < 0.8:
        exchanges.report(
            key=held.key,
            revision=held.revision,
            submitted_on=min(today, held.period.last_on + timedelta(days=rng.randrange(5, 28))),
            text="방문 결과와 후속 협의 사항을 정리하였습니다(시연용 가상 보고).",
            today=today,
            actor=actor,
        )
