"""Hangul words in Latin letters: 국어의 로마자 표기법 (문화관광부 고시 제2000-8호, 2000. 7. 7., its rules unchanged since).

It writes the sound, not the letters (chapter 1 item 1), so the word is first sounded by 표준 발음법. Where the sound depends on
how the word is built (학여울, 신문로, 첫인상) no rule can tell: `SOUNDS` lists such words, and a caller may give more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import pairwise

from haengan.lib.hangul import jamo

# Chapter 2 item 1. ㅢ is ui even where it sounds like ㅣ (note 1).
VOWELS = dict(
    zip(
        jamo.VOWELS,
        [
            "a",
            "ae",
            "ya",
            "yae",
            "eo",
            "e",
            "yeo",
            "ye",
            "o",
            "wa",
            "wae",
            "oe",
            "yo",
            "u",
            "wo",
            "we",
            "wi",
            "yu",
            "eu",
            "ui",
            "i",
        ],
        strict=True,
    )
)
# Chapter 2 item 2. Before a vowel; ㄱ, ㄷ, ㅂ and ㄹ as finals are k, t, p and l (notes 1 and 2).
INITIALS = dict(
    zip(
        jamo.INITIALS,
        ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"],
        strict=True,
    )
)
FINALS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng"}

# Words whose sound their letters do not tell (표준 발음법 items 15, 20 and 29), written as they sound.
SOUNDS = {
    "학여울": "항녀울",
    "알약": "알략",
    "신문로": "신문노",
    "의견란": "의견난",
    "임진란": "임진난",
    "생산량": "생산냥",
    "결단력": "결단녁",
    "공권력": "공권녁",
    "동원령": "동원녕",
    "상견례": "상견녜",
    "횡단로": "횡단노",
    "이원론": "이원논",
    "입원료": "입원뇨",
    "구근류": "구근뉴",
    "첫인상": "처딘상",
}
# Chapter 3 item 5: a hyphen before the unit, and no change of sound across it.
UNITS = {
    "특별자치도": "teukbyeoljachido",
    "도": "do",
    "시": "si",
    "군": "gun",
    "구": "gu",
    "읍": "eup",
    "면": "myeon",
    "리": "ri",
    "동": "dong",
    "가": "ga",
}
TWO_SYLLABLE_SURNAMES = frozenset(
    ["강전", "남궁", "독고", "동방", "망절", "사공", "서문", "선우", "소봉", "어금", "장곡", "제갈", "황보"]
)

_NEUTRAL = {
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"),
    **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㅂㅍㅄㄿ", "ㅂ"),
    **dict.fromkeys("ㄴㄵㄶ", "ㄴ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"),
    **dict.fromkeys("ㅁㄻ", "ㅁ"),
    "ㅇ": "ㅇ",
    "": "",
}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_BREATHED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
# A final before ㅎ: what stays, and what breathes (표준 발음법 item 12).
_BEFORE_H = {
    "ㄱ": "ㄱ",
    "ㄺ": "ㄱ",
    "ㄷ": "ㄷ",
    "ㅅ": "ㄷ",
    "ㅊ": "ㄷ",
    "ㅌ": "ㄷ",
    "ㅂ": "ㅂ",
    "ㄼ": "ㅂ",
    "ㅈ": "ㅈ",
    "ㄵ": "ㅈ",
}
_PALATAL = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}

Syllable = tuple[str, str, str]


def romanise(word: str, *, noun: bool = True, sounds: Mapping[str, str] | None = None) -> str:
    """In small letters; what is no Hangul stays. In nouns ㅎ after ㄱ, ㄷ, ㅂ is kept: 묵호 Mukho (chapter 3 item 1 proviso)."""
    text = unicodedata.normalize("NFC", word)
    for written, spoken in {**SOUNDS, **(sounds or {})}.items():
        text = text.replace(written, spoken)
    runs: list[list[str]] = []
    for char in text:
        if not runs or jamo.is_syllable(char) != jamo.is_syllable(runs[-1][0]):
            runs.append([])
        runs[-1].append(char)
    return "".join(_run(run, noun=noun) if jamo.is_syllable(run[0]) else "".join(run) for run in runs)


def proper(name: str, *, sounds: Mapping[str, str] | None = None) -> str:
    """A proper noun: the first letter of each word is a capital (chapter 3 item 3)."""
    return " ".join(_capital(romanise(word, sounds=sounds)) for word in name.split(" "))


def place(name: str, *, sounds: Mapping[str, str] | None = None) -> str:
    """A district with its unit after a hyphen: 의정부시 Uijeongbu-si, 문산읍 Munsan-eup, 금촌1동 Geumchon 1-dong."""
    for unit, letters in UNITS.items():
        stem = name.removesuffix(unit)
        if stem != name and len(stem) > 1:
            base = stem.rstrip("0123456789")
            number = stem[len(base) :]
            return f"{proper(base.strip(), sounds=sounds)}{' ' + number if number else ''}-{letters}"
    return proper(name, sounds=sounds)


def person(name: str, *, hyphen: bool = False) -> str:
    """Surname, space, given name; sounds do not change between the given name's syllables (chapter 3 item 4)."""
    compact = unicodedata.normalize("NFC", name).replace(" ", "")
    cut = 2 if compact[:2] in TWO_SYLLABLE_SURNAMES and len(compact) > 2 else 1
    given = ("-" if hyphen else "").join(map(romanise, compact[cut:]))
    return f"{_capital(romanise(compact[:cut]))} {_capital(given)}".strip()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _run(run: list[str], *, noun: bool) -> str:
    spelled = [jamo.split(char) for char in run]
    sounded = _sound(spelled, noun=noun)
    texts = [INITIALS[sounded[0][0]] + VOWELS[sounded[0][1]]]
    for (_, _, final), (initial, vowel, _) in pairwise(sounded):
        doubled = (final, initial) == ("ㄹ", "ㄹ")
        texts.append(FINALS[final] + ("l" if doubled else INITIALS[initial]) + VOWELS[vowel])
    return "".join(texts) + FINALS[sounded[-1][2]]


