"""A declaration as plain data, and read from it.

    {"questions": [
      {"code": "pole", "kind": "text", "ko": "가로등 번호", "en": "Number of the pole", "help_ko": "기둥의 명판에 있습니다.", "most": 20},
      {"code": "dark", "kind": "one_of", "ko": "어떤 상태입니까?", "en": "What is wrong?", "required": true,
       "choices": [["off", "꺼짐", "Off"], ["blinks", "깜박임", "Blinks"]]},
      {"code": "since", "kind": "date", "ko": "언제부터입니까?", "en": "Since when?", "when": ["dark", ["off"]]}
    ]}

`when` names an earlier question and the answers to it for which this one is asked. `private` answers are never public, and places
never are. `spoken_ko`, `spoken_en` are what is said on the telephone, where the written question would sound stiff. `notice` tells whoever
answers so something first: {"when": ["gas"], "ko": "가스 냄새는 119에 먼저 신고하십시오.", "en": "Call 119 first."}; without `when` it
is told always. `version` counts the declarations of a kind; answers are read by the one they were given to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST = 60
"""Questions of one kind."""
TEXTS = ("ko", "en", "help_ko", "help_en", "spoken_ko", "spoken_en")
KNOWN = ("code", "kind", *TEXTS, "required", "choices", "when", "private", "least", "most", "notice")


class Kind(StrEnum):
    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    PLACE = "place"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    FLAG = "flag"


CHOOSING = (Kind.ONE_OF, Kind.MANY_OF)


class Malformed(ValueError):
    """A declaration that cannot be read: where, what stands there, what to write."""

    def __init__(self, path: str, ko: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path, self.ko, self.en = path, ko, en

    def told(self, language: str) -> str:
        return f"{self.path}: {self.ko if language == 'ko' else self.en}"


@dataclass(frozen=True)
class Choice:
    value: str
    ko: str
    en: str

    def label(self, language: str) -> str:
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True)
class Notice:
    """Told where one of these answers is given; always where there are none."""

    ko: str
    en: str
    when: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True)
class Question:
    """`least` and `most` bound a number, or the letters of a text."""

    code: str
    kind: Kind
    ko: str
    en: str
    help_ko: str = ""
    help_en: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    when: tuple[str, tuple[str, ...]] | None = None
    private: bool = False
    least: float | None = None
    most: float | None = None
    spoken_ko: str = ""
    spoken_en: str = ""
    notice: Notice | None = None

    def spoken(self, language: str) -> str:
        """For the telephone: its own sentence, else the question with its help."""
        own = self.spoken_ko if language == "ko" else self.spoken_en
        return own or " ".join(part for part in (self.label(language), self.help(language)) if part)

    def label(self, language: str) -> str:
        return self.ko if language == "ko" else self.en

    def help(self, language: str) -> str:
        return self.help_ko if language == "ko" else self.help_en


class Declaration(tuple[Question, ...]):
    """The questions in their order, and which version of them this is."""

    version: int

    def __new__(cls, questions: Iterable[Question] = (), version: int = 1) -> Self:
        made = super().__new__(cls, questions)
        made.version = version
        return made


def read(plain: Mapping[str, Any]) -> Declaration:
    """Raises `Malformed`. An empty mapping asks nothing."""
    if not isinstance(plain, Mapping):
        raise Malformed("questions", '{"questions": [...]} 꼴이어야 합니다.', 'it must be {"questions": [...]}.')
    unknown = set(plain) - {"questions", "version"}
    rows, version = plain.get("questions", []), plain.get("version", 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Malformed("version", "1부터 세는 정수여야 합니다.", f"{version!r} is no whole number from 1 on.")
    if unknown or not isinstance(rows, list):
        raise Malformed("questions", "questions라는 목록 하나만 둡니다.", "there is one list, named questions.")
    if len(rows) > MOST:
        raise Malformed("questions", f"질문은 {MOST}개까지입니다.", f"at most {MOST} questions.")
    made: list[Question] = []
    for place, row in enumerate(rows):
        made.append(_question(f"questions[{place}]", row, made))
    return Declaration(made, version)


def _question(path: str, row: Any, before: Sequence[Question]) -> Question:
    if not isinstance(row, Mapping) or set(row) - set(KNOWN):
        strange = ", ".join(sorted(set(row) - set(KNOWN))) if isinstance(row, Mapping) else str(row)
        raise Malformed(path, f"알 수 없는 것: {strange}", f"unknown: {strange}; known are {', '.join(KNOWN)}.")
    code, kind = row.get("code"), row.get("kind")
    if not isinstance(code, str) or not CODE.fullmatch(code) or code in {one.code for one in before}:
        raise Malformed(
            f"{path}.code",
            "영문 소문자로 시작하는 서로 다른 코드여야 합니다.",
            f"{code!r} is no code of its own: lower-case letters, digits and _.",
        )
    if kind not in list(Kind):
        raise Malformed(
            f"{path}.kind", f"{', '.join(Kind)} 가운데 하나여야 합니다.", f"it must be one of {', '.join(Kind)}."
        )
    texts = {name: str(row.get(name, "") or "").strip() for name in TEXTS}
    if not texts["ko"] or not texts["en"]:
        raise Malformed(
            path, "질문을 한국어(ko)와 영어(en)로 적으십시오.", "write the question in Korean (ko) and English (en)."
        )
    choices = _choices(f"{path}.choices", Kind(kind), row.get("choices", []))
    return Question(
        code=code,
        kind=Kind(kind),
        **texts,
        required=bool(row.get("required", False)),
        choices=choices,
        when=_when(f"{path}.when", row.get("when"), before),
        private=bool(row.get("private", False)),
        least=_number(f"{path}.least", row.get("least")),
        most=_number(f"{path}.most", row.get("most")),
        notice=_notice(f"{path}.notice", row.get("notice"), _possible(Kind(kind), choices)),
    )


def _choices(path: str, kind: Kind, rows: Any) -> tuple[Choice, ...]:
    if kind not in CHOOSING:
        if rows:
            raise Malformed(path, "고르는 질문에만 둡니다.", "only one_of and many_of have choices.")
        return ()
    fits = isinstance(rows, list) and rows and all(isinstance(one, list) and len(one) == 3 and all(one) for one in rows)
    if not fits or len({str(one[0]) for one in rows}) != len(rows):
        raise Malformed(
            path,
            "[값, 한국어, 영어]를 하나 이상, 값은 서로 다르게 적으십시오.",
            "write at least one [value, Korean, English], no value twice.",
        )
    return tuple(Choice(*(str(part) for part in one)) for one in rows)


def _when(path: str, told: Any, before: Sequence[Question]) -> tuple[str, tuple[str, ...]] | None:
    if told is None:
        return None
    named = {one.code: one for one in before}
    fits = isinstance(told, list) and len(told) == 2 and isinstance(told[1], list) and told[1]
    if not fits or told[0] not in named:
        raise Malformed(
            path, "[앞 질문의 코드, [답, ...]]으로 적으십시오.", "write [code of an earlier question, [answer, ...]]."
        )
    earlier, answers = named[told[0]], tuple(str(one) for one in told[1])
    if set(answers) - _possible(earlier.kind, earlier.choices):
        raise Malformed(
            path,
            "고르는 질문이나 예·아니요 질문의 답이어야 합니다.",
            "these must be answers of a choice, or yes or no.",
        )
    return str(told[0]), answers


def _possible(kind: Kind, choices: Sequence[Choice]) -> set[str]:
    """What may be answered, where that can be listed."""
    return {one.value for one in choices} or ({"yes", "no"} if kind is Kind.FLAG else set())


def _notice(path: str, told: Any, possible: set[str]) -> Notice | None:
    if told is None:
        return None
    if not isinstance(told, Mapping) or set(told) - {"when", "ko", "en"}:
        raise Malformed(
            path, '{"when": [답], "ko": …, "en": …} 꼴로 적으십시오.', 'write {"when": [answer], "ko": …, "en": …}.'
        )
    ko, en = (str(told.get(language, "") or "").strip() for language in ("ko", "en"))
    if not ko or not en:
        raise Malformed(path, "한국어(ko)와 영어(en)로 적으십시오.", "write it in Korean (ko) and English (en).")
    when = told.get("when", [])
    if not isinstance(when, list) or set(map(str, when)) - possible:
        known = ", ".join(sorted(possible))
        raise Malformed(f"{path}.when", f"이 질문의 답이어야 합니다: {known}", f"these must be answers to it: {known}.")
    return Notice(ko, en, tuple(map(str, when)))


def plain(declaration: Declaration) -> dict[str, Any]:
    """What `read` makes it of."""
    return {"version": declaration.version, "questions": [_plain(one) for one in declaration]}


def _plain(one: Question) -> dict[str, Any]:
    told: dict[str, Any] = {"code": one.code, "kind": str(one.kind)}
    told |= {name: getattr(one, name) for name in (*TEXTS, "required", "private", "least", "most")}
    told["choices"] = [[choice.value, choice.ko, choice.en] for choice in one.choices]
    told["when"] = one.when and [one.when[0], list(one.when[1])]
    told["notice"] = one.notice and {"ko": one.notice.ko, "en": one.notice.en, "when": list(one.notice.when)}
    return {name: value for name, value in told.items() if value not in (None, "", [], False)}


def _number(path: str, told: Any) -> float | None:
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise Malformed(path, "수여야 합니다.", "it must be a number.")
    return float(told)
