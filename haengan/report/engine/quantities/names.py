"""Rules for numbers that are part of a name, an idiom, a label or a code, and for grades and articles of law."""

from __future__ import annotations

from haengan.report.engine.quantities.amounts import LONGEST
from haengan.report.engine.quantities.hits import Kind
from haengan.report.engine.quantities.lexicons import (
    AGES,
    CLASSED_THINGS,
    EMERGENCY_NUMBERS,
    EMERGENCY_WORDS,
    IDIOMS,
    LEGAL_AGE,
    MEMORIAL_DAYS,
    MEMORIAL_WORDS,
    NUMBERED_PLACES,
    ORDINALS,
    ROUND_THE_CLOCK,
    SLOGAN_NOUNS,
    THEMES,
    one_of,
    units,
)
from haengan.report.engine.quantities.rules import naming

_proper = naming(Kind.PROPER)
_grade = naming(Kind.GRADE)
_article = naming(Kind.ARTICLE)

_LINE_START = r"^[\s#*>(-]{0,12}"
_DOT = "[·․‧・ㆍ･]"
_UNIT = units()
_SEVERAL = r"(?:\s?[~∼～·,]\s?\d{1,3}){0,4}"
_DOTTED_DAYS = "|".join(day.replace(" ", _DOT) for day in MEMORIAL_DAYS)
_STOPPED_DAYS = "|".join(day.replace(" ", r"\.") for day in MEMORIAL_DAYS)
_PARAGRAPHS = r"(?:\s?제?\d{1,3}(?:항|호|목)(?:의\d{1,3})?){0,4}"

LABELS = [
    _proper("sign as a label", r"[①-⒛⓫-⓿❶-➓Ⅰ-ⅿ]{1,6}"),
    _proper("Roman heading", r"[IVX]{1,4}(?=[.\s]|\Z)(?!\s[a-z])", before=_LINE_START),
    _proper("numbered line", r"\d{1,2}[.)](?=\s+(?!\d{1,2}\s?\.))", before=_LINE_START),
    _proper("numbered paragraph", r"\d{1,2}(?:-\d{1,2}){1,3}[.)]?(?=\s)", before=_LINE_START),
]

LAW = [
    _article(
        "article of a law",
        rf"\d{{1,5}}(?:-\d{{1,5}})?\s?(?:조|항|호|목|편|장|절|관)(?![가-힣]?기)(?:의\s?\d{{1,3}})?{_PARAGRAPHS}",
        before=r"(?P<part>제\s?)",
    ),
    _article("annex", r"\d{1,3}(?:호)?(?:의\d{1,3})?", before=r"(?P<part>(?:별표|별지|부칙|서식)\s?)"),
    _article(
        "English article",
        r"\d{1,4}(?:\(\d{1,3}\)){0,3}",
        before=r"(?P<part>(?:\b(?:Article|Art\.|Section|Paragraph|Annex)|§)\s?)",
    ),
]

CODES = [
    _proper("telephone", r"(?:0\d{1,2}\)?\s?-?\s?\d{3,4}|1[5-9]\d{2})-\d{4}(?!\d)|\d{3,4}-\d{4}(?=\))"),
    _proper("emergency number", rf"(?:{one_of(EMERGENCY_NUMBERS)})(?= ?(?:{one_of(EMERGENCY_WORDS)}))"),
    _proper("emergency number after a sign", r"\d{3,4}(?![\d,.])", before=r"(?:☎|국번\s?없이)\s?"),
    _proper("long code", rf"\d{{{LONGEST + 1},}}"),
    _proper("document number", r"\d{1,6}(?![\d,~]|\.\d)", before=r"(?P<part>[가-힣]-)"),
    _proper("network generation", r"\d{1,2}[GDKP](?![A-Za-z])"),
    _proper(
        "standard",
        r"\d{2,6}(?:[:-]\d{1,4})?(?!\d|,\d)",
        before=r"(?P<part>\b(?:ISO|KS|IEC|IP|RFC|Wi-Fi|WiFi|Web|Windows|No\.)\s?)",
    ),
    _proper(
        "number joined to Latin letters",
        rf"\d{{1,6}}(?:[.-]\d{{1,4}}){{0,3}}(?![\d,]|\s?(?:{_UNIT}))",
        before=r"(?P<part>\b[A-Za-z]{1,12}-?)",
    ),
]

