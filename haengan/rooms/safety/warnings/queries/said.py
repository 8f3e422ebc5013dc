"""A message that came, as the columns of its row: read, checked, verified, matched. Nothing is written here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haengan.kernel.norms import queries as norms
from haengan.kernel.places import queries as districts
from haengan.rooms.safety.warnings.engine.cap import checking, korean, reading, signing
from haengan.rooms.safety.warnings.engine.cap.model import Alert, Info, MsgType
from haengan.rooms.safety.warnings.engine.cap.words import Forged, Malformed
from haengan.rooms.safety.warnings.engine.kma import reaching, reports
from haengan.rooms.safety.warnings.engine.kma.reaching import Reach
from haengan.rooms.safety.warnings.engine.kma.reports import NotAReport, Report
from haengan.rooms.safety.warnings.models.incoming import IncomingSource
from haengan.rooms.safety.warnings.queries import incoming as queries
from haengan.rooms.safety.warnings.rules import incoming as rules
from haengan.rooms.safety.warnings.rules.incoming import State

Columns = dict[str, Any]
FATAL = frozenset(
    {"missing", "no_name", "naive", "no_references", "itself", "later", "control", "after_sent", "info", "future"}
)
"""Problems for which a message is refused; the others are kept beside it as remarks."""
SEOUL = ZoneInfo("Asia/Seoul")
MARK = "-----BEGIN CERTIFICATE-----"
LONGEST_NAME, LONGEST_TEXT, MOST_SHAPES = 200, 2000, 2000
GRAVEST = ("severe", "alert", "caution", "attention")


def said(source: IncomingSource, text: str, now: datetime) -> list[Columns]:
    """One row a message; an answer of the weather service may hold several."""
    if source.kind == rules.Kind.KMA:
        return _of_kma(source, text, now)
    return [{**_of_cap(source, text, now), "text": text, "digest": digest(text)}]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf8", "replace")).hexdigest()


def certificates(source: IncomingSource) -> list[bytes]:
    return [(MARK + part).encode() for part in source.certificates.split(MARK)[1:]]


def _of_cap(source: IncomingSource, text: str, now: datetime) -> Columns:
    xml, told = text.encode("utf8", "replace"), Columns()
    trusted = certificates(source)
    try:
        if trusted:
            proven = signing.verify(xml, trusted)
            xml, told = proven.xml, {"trusted": True, "signer": proven.subject[:300]}
        alert = reading.read(xml)
    except Forged:
        return _refused(_("No certificate of this source fits its signature."))
    except Malformed as wrong:
        return _refused(str(wrong))
    told |= _facts(alert)
    why = _wrong(source, alert, now)
    if why:
        return {**_unnamed(told), "state": State.REFUSED.value, "why": why[:500]}
    told["matched"] = queries.matches(alert, timezone.localdate(now))
    here = bool(told["matched"]) or alert.msg_type is MsgType.CANCEL
    return {**told, "state": (State.OFFERED if here else State.ELSEWHERE).value}


def _wrong(source: IncomingSource, alert: Alert, now: datetime) -> str:
    """Why it is refused; empty where it is taken."""
    if max(len(alert.sender), len(alert.identifier)) > LONGEST_NAME:
        return _("Its sender or identifier is too long.")
    if source.senders and alert.sender not in source.senders.split():
        return _("%(sender)s is none of the senders of this source.") % {"sender": alert.sender}
    if alert.msg_type in (MsgType.ACK, MsgType.ERROR):
        return _("It answers another message and warns of nothing.")
    if alert.status.value.lower() not in rules.WORLDS:
        return _("Its status is %(status)s: it is not for people.") % {"status": alert.status.value}
    if sum(len(area.polygons) + len(area.circles) for info in alert.infos for area in info.areas) > MOST_SHAPES:
        return _("It draws more than %(most)d shapes.") % {"most": MOST_SHAPES}
    fatal = [one.told(get_language() or "ko") for one in checking.problems(alert, now=now) if one.code in FATAL]
    return " ".join(fatal)


def _facts(alert: Alert) -> Columns:
    info = _preferred(alert, "ko")
    codes = [value for one in alert.infos for name, value in one.event_codes if name == korean.EVENT]
    event = " ".join(one.event for one in alert.infos)
    remarks = [(one.code, one.where[:80], one.value[:120]) for one in checking.problems(alert) if one.code not in FATAL]
    return {
        "sender": alert.sender[:LONGEST_NAME],
        "identifier": alert.identifier[:LONGEST_NAME],
        "sent_at": alert.sent,
        "message": alert.msg_type.value.lower(),
        "status": alert.status.value.lower(),
        "headline": ((info.headline or info.event) if info else "")[:300],
        "cause": rules.cause_of(event, codes),
        "level": rules.LEVELS.get(info.severity.value, "attention") if info else "",
        "expires_at": alert.expires,
        "follows": queries.references(alert),
        "facts": {
            "texts": {code: _texts(_preferred(alert, code)) for code in ("ko", "en")},
            "event": event[:LONGEST_TEXT],
            "onset": info.onset.isoformat() if info and info.onset else "",
            "urgency": info.urgency.value if info else "",
            "severity": info.severity.value if info else "",
            "certainty": info.certainty.value if info else "",
            "from": info.sender_name[:LONGEST_TEXT] if info else "",
            "areas": [one.description[:200] for one in (info.areas if info else ())][:50],
            "remarks": remarks[:20],
        },
    }


def _preferred(alert: Alert, code: str) -> Info | None:
    """The block in that language; for Korean also the first of all, for people must be told something."""
    spoken = [one for one in alert.infos if one.language.lower().startswith(code)]
    return (spoken or (list(alert.infos) if code == "ko" else []) or [None])[0]  # type: ignore[list-item]  # None where there is none


def _texts(info: Info | None) -> dict[str, str]:
    if info is None:
        return {}
    cell = next((value for name, value in info.parameters if name == "CBSText"), "")
    told = {
        "headline": info.headline or info.event,
        "short": cell or info.description or info.headline,
        "description": info.description,
        "instruction": info.instruction,
    }
    return {part: text[:LONGEST_TEXT] for part, text in told.items() if text}


def _unnamed(told: Columns) -> Columns:
    """What is refused keeps what it says of itself, as far as a column holds it."""
    return {**told, "follows": [], "matched": []}


def _refused(why: str) -> Columns:
    return {"state": State.REFUSED.value, "why": why[:500]}


def _of_kma(source: IncomingSource, text: str, now: datetime) -> list[Columns]:
    """The answer of getPwnStatus, one item of it, or the bare text of a report."""
    try:
        items: Sequence[Mapping[str, Any]] = _items(json.loads(text))
    except (ValueError, RecursionError):
        items = [{"t6": text}]
    except NotAReport as wrong:
        return [{**_refused(str(wrong)), "text": text, "digest": digest(text)}]
    found = []
    for item in items:
        own = json.dumps(item, ensure_ascii=False, sort_keys=True) if len(items) > 1 or "tmFc" in item else text
        found.append({**_of_item(source, item, now), "text": own, "digest": digest(own)})
    return sorted(found, key=lambda one: one.get("sent_at") or now)


def _items(told: Any) -> Sequence[Mapping[str, Any]]:
    if isinstance(told, dict) and "t6" in told:
        return [told]
    try:
        response = told["response"]
        if str(response["header"]["resultCode"]) == "03":
            raise NotAReport("nothing", "resultCode 03")
        items = response["body"]["items"]["item"]
    except (KeyError, TypeError) as wrong:
        raise NotAReport("nothing", "no response.body.items.item") from wrong
    found = [one for one in (items if isinstance(items, list) else [items]) if isinstance(one, dict) and "t6" in one]
    if not found:
        raise NotAReport("nothing", "t6")
    return found[:100]


def _of_item(source: IncomingSource, item: Mapping[str, Any], now: datetime) -> Columns:
    try:
        every = reports.read(str(item["t6"]))
        sent = _moment(str(item.get("tmFc") or ""), now)
    except NotAReport as wrong:
        return _refused(str(wrong))
    if sent > now + timedelta(minutes=5):
        return _refused(_("It was sent in the future: %(sent)s.") % {"sent": sent.isoformat()})
    versions = list(districts.districts(timezone.localdate(now)).defer("polygon"))
    place = queries.city(versions)
    reached = [(one, reaching.reach(one, place)) for one in every]
    here = [(one, reach) for one, reach in reached if reach.here]
    by_name = {one.name_ko: one.district.key for one in versions}
    hours = float(norms.value("warnings.kma.hours", on=timezone.localdate(now)))
    level = min((rules.GRADES[one.grade] for one, _reach in here), key=GRAVEST.index, default="")
    gravest = next((one for one, _reach in here if rules.GRADES[one.grade] == level), None)
    title = ", ".join(one.title for one, _reach in here)
    return {
        "sender": source.name[:LONGEST_NAME],
        "identifier": f"{item.get('tmFc') or digest(str(item['t6']))[:16]}-{item.get('tmSeq') or 0}"[:LONGEST_NAME],
        "sent_at": sent,
        "message": "alert",
        "status": "actual",
        "headline": (title or "해당 특보 없음")[:300],
        "cause": rules.cause_of(gravest.phenomenon) if gravest else "",
        "level": level,
        "expires_at": sent + timedelta(hours=hours),
        "matched": [_match(one, reach, by_name) for one, reach in here],
        "facts": _kma_facts(title, place, item, bool(here)),
        "state": (State.OFFERED if here else State.ELSEWHERE).value,
    }


def _match(report: Report, reach: Reach, by_name: Mapping[str, str]) -> queries.Match:
    named = [by_name[name] for name in reach.districts if name in by_name]
    why = f"{report.title}: {reach.by}" + (" (?)" if reach.unsure else "")
    return {"by": "name", "value": why[:120], "districts": sorted(named or by_name.values())}


def _kma_facts(title: str, place: reaching.City, item: Mapping[str, Any], here: bool) -> dict[str, Any]:
    name = place.name[0]
    texts = {"headline": f"{name} {title}", "short": f"현재 {name}에 {title} 발효 중"} if here else {}
    return {
        "texts": {"ko": texts, "en": {}},
        "event": title,
        "areas": [name] if here else [],
        "from": "기상청",
        "preliminary": str(item.get("t7") or "")[:LONGEST_TEXT],
    }


def _moment(told: str, now: datetime) -> datetime:
    if not told:
        return now.replace(microsecond=0)
    try:
        return datetime.strptime(told, "%Y%m%d%H%M").replace(tzinfo=SEOUL)
    except ValueError as wrong:
        raise NotAReport("nothing", f"tmFc {told}") from wrong
