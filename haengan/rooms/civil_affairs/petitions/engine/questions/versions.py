"""Answers are read by the declaration that they were given to, also when there is a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from haengan.rooms.civil_affairs.petitions.engine.questions.answering import pairs
from haengan.rooms.civil_affairs.petitions.engine.questions.declaring import Declaration, Malformed


@dataclass(frozen=True)
class Answers:
    """What is kept of one petition."""

    version: int
    kept: Mapping[str, Any]

    def plain(self) -> dict[str, Any]:
        return {"version": self.version, "answers": dict(self.kept)}


def read(plain: Mapping[str, Any]) -> Answers:
    """Raises `Malformed`."""
    version, kept = plain.get("version"), plain.get("answers")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Malformed("version", "1부터 세는 정수여야 합니다.", f"{version!r} is no whole number from 1 on.")
    if not isinstance(kept, Mapping):
        raise Malformed("answers", "{코드: 답} 꼴이어야 합니다.", "it must be {code: answer}.")
    return Answers(version, dict(kept))


class History:
    """All declarations of one kind of petition."""

    def __init__(self, declarations: Iterable[Declaration]) -> None:
        """Raises `Malformed` where two are of one version."""
        self._known: dict[int, Declaration] = {}
        for one in declarations:
            if one.version in self._known:
                raise Malformed(
                    "version", "바뀐 질문에는 새 번호를 주십시오.", f"{one.version} is taken; give the next number."
                )
            self._known[one.version] = one

    @property
    def newest(self) -> Declaration:
        return self._known[max(self._known)] if self._known else Declaration()

    def of(self, answers: Answers) -> Declaration:
        """Raises `Malformed` where it is not among them: never read by another one's words."""
        if answers.version not in self._known:
            known = ", ".join(map(str, sorted(self._known)))
            raise Malformed("version", f"있는 번호: {known}", f"{answers.version} is none of the versions {known}.")
        return self._known[answers.version]

    def pairs(self, answers: Answers, language: str, *, public: bool = False) -> list[tuple[str, str]]:
        return pairs(self.of(answers), answers.kept, language, public=public)
