from dataclasses import dataclass

import pytest

from haengan.kernel.acts import running
from haengan.kernel.norms import queries

BOOK = """\
- key: petitions.inquiry.days
  ko: 질의민원 처리기간
  en: Days to answer an inquiry
  unit: working_days
  values:
    - {from: 2000-01-01, value: 7, article: 제1조, source: s}
    - {from: 2020-01-01, value: 14, article: 제2조, confirm: true}
- key: reviews.weights
  ko: 평가 가중치
  en: Weights of a review
  unit: ratio
  values:
    - {from: 2020-01-01, value: [0.5, 0.5], article: 내부 지침, source: s}
- key: ballots.age
  ko: 주민투표권자의 나이
  en: Age of a voter
  unit: age
  fixed: true
  values:
    - {from: 2004-07-30, until: 2022-04-26, value: 19, article: 주민투표법 제5조, source: s}
    - {from: 2022-04-26, value: 18, article: 주민투표법 제5조, source: s}
"""


@dataclass(frozen=True)
class Clerk:
    kind: str = "official"
    key: str = "clerk"
    title: str = "김서기"


@pytest.fixture
def clerk(monkeypatch):
    """Acts on a floor below access: who may is not asked here."""
    monkeypatch.setattr(running, "permits", [])
    return Clerk()


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A norm file of three norms stands in for those of the installed apps."""
    path = tmp_path / "norms.yaml"
    path.write_text(BOOK, "utf8")
    monkeypatch.setattr(queries, "_files", lambda: [("town/norms.yaml", path)])
    queries.books.cache_clear()
    queries.forget()
    yield path
    queries.books.cache_clear()
    queries.forget()
