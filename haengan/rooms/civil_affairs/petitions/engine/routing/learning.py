"""A model of counts: which terms, kinds and places were dealt with by which division. Additive, so that it can be kept in
rows and mended one petition at a time; nothing but these counts is learnt.

Each term of a petition votes: what share of it would be each division's if all divisions dealt with equally many. Votes are added
as logarithms that are clipped (`CLIP`), since neighbouring terms repeat each other and one odd word must not decide; a term that
is everywhere, or was seen seldom, votes with less weight. What was passed on to another division weighs more than what stayed
(`MOVED`), so that a division that takes over a topic is soon proposed. The constants are measured: bench/routing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from haengan.lib.hangul import tokens

SMOOTH, CLIP, SELDOM = 20, 0.3, 20
"""Petitions by which a division's rate is drawn to that of all; what is added to a share; how often makes half a weight (squared)."""
LEAST = 5
"""Petitions that must have been learnt before anything is proposed."""
KIND_WEIGHT, PLACE_WEIGHT = 4, 3
MOVED = 10.0
"""As many petitions does one that was passed on count for, and against the division that had it."""
EVEN = 6.0
"""Shares are made so even that they tell how often a proposal is right."""
PASSED_ON, HEAD = "moved:", "<"
WHY = 4
HANGUL = re.compile("[가-힣]+")


@dataclass(frozen=True)
class Reason:
    """`term` was in `all` petitions learnt, of which this division dealt with `own`; `moved` of them were passed on to it."""

    term: str
    own: int
    all: int
    moved: int = 0

    def told(self, language: str) -> str:
        kind, _colon, rest = self.term.partition(":")
        word = rest or self.term
        if language == "ko":
            what = {"kind": "이 종류", "place": "이 읍면동"}.get(kind) or f"‘{word}’이(가) 든 것"
            more = f" {self.moved}건은 다른 부서에서 넘어왔습니다." if self.moved else ""
            return f"{what} {self.all}건 가운데 {self.own}건을 처리한 부서입니다.{more}"
        what = {"kind": "of this kind", "place": "of this district"}.get(kind) or f"with “{word}”"
        more = f" {self.moved} were passed on to it." if self.moved else ""
        return f"It dealt with {self.own} of {self.all} petitions {what}.{more}"


@dataclass(frozen=True)
class Proposal:
    """`share` of all proposals' weight, from 0 to 1."""

    division: str
    share: float
    reasons: tuple[Reason, ...]