def _sound(spelled: list[Syllable], *, noun: bool) -> list[Syllable]:
    """As 표준 발음법 sounds them; each final is one of the seven that can be heard."""
    initials, vowels, finals = (list(column) for column in zip(*spelled, strict=True))
    for at in range(len(spelled) - 1):
        finals[at], initials[at + 1] = _meet(finals[at], initials[at + 1], vowels[at + 1], noun=noun)
    finals[-1] = _NEUTRAL[finals[-1]]
    return list(zip(initials, vowels, finals, strict=True))


def _meet(final: str, initial: str, vowel: str, *, noun: bool) -> tuple[str, str]:
    """What a final and the next initial become together."""
    if initial == "ㅇ":
        return _carried(final, vowel)
    if initial == "ㅎ" and final in _BEFORE_H and (not noun or (final in "ㄷㅈㄵ" and vowel == "ㅣ")):
        return _breathed(final, vowel)
    if final in ("ㅎ", "ㄶ", "ㅀ"):
        return _after_h(final, initial)
    return _assimilated(_NEUTRAL[final], initial)


def _carried(final: str, vowel: str) -> tuple[str, str]:
    """Before a vowel the final, or its second letter, moves over (items 13 and 14); ㅎ falls silent (item 12)."""
    if final in ("", "ㅇ"):
        return final, "ㅇ"
    stays, moves = _letters(final)
    if moves == "ㅎ":
        return ("", stays) if stays else ("", "ㅇ")
    return stays, _PALATAL.get(moves, moves) if vowel == "ㅣ" else moves


def _letters(final: str) -> tuple[str, str]:
    pair = jamo.STROKES.get(final, final)
    return ("", pair) if len(pair) == 1 else (pair[0], pair[1])


def _breathed(final: str, vowel: str) -> tuple[str, str]:
    stays, _ = _letters(final)
    base = _BEFORE_H[final]
    if base == "ㄷ" and vowel == "ㅣ":
        return stays, "ㅊ"
    return stays, _BREATHED[base]


def _after_h(final: str, initial: str) -> tuple[str, str]:
    stays = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[final]
    if initial in "ㄱㄷㅈ":
        return stays, _BREATHED[initial]
    if initial == "ㅅ":
        return stays, initial
    return _assimilated(stays or "ㄷ", initial)


def _assimilated(final: str, initial: str) -> tuple[str, str]:
    """Items 18 to 20: obstruents turn nasal before ㄴ, ㅁ and ㄹ; ㄹ turns ㄴ after them and after ㅁ, ㅇ; ㄴ beside ㄹ turns ㄹ."""
    if initial in "ㄴㅁㄹ" and final in _NASAL:
        return _NASAL[final], "ㄴ" if initial == "ㄹ" else initial
    if initial == "ㄹ" and final in ("ㅁ", "ㅇ"):
        return final, "ㄴ"
    if (final, initial) in {("ㄴ", "ㄹ"), ("ㄹ", "ㄴ")}:
        return "ㄹ", "ㄹ"
    return final, initial
