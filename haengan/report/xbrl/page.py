"""The report as a page of inline XBRL: the page that people read, each number tagged, and an annex with every value in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree
from lxml import html as parsing

from haengan.lib.documents import html
from haengan.lib.documents.model import Language, Number
from haengan.report.audit import printed
from haengan.report.audit.model import Audit
from haengan.report.xbrl import facts, names
from haengan.report.xbrl.facts import Context, Fact
from haengan.report.xbrl.names import HG, IX, XBRLDI, XBRLI, XHTML, element

_NSMAP: dict[str | None, str] = {
    None: XHTML, "ix": IX, "ixt": names.IXT, "xbrli": XBRLI, "xbrldi": XBRLDI, "link": names.LINK, "xlink": names.XLINK,
    "xsi": names.XSI, "iso4217": names.ISO4217, "hg": HG,
}  # fmt: skip
_PLAIN = {"article": "div", "section": "div", "header": "div", "main": "div", "time": "span", "figure": "div"}
_KEPT = {"id", "class", "href", "title", "colspan", "rowspan", "scope", "name", "content", "type"}
_SCHEME = "urn:haengan:organisation"
_ANNEX = {
    "ko": ("부록: 이 판의 모든 값", ("지표", "구분", "기간", "값", "출처"), "알 수 없음"),
    "en": ("Annex: every value of this edition", ("Figure", "Part", "Period", "Value", "Origin"), "unknown"),
}


@dataclass
class _Tagging:
    """Contexts, units and facts as they are needed, numbered in the order of the page."""

    contexts: dict[Context, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    facts: int = 0

    def tag(self, fact: Fact, digits: str, *, scale: int = 0, decimals: str = "INF", negative: bool = False) -> Any:
        self.facts += 1
        made = element(
            IX, "nonFraction", digits, name=names.hg(fact.concept), contextRef=self._context(fact.context),
            unitRef=self._unit(fact.unit), id=f"f{self.facts}",
        )  # fmt: skip
        if fact.value is None:
            made.set(f"{{{names.XSI}}}nil", "true")
            made.text = None
            return made
        told = {
            "decimals": decimals,
            "format": "ixt:num-dot-decimal",
            "scale": str(scale),
            "sign": "-" if negative else "",
        }
        for key, value in told.items():
            if value:
                made.set(key, value)
        return made

    def _context(self, context: Context) -> str:
        return self.contexts.setdefault(context, f"c{len(self.contexts) + 1}")

    def _unit(self, unit: str) -> str:
        return self.units.setdefault(unit, f"u{len(self.units) + 1}")


def page(audit: Audit, language: Language, *, schema: str) -> bytes:
    """XHTML. `schema` is where the taxonomy lies, as seen from the page."""
    numbers: list[Number] = []

    def numbered(number: Number) -> str:
        numbers.append(number)
        return f"#n{len(numbers)}"

    told = html.page(audit.documents[language], link=numbered)
    root = _rebuilt(parsing.document_fromstring(told), language)
    tagging = _Tagging()
    for link in root.iter(f"{{{XHTML}}}a"):
        if (link.get("class") or "") == "number" and link.get("href", "").startswith("#n"):
            _tag_number(audit, tagging, link, numbers[int(link.get("href")[2:]) - 1])
    body = root.find(f"{{{XHTML}}}body")
    article = next(part for part in body.iter(f"{{{XHTML}}}div") if part.get("class") == "document")
    article.append(_annex(audit, tagging, language))
    body.insert(0, _hidden(audit, tagging, schema))
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in _NSMAP if prefix])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _rebuilt(part: Any, language: str) -> Any:
    """HTML as XHTML 1.1, which inline XBRL builds on: newer elements become `div` and `span`, what it lacks is left out."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap=_NSMAP)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    for child in part:
        root.append(_part(child))
    return root


def _part(part: Any) -> Any:
    made = etree.Element(f"{{{XHTML}}}{_PLAIN.get(part.tag, part.tag)}")
    for name, value in part.attrib.items():
        if name in _KEPT:
            made.set(name, value)
    if part.tag == "style":
        made.set("type", "text/css")
    if part.get("charset"):
        made.set("http-equiv", "Content-Type")
        made.set("content", "text/html; charset=UTF-8")
    made.text, made.tail = part.text, part.tail
    for child in part:
        if part.tag == "dl" and child.tag == "div":
            for inner in child:
                made.append(_part(inner))
        else:
            made.append(_part(child))
    return _filled(made) if part.tag in {"ul", "ol", "dl", "tbody"} and not len(part) else made


def _filled(made: Any) -> Any:
    """XHTML knows no empty list, and no table without a row."""
    if made.tag == f"{{{XHTML}}}tbody":
        made.append(element(XHTML, "tr", element(XHTML, "td")))
    else:
        made.tag = f"{{{XHTML}}}div"
    return made


