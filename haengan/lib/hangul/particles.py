"""The particle that follows a word: 은/는, 이/가, 을/를, 과/와, 으로/로 and the like.

한글 맞춤법 and 표준어 규정 choose by the last sound as read aloud: digits are read the Sino-Korean way (10명 aside), capital
letters by their names, Latin words by ear, and a bracket at the end is passed over for the word before it.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from haengan.lib.hangul import jamo

# With final consonant / without. 으로 also yields to 로 after ㄹ.
PAIRS = (
    "은/는",
    "이/가",
    "을/를",
    "과/와",
    "으로/로",
    "아/야",
    "이랑/랑",
    "이나/나",
    "이라/라",
    "이며/며",
    "이고/고",
    "이다/다",
    "이었/였",
)


class Ending(Enum):
    OPEN = "vowel"
    RIEUL = "ㄹ"
    CLOSED = "consonant"


def choose(word: str, pair: str) -> str:
    """The form of `pair` ("은/는") that follows `word`; "은(는)" where its sound is unknown."""
    if pair not in PAIRS:
        raise ValueError(f"{pair!r} is no pair of particles; known are {', '.join(PAIRS)}")
    closed, open_ = pair.split("/")
    ending = ending_of(word)
    if ending is None:
        return "(으)로" if pair == "으로/로" else f"{closed}({open_})"
    return closed if ending is Ending.CLOSED or (ending is Ending.RIEUL and pair != "으로/로") else open_


def attach(word: str, pair: str) -> str:
    return word + choose(word, pair)


def settle(text: str) -> str:
    """A sentence in which every "은(는)", "을(를)", "(으)로" ... is settled by the word before it.

    Catalogues carry the open form ("%(city)s을(를) 찾을 수 없습니다"), the page settles it after the names are filled in.
    """
    return _OPEN_FORM.sub(lambda found: _settled(text[max(0, found.start() - _WINDOW) : found.start()], found[0]), text)


def ending_of(word: str) -> Ending | None:
    """How the word ends when read aloud; None where that cannot be known (an empty word, Hanja, other scripts)."""
    core = _core(unicodedata.normalize("NFC", word))
    if not core:
        return None
    last = core[-1]
    if last.isdecimal():
        return _of_number(core)
    if last.isascii() and last.isalpha():
        return _of_latin(re.findall(r"[A-Za-z]+", core)[-1])
    return _of_letter(last)


_SETTLED = {
    **{f"{closed}({open_})": f"{closed}/{open_}" for closed, open_ in (pair.split("/") for pair in PAIRS)},
    **{f"{open_}({closed})": f"{closed}/{open_}" for closed, open_ in (pair.split("/") for pair in PAIRS)},
    **{f"{pair}": pair for pair in PAIRS[:5]},
    "(으)로": "으로/로",
    "(이)나": "이나/나",
    "(이)라": "이라/라",
    "(이)며": "이며/며",
    "(이)랑": "이랑/랑",
}
_OPEN_FORM = re.compile("|".join(map(re.escape, sorted(_SETTLED, key=len, reverse=True))))
_WINDOW = 80  # a word before a particle, its bracket included, is shorter than this
_BRACKET = re.compile(r"\s?(\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)$")
_SILENT = " \t\n.,!?;:·…\"'’”」』》〉)]}）"
_SYMBOLS = dict.fromkeys("%％℃㎡㎥㎢㎞㎝㎜㎖㏊°＄$€", Ending.OPEN) | {
    "㎏": Ending.CLOSED,
    "㎎": Ending.CLOSED,
    "₩": Ending.CLOSED,
}
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_PLACES = "십백천만만만만억억억억조조조조경경경경"
# Letters whose Korean name ends in a consonant: 엘, 엠, 엔, 알.
_LETTER_NAMES = {"L": Ending.RIEUL, "M": Ending.CLOSED, "N": Ending.CLOSED, "R": Ending.RIEUL}
# How a Latin word sounds at its end, the first that fits; what fits none ends in a vowel (아트, 버스, 서버).
_LATIN_ENDS = [
    (re.compile(r"(?:l|le)$"), Ending.RIEUL),
    (re.compile(r"(?:[mn]|ng|[aeiou][mn]e)$"), Ending.CLOSED),
    (re.compile(r"(?:(?:^|[^aeiou])[aeiou]|oo|ea|ou)(?:[bptkc]|pp|tt|ck)$"), Ending.CLOSED),
    (re.compile(r"(?:alk|olk)$"), Ending.CLOSED),
]


def _settled(before: str, form: str) -> str:
    return choose(before, _SETTLED[form]) if ending_of(before) else form


def _core(word: str) -> str:
    """The word without closing quotes, stops and trailing brackets; a word that is one bracket is read inside."""
    while True:
        outside = _BRACKET.sub("", word.rstrip())
        bracketed = outside != word.rstrip() and outside.strip()
        shorter = outside if bracketed else word.rstrip(_SILENT)
        if shorter == word:
            return word
        word = shorter


def _of_letter(letter: str) -> Ending | None:
    if jamo.is_syllable(letter):
        return _of_final(jamo.split(letter)[2])
    if letter in jamo.INITIALS:  # read by its name: 기역, 니은, 리을
        return _of_final(letter)
    return Ending.OPEN if letter in jamo.VOWELS else _SYMBOLS.get(letter)


def _of_final(final: str) -> Ending:
    if not final:
        return Ending.OPEN
    return Ending.RIEUL if final == "ㄹ" else Ending.CLOSED


def _of_number(core: str) -> Ending:
    """By the last digit, or by the place that the closing zeros make: 300 삼백, 20,000 이만, 1조."""
    digits = "".join(str(unicodedata.decimal(char)) for char in re.findall(r"[\d,.]+$", core)[0] if char.isdecimal())
    zeros = len(digits) - len(digits.rstrip("0"))
    fraction = re.search(r"\.\d+$", core)
    if zeros == 0 or zeros == len(digits) or fraction:
        return _of_final(jamo.split(_DIGITS[digits[-1]])[2])
    return _of_final(jamo.split(_PLACES[min(zeros, len(_PLACES)) - 1])[2])


def _of_latin(word: str) -> Ending:
    if word.isupper():
        return _LETTER_NAMES.get(word[-1], Ending.OPEN)
    sound = word.lower()
    return next((ending for pattern, ending in _LATIN_ENDS if pattern.search(sound)), Ending.OPEN)
