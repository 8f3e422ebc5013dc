"""Grades and series of officials, who acts without signing in, and how names and numbers are masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """직급: grades 1 to 9 of the general service (지방공무원법 제4조) and those that stand beside them, highest first."""

    POLITICAL = "political"
    G1 = "1"
    G2 = "2"
    G3 = "3"
    G4 = "4"
    G5 = "5"
    G6 = "6"
    G7 = "7"
    G8 = "8"
    G9 = "9"
    RESEARCHER_SENIOR = "researcher_senior"
    RESEARCHER = "researcher"
    ADVISER_SENIOR = "adviser_senior"
    ADVISER = "adviser"
    EXPERT = "expert"
    SPECIAL = "special"
    GUARD = "guard"
    CONTRACT = "contract"


class Series(StrEnum):
    """직렬, those that cities and counties use."""

    ADMINISTRATION = "administration"
    TAX = "tax"
    COMPUTING = "computing"
    WELFARE = "welfare"
    LIBRARY = "library"
    INDUSTRY = "industry"
    AGRICULTURE = "agriculture"
    FORESTRY = "forestry"
    FISHERIES = "fisheries"
    VETERINARY = "veterinary"
    HEALTH = "health"
    MEDICAL_TECHNOLOGY = "medical_technology"
    NURSING = "nursing"
    MEDICINE = "medicine"
    PHARMACY = "pharmacy"
    FOOD_SAFETY = "food_safety"
    ENVIRONMENT = "environment"
    FACILITIES = "facilities"
    DISASTER_SAFETY = "disaster_safety"
    TELECOMMUNICATIONS = "telecommunications"
    DRIVING = "driving"
    MAINTENANCE = "maintenance"
    CLERICAL = "clerical"
    RECORDS = "records"
    OTHER = "other"


@dataclass(frozen=True)
class Anyone:
    """A citizen without an account. `key` and `title` never tell who."""

    key: str = ""
    title: str = "anyone"
    kind: str = "anyone"


def masked_name(name: str) -> str:
    """홍길동 -> 홍*동, 남궁민수 -> 남**수, 홍길 -> 홍*, Hong Gildong -> H*** G******."""
    words = name.split()
    if not words:
        return ""
    if len(words) > 1 or words[0].isascii():
        return " ".join(word[0] + "*" * (len(word) - 1) for word in words)
    only = words[0]
    return only[0] + "*" * max(len(only) - 2, 1) + (only[-1] if len(only) > 2 else "")


def masked_contact(value: str) -> str:
    """010-1234-5678 -> 010-****-5678, hong@example.kr -> ho**@example.kr, an address -> its first two words."""
    if "@" in value:
        local, _, domain = value.partition("@")
        return f"{local[:2]}{'*' * max(len(local) - 2, 2)}@{domain}"
    digits = re.sub(r"\D", "", value)
    if re.fullmatch(r"[\d\s+().-]+", value) and len(digits) >= 7:
        head = 2 if digits.startswith("02") else 3
        return f"{digits[:head]}-{'*' * max(len(digits) - head - 4, 3)}-{digits[-4:]}"
    return " ".join([*value.split()[:2], "***"]) if value else ""