@dataclass
class Model:
    """`terms` counts by term and division in how many petitions; `cases` by division; `moved`, by term and division, how many
    more were passed on to it than taken from it; the term "" counts the petitions."""

    terms: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    cases: Counter[str] = field(default_factory=Counter)
    moved: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def learn(self, features: Iterable[str], division: str, times: int = 1) -> None:
        """`times` -1 takes it back; a count never falls below nothing."""
        self.cases[division] = max(0, self.cases[division] + times)
        for term in features:
            self.terms[term][division] = max(0, self.terms[term][division] + times)
        if not self.cases[division]:
            del self.cases[division]

    def correct(self, features: Iterable[str], division: str, *, wrong: str, times: int = 1) -> None:
        """What was learnt for the wrong division was passed on; `times` -1 passes it back."""
        found = frozenset(features)
        self.learn(found, wrong, -times)
        self.learn(found, division, times)
        for term in ("", *found):
            self.moved[term][division] += times
            self.moved[term][wrong] -= times

    def add(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Counts as they are kept: (term, division, petitions). The term "" counts the division's petitions, one that begins
        with `PASSED_ON` what was passed on."""
        for term, division, count in rows:
            if term.startswith(PASSED_ON):
                self.moved[term.removeprefix(PASSED_ON)][division] += count
            elif count > 0 and term:
                self.terms[term][division] += count
            elif count > 0:
                self.cases[division] += count


def features(text: str, kind: str = "", place: str = "") -> frozenset[str]:
    """Syllables, pairs of syllables across spaces, the pair that a word begins with, words; numbers left out; the kind and the
    district as terms of their own."""
    words = {token for token in tokens.of_document(text) if len(token) > 1 and not token.isdigit()}
    runs = HANGUL.findall(text)
    heads = {HEAD + run[:2] for run in runs}
    own = {*([f"kind:{kind}"] if kind else []), *([f"place:{place}"] if place else [])}
    return frozenset({*words, *heads, *"".join(runs), *own})


def propose(model: Model, found: Iterable[str], *, among: Iterable[str] = (), top: int = 3) -> list[Proposal]:
    """The likeliest divisions, of `among` where given; none while too little has been learnt. The order is the same each
    time."""
    known = set(among) & set(model.cases) if among else set(model.cases)
    if sum(model.cases.values()) < LEAST or not known:
        return []
    scale = {each: _scale(model.cases[each], model.moved[""][each]) for each in sorted(known)}
    cases = {each: max(1.0, model.cases[each] + scale[each] * model.moved[""][each]) for each in scale}
    used = sorted(term for term in found if term in model.terms or term in model.moved)
    scores = dict.fromkeys(cases, 0.0)
    for term in used:
        for division, vote in _votes(model, term, cases, scale).items():
            scores[division] += vote
    best, ease = max(scores.values()), math.sqrt(max(1, len(used)))
    weights = {division: math.exp((score - best) / ease * EVEN) for division, score in scores.items()}
    whole = sum(weights.values())
    order = sorted(weights, key=lambda division: (-weights[division], division))[:top]
    return [Proposal(each, round(weights[each] / whole, 4), _reasons(model, used, each)) for each in order]


def _scale(cases: int, moved: int) -> float:
    """What one that was passed on counts for: less where more than half of what a division dealt with would be taken from it."""
    return MOVED if moved >= 0 else min(MOVED, cases / 2 / -moved)


def _votes(model: Model, term: str, cases: Mapping[str, float], scale: Mapping[str, float]) -> dict[str, float]:
    """By division: how much the term speaks for it."""
    nothing: Mapping[str, int] = {}
    counts, moved = model.terms.get(term, nothing), model.moved.get(term, nothing)
    held = {each: max(0.0, counts.get(each, 0) + scale[each] * moved.get(each, 0)) for each in cases}
    seen = sum(held.values())
    if not seen or len(cases) < 2:
        return {}
    usual = SMOOTH * seen / sum(cases.values())
    rates = {each: (held[each] + usual) / (cases[each] + SMOOTH) for each in cases}
    whole = sum(rates.values())
    shares = {each: rate / whole for each, rate in rates.items()}
    spread = -sum(share * math.log(share) for share in shares.values()) / math.log(len(cases))
    weight = _weight(term) * math.sqrt(max(0.0, 1 - spread) * seen / (seen + SELDOM))
    level = math.log(1 / len(cases) + CLIP)
    return {each: weight * (math.log(share + CLIP) - level) for each, share in shares.items()}


def _weight(term: str) -> float:
    return KIND_WEIGHT if term.startswith("kind:") else PLACE_WEIGHT if term.startswith("place:") else 1.0


def _reasons(model: Model, used: list[str], division: str) -> tuple[Reason, ...]:
    """The terms that this division dealt with oftener than with others or that were passed on to it, those first of which it dealt
    with most."""
    usual = model.cases[division] / sum(model.cases.values())
    rows = [_reason(model, term, division) for term in used if len(term) > 1 and not term.startswith(HEAD)]
    telling = [row for row in rows if row.own and (row.moved or row.own > usual * row.all)]
    return tuple(sorted(telling, key=lambda row: (-row.own * row.own / row.all * _weight(row.term), row.term))[:WHY])


def _reason(model: Model, term: str, division: str) -> Reason:
    counts = model.terms.get(term, Counter[str]())
    moved = model.moved.get(term, Counter[str]())
    return Reason(term, counts[division], sum(counts.values()), max(0, moved[division]))
