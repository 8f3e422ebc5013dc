"""Petitions drawn from a grammar, with the spellings, neighbours and haste of people; and the ones written by hand.

Whole templates are held out: no sentence core of one part is in another. Where the place decides (lamps and holes in towns and
townships are mended by their own office) the division follows the district, not the words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

HOUSE = Path(__file__).parent
PARTS = {"learn": (0, 1, 2, 3), "tune": (4,), "held": (5,)}
RURAL = ("한빛읍", "솔내읍", "들샘읍", "가온읍", "새터면", "큰골면", "느티면", "물미면", "버들면", "돌다리면")
URBAN = (
    "가람동",
    "나래동",
    "다솜동",
    "라온동",
    "마루동",
    "보람동",
    "샘물동",
    "아라동",
    "여울동",
    "온새동",
    "푸름동",
    "하늘동",
)
BY_PLACE = {("roads", "pothole"), ("lamps", "dark"), ("lamps", "blink"), ("lamps", "more")}
SPOTS = (
    "행정복지센터 앞",
    "초등학교 후문",
    "시장 입구",
    "아파트 101동 뒤",
    "사거리",
    "우체국 옆",
    "빌라 골목",
    "교회 맞은편",
)
STREETS = ("중앙로", "강변로", "샛별길", "은행나무길", "시청로", "솔밭길", "새싹3길", "역전로")
VILLAGES = ("윗마을", "아랫말", "안골", "새터말", "양지뜸", "2리", "3리 마을회관 쪽")
OPENINGS = (
    "안녕하세요.",
    "수고 많으십니다.",
    "항상 애써 주셔서 감사합니다.",
    "저번에도 말씀드렸는데요,",
    "다름이 아니라",
    "정말 너무하네요.",
    "시민입니다.",
    "몇 번을 말해야 합니까?",
)
CLOSINGS = (
    "빠른 처리 부탁드립니다.",
    "확인 바랍니다.",
    "꼭 좀 부탁드려요ㅠㅠ",
    "답변 기다리겠습니다.",
    "세금은 어디에 쓰나요?",
    "사진 첨부합니다.",
    "감사합니다.",
    "언제까지 되는지 알려 주세요!!",
)
BESIDE = ("그리고 {0}", "참, {0} 그것도 봐 주세요.", "지난번에 {0} 라고 한 건은 잘 처리됐습니다.")
DIALECT = (
    ("주세요", "주이소"),
    ("합니다", "합니더"),
    ("습니다", "심더"),
    ("나요?", "능교?"),
    ("어요", "어유"),
    ("해요", "해유"),
    ("합니까", "한당가요"),
)
SLIPS = (("됐", "됬"), ("않", "안"), ("에요", "예요"), ("가로등", "가로둥"), ("쓰레기", "쓰래기"), ("세요", "새요"), ("안 ", "않 "), ("웬", "왠"), ("도로", "도르"), ("수돗물", "수도물"), ("깨", "께"), ("주차", "주챠"))  # fmt: skip
ALTERNATIVES = re.compile(r"\(([^()]*/[^()]*)\)")


@dataclass(frozen=True)
class Written:
    text: str
    district: str
    division: str
    topic: str = ""


def grammar() -> dict[str, dict[str, list[str]]]:
    told: dict[str, dict[str, list[str]]] = yaml.safe_load((HOUSE / "grammar.yaml").read_text("utf8"))
    return told


def by_hand() -> list[Written]:
    told = yaml.safe_load((HOUSE / "petitions.yaml").read_text("utf8"))
    return [Written(text, district, division) for division, rows in told.items() for district, text in rows]


def drawn(chance: random.Random, part: str, many: int) -> Iterator[Written]:
    """Divisions come unevenly, as they do: the first has some six times as many as the last."""
    whole = grammar()
    names = sorted(whole)
    random.Random(7).shuffle(names)
    weights = [1 / (place + 5) for place in range(len(names))]
    for name in chance.choices(names, weights, k=many):
        yield of(chance, part, name, chance.choice(sorted(whole[name])), whole)


def of(chance: random.Random, part: str, name: str, topic: str, whole: dict[str, dict[str, list[str]]]) -> Written:
    """One petition about a topic. In one of eight another topic stands beside it; three of ten do not tell the district."""
    district = chance.choice(RURAL) if name == "rural" or chance.random() < 0.2 else chance.choice(URBAN)
    division = "rural" if (name, topic) in BY_PLACE and district in RURAL else name
    told = _core(chance, whole[name][topic][chance.choice(PARTS[part])], district)
    if chance.random() < 0.125:
        other = chance.choice(sorted(set(whole) - {name}))
        beside = whole[other][chance.choice(sorted(whole[other]))][chance.choice(PARTS[part])]
        told += " " + chance.choice(BESIDE).format(_core(chance, beside, district))
    if chance.random() < 0.4:
        told = f"{chance.choice(OPENINGS)} {told}"
    if chance.random() < 0.6:
        told = f"{told} {chance.choice(CLOSINGS)}"
    needed = name == "rural" or (name, topic) in BY_PLACE
    known = district if needed or chance.random() < 0.7 else ""
    return Written(_haste(chance, told), known, division, topic)


def _core(chance: random.Random, template: str, district: str) -> str:
    told = ALTERNATIVES.sub(lambda found: chance.choice(found[1].split("/")), template)
    name = f"{district} " if chance.random() < 0.4 else ""
    spot = f"{chance.choice(STREETS)} {chance.randrange(1, 120)}" if chance.random() < 0.4 else chance.choice(SPOTS)
    return told.replace("@", name + spot).replace("%", name + chance.choice(VILLAGES))


def _haste(chance: random.Random, text: str) -> str:
    """A dialect, slips of the pen, spaces left out or put in, in some of the petitions."""
    if chance.random() < 0.15:
        for plain, spoken in chance.sample(DIALECT, 4):
            text = text.replace(plain, spoken)
    if chance.random() < 0.25:
        for right, wrong in chance.sample(SLIPS, 4):
            text = text.replace(right, wrong, 1)
    if chance.random() < 0.25:
        gone = 1.0 if chance.random() < 0.2 else 0.35
        text = "".join(sign for sign in text if sign != " " or chance.random() > gone)
    if chance.random() < 0.1:
        place = chance.randrange(1, max(2, len(text) - 1))
        text = text[:place] + (" " if chance.random() < 0.5 else "") + text[place + 1 :]
    return text