GRADES = [
    _grade("grade", rf"\d{{1,2}}{_SEVERAL}\s?급(?![식여행증감속락박배])"),
    _grade("class", rf"\d{{1,2}}{_SEVERAL}\s?등급"),
    _grade("rank", r"\d{1,4}(?:위(?![원기험치탁반생성촉임해법])|순위|등(?![급록산반재]))"),
    _grade(
        "English grade",
        r"\d{1,2}(?:(?:,\s|\sand\s|\sto\s|\sor\s|[~–-])\d{1,2}){0,4}(?!\d)",
        before=r"(?P<part>\b[Gg]rades?\s)",
    ),
]

PROPERS = [
    _proper("memorial day", rf"(?:{_DOTTED_DAYS})(?!\d|{_DOT}|\s?(?:[급월일차호층]|분기|등급|{_UNIT}))"),
    _proper("memorial day with a full stop", rf"(?:{_STOPPED_DAYS})\.?\s?(?={one_of(MEMORIAL_WORDS)})"),
    _proper("disease", r"19(?!\d)", before=r"(?P<part>(?:코로나|코비드|COVID)[- ]?)"),
    _proper("idiom", IDIOMS),
    _proper("elected term", r"\d{1,2}기", before=r"(?P<part>민선\s?)"),
    _proper("year of an elected term", r"\d{1,2}(?:년차?|주년)(?!간)", before=r"민선\s?\d{1,2}기\s"),
    _proper("anniversary", r"\d{1,4}\s?(?:주년|주기(?!적)|돌(?![가-힣]))"),
    _proper("century", r"\d{1,2}\s?세기"),
    _proper(
        "ordinal",
        r"\d{1,4}(?:회차|회|차|기|대|단계|권|판|번|사단|여단|땅굴|청사|부시장)?",
        before=r"(?<![가-힣])(?P<part>제)",
    ),
    _proper(
        "English city class",
        r"\d{1,3}(?:,\d{3}){1,3}(?![\d,]|\s?(?:people|residents))",
        before=r"(?P<part>\bcity of (?:some |over )?)",
    ),
    _proper("English ordinal", r"\d{1,4}(?:st|nd|rd|th)\b"),
    _proper("one of a series", rf"\d{{1,4}}{_SEVERAL}\s?(?:{one_of(ORDINALS)})"),
    _proper("turn", rf"\d{{1,3}}{_SEVERAL}차(?![례로량선원시])"),
    _proper("floor", rf"\d{{1,3}}{_SEVERAL}층", before=r"(?P<part>(?:지하|지상)?\s?)"),
    _proper("numbered place", rf"\d{{1,3}}{_SEVERAL}(?:{one_of(NUMBERED_PLACES)})", before=r"[가-힣]"),
    _proper(
        "address",
        r"\d{1,4}(?:-\d{1,4})?(?=」| ?(?:일원|일대|소재|번지|부근|앞|옆))",
        before=r"(?<![가-힣\d])[가-힣]{1,4}(?:로|길) ",
    ),
    _proper("hours round the clock", rf"24시간(?=\s?(?:{one_of(ROUND_THE_CLOCK)}))"),
    _proper("legal age", rf"\d{{1,3}}세?\s?[~∼～-]\s?\d{{1,3}}세|\d{{1,3}}세(?=\s?(?:{one_of(LEGAL_AGE)}))"),
    _proper("generation", rf"[1-9]0{_SEVERAL}대(?=\s?(?:{one_of(AGES)}))"),
    _proper("theme with its count", rf"\d{{1,3}}대(?=\s?(?:{one_of(THEMES)}))"),
    _proper("legal class", rf"[1-4]종(?=\s?(?:{one_of(CLASSED_THINGS)}))"),
    _proper("one-person", r"1인(?=\s?(?:가구|시위|방송|창조|당|미디어|크리에이터|다수))"),
    _proper("new towns", r"\d기(?=\s?신도시)"),
    _proper("numbered exit", r"\d{1,3}번(?=\s?(?:출구|국도|게이트|버스|홈|창구|안건|국지도))"),
    _proper("slogan", rf"\d{{1,3}}(?:십|백)?만(?=\s(?:{one_of(SLOGAN_NOUNS)}))"),
]

NAMES = [*LABELS, *CODES, *LAW, *PROPERS, *GRADES]
