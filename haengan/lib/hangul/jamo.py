"""Syllables taken apart: the arithmetic of Unicode 3.12 (Hangul syllables), comparison by jamo, and 초성 match."""

from __future__ import annotations

import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

FIRST, LAST = 0xAC00, 0xD7A3

# Letters that a keyboard types in two strokes.
STROKES = {
    **dict(
        zip(
            "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ",
            ["ㄱㅅ", "ㄴㅈ", "ㄴㅎ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅂㅅ"],
            strict=True,
        )
    ),
    **dict(zip("ㅘㅙㅚㅝㅞㅟㅢ", ["ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅡㅣ"], strict=True)),
}


def is_syllable(char: str) -> bool:
    return FIRST <= ord(char) <= LAST


def split(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final (empty if none) as compatibility jamo: 행 -> ㅎ, ㅐ, ㅇ."""
    if not is_syllable(syllable):
        raise ValueError(f"{syllable!r} is no Hangul syllable")
    number = ord(syllable) - FIRST
    return INITIALS[number // 588], VOWELS[number % 588 // 28], FINALS[number % 28]


def join(initial: str, vowel: str, final: str = "") -> str:
    return chr(FIRST + INITIALS.index(initial) * 588 + VOWELS.index(vowel) * 28 + FINALS.index(final))


def strokes(text: str) -> str:
    """The text as a keyboard types it, jamo by jamo, in lower case and without spaces.

    Composed syllables, decomposed ones (as files from macOS are named) and single jamo come out alike.
    """
    plain = unicodedata.normalize("NFC", text)
    return "".join(_strokes(char) for char in plain if not char.isspace()).casefold()


def same(one: str, other: str) -> bool:
    """Equal whatever the Unicode form, the case and the spacing."""
    return strokes(one) == strokes(other)


def begins(text: str, typed: str) -> bool:
    """Whether the text begins with what is typed so far, also in the middle of a syllable: 행ㅈ and 행저 find 행정."""
    return strokes(text).startswith(strokes(typed))


def initials(text: str) -> str:
    """행정안전국 -> ㅎㅈㅇㅈㄱ; what is no syllable stays."""
    return "".join(split(char)[0] if is_syllable(char) else char for char in unicodedata.normalize("NFC", text))


def matches_initials(text: str, typed: str) -> bool:
    """Whether `typed` occurs in the text, a consonant standing for any syllable that begins with it: ㅎㅈ안 finds 행정안전국.

    Spaces count on neither side.
    """
    line, wanted = _without_spaces(text), _without_spaces(typed)
    spots = range(len(line) - len(wanted) + 1)
    return any(all(map(_stands_for, wanted, line[at:])) for at in spots)


def _stands_for(wanted: str, char: str) -> bool:
    return wanted == char or (wanted in INITIALS and is_syllable(char) and split(char)[0] == wanted)


def _without_spaces(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def _strokes(char: str) -> str:
    if is_syllable(char):
        return "".join(STROKES.get(letter, letter) for letter in split(char))
    if 0x1100 <= ord(char) <= 0x11FF:
        return _of_conjoining(char)
    return STROKES.get(char, char)


def _of_conjoining(char: str) -> str:
    """A conjoining jamo that stands alone, as the letter that is typed for it; archaic ones stay."""
    number = ord(char)
    for first, letters in ((0x1100, INITIALS), (0x1161, VOWELS), (0x11A8, FINALS[1:])):
        if 0 <= number - first < len(letters):
            letter = letters[number - first]
            return STROKES.get(letter, letter)
    return char
