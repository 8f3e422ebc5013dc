"""Petitions with personal data typed into them, drawn by chance, and numbers beside them that are none.

They are drawn by whoever wrote the rules: what they show is how the rules bear spellings and neighbours, not how people write."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

SEPARATORS = ("-", " ", ".", "", "–", " - ")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SPOKEN = str.maketrans("0123456789", "공일이삼사오육칠팔구")
SENTENCES = (
    "{0} 앞 도로가 패여 위험합니다.",
    "가로등이 꺼졌습니다. {0}",
    "확인 후 {0} 로 알려 주시기 바랍니다.",
    "{0} 건으로 여러 번 신고했으나 답이 없습니다.",
    "({0}) 참고하세요!",
    "지난번에도 말씀드렸지만 {0}, 아직 그대로입니다.",
)
FREE: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: f"{date(2020, 1, 1) + timedelta(chance.randrange(2500))}",
    lambda chance: f"접수번호 {chance.randrange(2016, 2027)}-{chance.randrange(10**7):07d}",
    lambda chance: f"{chance.randrange(1000, 9_999_999):,}원",
    lambda chance: f"중앙로 {chance.randrange(1, 400)}번길 {chance.randrange(1, 90)}-{chance.randrange(1, 30)}",
    lambda chance: f"가로등 {chance.randrange(10, 99)}-{chance.randrange(1000, 9999)}호",
    lambda chance: f"{chance.choice((1577, 1588, 1644, 1899))}-{chance.randrange(10**4):04d}",
    lambda chance: f"법률 제{chance.randrange(1000, 20000)}호 제{chance.randrange(1, 80)}조",
    lambda chance: f"{chance.randrange(1, 30)}번 버스 {chance.randrange(1000, 2000)}호차",
    lambda chance: f"{chance.uniform(37, 38):.6f}, {chance.uniform(126, 127):.6f}",
    lambda chance: f"면적 {chance.uniform(10, 9999):.2f}㎡",
)


def joined(chance: random.Random, *groups: str) -> str:
    told = chance.choice(SEPARATORS).join(groups)
    return told.translate(WIDE) if chance.random() < 0.1 else told


def digits(chance: random.Random, many: int) -> str:
    return "".join(chance.choices("0123456789", k=many))


def resident(chance: random.Random, signs: str = "1234") -> str:
    sign = chance.choice(signs)
    begin = date(1930, 1, 1) if sign in "1256" else date(2000, 1, 1)
    born = begin + timedelta(chance.randrange(25_500 if sign in "1256" else 9_400))
    return joined(chance, f"{born:%y%m%d}", sign + digits(chance, 6))


def mobile(chance: random.Random) -> str:
    groups = ("010", digits(chance, 4), digits(chance, 4))
    if chance.random() < 0.08:
        return " ".join(groups).translate(SPOKEN)
    return joined(chance, *groups)


def card(chance: random.Random) -> str:
    bare = "4" + digits(chance, 14)
    doubled = sum(sum(divmod(2 * int(one), 10)) for one in bare[::2]) + sum(int(one) for one in bare[1::2])
    whole = bare + str(-doubled % 10)
    return joined(chance, *(whole[place : place + 4] for place in range(0, 16, 4)))


def mail(chance: random.Random) -> str:
    name = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789._", k=8)).strip("._") or "hong"
    sign = chance.choice(("@", "@", "@", "＠", "(at)", "골뱅이"))
    return f"{name}{sign}{chance.choice(('naver.com', 'example.co.kr', 'hanmail.net'))}"


CERTAIN: dict[str, Callable[[random.Random], str]] = {
    "resident": resident,
    "foreigner": lambda chance: resident(chance, "5678"),
    "mobile": mobile,
    "telephone": lambda chance: joined(
        chance, chance.choice(("02", "031", "032", "064", "070")), digits(chance, 3), digits(chance, 4)
    ),
    "mail": mail,
    "card": card,
    "passport": lambda chance: chance.choice("MS") + digits(chance, 8),
    "licence": lambda chance: f"{chance.randrange(11, 27)}-{digits(chance, 2)}-{digits(chance, 6)}-{digits(chance, 2)}",
    "plate": lambda chance: (
        f"{chance.randrange(10, 700)}{chance.choice('가나다라마바사아자하허호')}{chance.choice(('', ' '))}{digits(chance, 4)}"
    ),
    "account": lambda chance: (
        f"{chance.choice(('농협', '국민은행', '계좌번호'))} {digits(chance, 3)}-{digits(chance, 4)}-{digits(chance, 4)}-{digits(chance, 2)}"
    ),
}
FAMILY, GIVEN = "김이박최정강조윤장임한오서신권", "민서지우하윤도현영수미정철호은경"


def name(chance: random.Random) -> str:
    return chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))


PROPOSED: dict[str, Callable[[random.Random], str]] = {
    "name": lambda chance: chance.choice(("성명: {0}", "{0}씨", "{0} 님", "신고자 {0}")).format(name(chance)),
    "dwelling": lambda chance: f"{chance.randrange(101, 130)}동 {chance.randrange(101, 2500)}호",
}


def text(chance: random.Random, kind: str) -> tuple[str, str]:
    """A petition, and what of it is personal data; the kind `free` has none."""
    drawn = {**CERTAIN, **PROPOSED}
    told = drawn[kind](chance) if kind in drawn else chance.choice(FREE)(chance)
    sentences = [chance.choice(SENTENCES).format(one(chance)) for one in chance.sample(FREE, 2)]
    sentences.insert(chance.randrange(3), chance.choice(SENTENCES).format(told))
    return " ".join(sentences), told if kind in drawn else ""
