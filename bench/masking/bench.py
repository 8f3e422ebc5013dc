"""Personal data in drawn petitions, a thousand of each kind and 2,000 without any, beside korean-pii; and in the cases written by
hand. Recall: items of which not one letter or digit stays readable. Precision: findings that touch such an item."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from bench.masking import texts
from bench.running import ROOT, Case, Result, say
from haengan.rooms.civil_affairs.petitions.engine.masking.finding import findings
from haengan.rooms.civil_affairs.petitions.engine.masking.tests.cases import CASES

EACH, NONE = 1000, 2000
LENGTH = 2_000_000
Spans = list[tuple[int, int]]


def run(peers: Path) -> Result:
    chance = random.Random(20261123)
    drawn = [(kind, *texts.text(chance, kind)) for kind in (*texts.CERTAIN, *texts.PROPOSED) for _each in range(EACH)]
    drawn += [("none", *texts.text(chance, "none")) for _each in range(NONE)]
    ours = [[(one.start, one.end) for one in findings(text)] for _kind, text, _item in drawn]
    theirs = _peer(peers, [text for _kind, text, _item in drawn])
    result = Result("masking", "peer")
    for kind in (*texts.CERTAIN, *texts.PROPOSED):
        places = [place for place, one in enumerate(drawn) if one[0] == kind]
        found, other = (_recall([drawn[p] for p in places], [spans[p] for p in places]) for spans in (ours, theirs))
        say(f"{kind:<10} recall {found:6.1f} %, korean-pii {other:6.1f} %")
        result.cases.append(Case(f"recall, {kind}", found, max(other, 0.1), "%", None))
    found, other = _precision(drawn, ours), _precision(drawn, theirs)
    say(f"precision {found:.1f} %, korean-pii {other:.1f} %")
    result.cases.append(Case("precision, drawn petitions", found, other, "%", None))
    result.cases += [_residents(drawn, ours), *_hand(), _speed()]
    return result


def _residents(drawn: list[tuple[str, str, str]], spans: list[Spans]) -> Case:
    """Resident numbers always: this one has a target."""
    places = [place for place, one in enumerate(drawn) if one[0] in {"resident", "foreigner"}]
    return Case(
        "recall, resident and foreigner numbers; the other is the target",
        _recall([drawn[p] for p in places], [spans[p] for p in places]),
        100.0,
        "%",
        1.0,
    )


def _hand() -> list[Case]:
    """The cases written by hand, which the rules were mended by: no measure of what is to come, but of what must not break."""
    planted = [[*case.certain, *case.proposed] for case in CASES]
    found = [[(one.start, one.end) for one in findings(case.text)] for case in CASES]
    hit = sum(
        _covered(case.text, item, spans)
        for case, items, spans in zip(CASES, planted, found, strict=True)
        for item in items
    )
    right = sum(
        any(_meet(one, item) for item in items) for items, spans in zip(planted, found, strict=True) for one in spans
    )
    items, spans = sum(map(len, planted)), sum(map(len, found))
    say(f"by hand: {hit} of {items} found, {right} of {spans} right")
    return [
        Case("recall, cases by hand; the other is the target", 100 * hit / items, 100.0, "%", 1.0),
        Case("precision, cases by hand; the other is the target", 100 * right / spans, 100.0, "%", 1.0),
    ]


def _speed() -> Case:
    """A text of hostile length costs by the letter what a tenth of it costs."""
    piece = "연락처 010-1234-5678, 가로등 12-3456. " + "가나다라 " * 40 + "\n"
    rates = []
    for length in (LENGTH, LENGTH // 10):
        text = piece * (length // len(piece))
        began = time.process_time()
        findings(text)
        rates.append(round(len(text) / (time.process_time() - began)))
    say(f"{rates[0]} letters a second, of a tenth of the text {rates[1]}")
    return Case("letters a second, 2 million, beside 200,000", rates[0], rates[1], "/s", 0.6)


def _recall(drawn: Iterable[tuple[str, str, str]], spans: Iterable[Spans]) -> float:
    hits = [
        _covered(text, (text.index(item), text.index(item) + len(item)), found)
        for (_kind, text, item), found in zip(drawn, spans, strict=True)
    ]
    return round(100 * sum(hits) / len(hits), 1)


def _precision(drawn: list[tuple[str, str, str]], spans: list[Spans]) -> float:
    right = [
        bool(item) and _meet(one, (text.index(item), text.index(item) + len(item)))
        for (_kind, text, item), found in zip(drawn, spans, strict=True)
        for one in found
    ]
    return round(100 * sum(right) / len(right), 1)


def _covered(text: str, item: tuple[int, int], spans: Spans) -> bool:
    """Its digits and Latin letters; of what has none (a name) any two letters in a row."""
    places = [
        place for place in range(*item) if text[place].isdigit() or (text[place].isascii() and text[place].isalpha())
    ]
    hidden = {place for start, end in spans for place in range(start, end)}
    return set(places) <= hidden if places else len(hidden & set(range(*item))) >= 2


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _peer(python: Path, told: list[str]) -> list[Spans]:
    lines = "\n".join(json.dumps(text) for text in told)
    ran = subprocess.run(
        [str(python), str(ROOT / "bench" / "masking" / "peer.py")],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
    )
    return [[(start, end) for start, end in json.loads(line)] for line in ran.stdout.splitlines()]
