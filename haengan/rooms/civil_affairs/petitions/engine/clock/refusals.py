"""Why a due date cannot be reckoned, in either language."""

from __future__ import annotations


class Refusal(ValueError):
    """What is wrong and what to do, in Korean and English."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.ko, self.en = ko, en

    def told(self, language: str) -> str:
        return self.ko if language == "ko" else self.en


class Mistyped(Refusal):
    """It cannot be read."""


class YearUnknown(Refusal):
    """No holidays are known for that year."""


class Unlawful(Refusal):
    """The law does not allow it: the article, and what it says."""

    def __init__(self, article: str, ko: str, en: str) -> None:
        super().__init__(f"{article}: {ko}", f"{article}: {en}")
        self.article = article