def _tag_number(audit: Audit, tagging: _Tagging, link: Any, number: Number) -> None:
    """Digits are tagged, what stands around them (약, 만, 여, ↑) is not."""
    del link.attrib["href"]
    if number.href.startswith(("https://", "http://")):
        link.set("href", number.href)
    fact, told = _fact(audit, number), printed.read(number.text)
    if fact is None or fact.value is None or told is None:
        return
    holder = link[0] if len(link) else link
    power = told.power(fact.value)
    exact = abs(fact.value).scaleb(-power) == Decimal(told.digits.replace(",", ""))
    decimals = "INF" if exact else str(told.places - power)
    tag = tagging.tag(fact, told.digits, scale=power, decimals=decimals, negative=told.is_negative)
    holder.text, tag.tail = told.before, told.after
    holder.append(tag)


def _fact(audit: Audit, number: Number) -> Fact | None:
    place, before = audit.place(number), audit.before(number)
    if place is not None:
        now = audit.by_place.get(place)
        then = audit.by_place.get(before) if before else None
        if now is None or (before and then is None):
            return None
        return facts.of_change(audit, now, then) if then else facts.of_value(audit, now)
    asked = dict(number.slice)
    table, _, column = number.figure.rpartition(".")
    for listing in audit.listings:
        if listing.name == table:
            for told in listing.numbers():
                if (told[0], told[1], str(told[2])) == (column, asked.get("record"), asked.get("part", "1")):
                    return facts.of_cell(listing, told)
    return None


def _annex(audit: Audit, tagging: _Tagging, language: Language) -> Any:
    title, columns, unknown = _ANNEX[language]
    rows = [element(XHTML, "tr", *(element(XHTML, "th", name, scope="col") for name in columns))]
    for cells, fact in _annexed(audit, language):
        told = element(XHTML, "td")
        if fact.value is None:
            told.append(tagging.tag(fact, ""))
            told[0].tail = unknown
        else:
            whole, _dot, rest = f"{abs(fact.value):,f}".partition(".")
            rest = rest.rstrip("0")
            digits, decimals = f"{whole}.{rest}" if rest else whole, "INF"
            if len(rest) == facts.LONGEST:
                decimals = str(facts.LONGEST)
            told.text = "-" if fact.value < 0 else None
            told.append(tagging.tag(fact, digits, decimals=decimals, negative=fact.value < 0))
        origin = names.ORIGINS[fact.context.origin][language != "ko"]
        texts = [element(XHTML, "td", text) for text in cells]
        rows.append(element(XHTML, "tr", *texts, told, element(XHTML, "td", origin)))
    return element(XHTML, "div", element(XHTML, "h2", title), element(XHTML, "table", *rows), class_="document-table")


def _annexed(audit: Audit, language: str) -> Iterator[tuple[tuple[str, str, str], Fact]]:
    for value in audit.values:
        place, question = value.place, audit.questions[value.place.figure]
        cut = question.cuts.get(place.slice)
        called = cut.members.get(place.member, (place.member, place.member)) if cut else ("", "")
        yield (getattr(question, language), called[language != "ko"], str(place.period)), facts.of_value(audit, value)
    for now, before in facts.changes(audit):
        question = audit.questions[now.figure]
        cut = question.cuts.get(now.slice)
        called = cut.members.get(now.member, (now.member, now.member)) if cut else ("", "")
        told = facts.of_change(audit, audit.by_place[now], audit.by_place[before])
        yield (getattr(question, language), called[language != "ko"], f"{before.period} → {now.period}"), told


def _hidden(audit: Audit, tagging: _Tagging, schema: str) -> Any:
    reference = element(names.LINK, "schemaRef", xlink__type="simple", xlink__href=schema)
    contexts = [_context(audit, context, name) for context, name in tagging.contexts.items()]
    units = [element(XBRLI, "unit", element(XBRLI, "measure", unit), id=name) for unit, name in tagging.units.items()]
    header = element(IX, "header", element(IX, "references", reference), element(IX, "resources", *contexts, *units))
    return element(XHTML, "div", header, style="display:none")


def _context(audit: Audit, context: Context, name: str) -> Any:
    identifier = element(XBRLI, "identifier", audit.organisation_ko, scheme=_SCHEME)
    if isinstance(context.period, date):
        dated = [element(XBRLI, "instant", context.period.isoformat())]
    else:
        first, last = context.period
        dated = [element(XBRLI, "startDate", first.isoformat()), element(XBRLI, "endDate", last.isoformat())]
    stated = [(names.ORIGIN, f"{names.ORIGIN}.{context.origin}"), *context.explicit]
    explicit = [
        element(XBRLDI, "explicitMember", names.hg(member), dimension=names.hg(axis)) for axis, member in stated
    ]
    typed = [
        element(XBRLDI, "typedMember", element(HG, inner, text), dimension=names.hg(axis))
        for (axis, text), inner in zip(context.typed, ("record-key", "part-number"), strict=False)
    ]
    return element(
        XBRLI, "context", element(XBRLI, "entity", identifier), element(XBRLI, "period", *dated),
        element(XBRLI, "scenario", *explicit, *typed), id=name,
    )  # fmt: skip
