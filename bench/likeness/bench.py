"""Pairs written by hand: thresholds are chosen on one half and told of the other, ours beside the same texts, trigrams in common
(Jaccard) and rapidfuzz's token set ratio. Then what is suggested first, at most five, to who writes in the middle of a storm."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.likeness import pairs, storm
from bench.likeness.pairs import NOW, Pair, Told
from bench.running import ROOT, Case, Result, say
from haengan.rooms.civil_affairs.petitions.engine.likeness.comparing import ENOUGH, compare, likest

MANY, STORM, ASKED = (int(os.environ.get(f"BENCH_{name}", size)) for name, size in (("MANY", 100_000), ("STORM", 5_000), ("ASKED", 200)))  # fmt: skip
TOP = 5
Near = Callable[[Any], list[Told]]


def run(peers: Path) -> Result:
    drawn = pairs.drawn()
    scores = {
        "ours": [compare(one.one.case, one.other.case, reach=storm.REACH).score for one in drawn],
        "the same text": [float(_bare(one.one.text) == _bare(one.other.text)) for one in drawn],
        "trigrams in common": [_trigrams(one.one.text, one.other.text) for one in drawn],
    }
    peer = _peer(peers, [(one.one.text, one.other.text) for one in drawn])
    scores["rapidfuzz"] = peer["scores"]
    result = Result("likeness", "peer", [*_pairs(drawn, scores), *_false(drawn, scores)])
    result.cases += [*_storm(peers, scores, drawn), _pace(drawn, peer["each"])]
    return result


def _pairs(drawn: Sequence[Pair], scores: dict[str, list[float]]) -> list[Case]:
    """The engine's own threshold; the others' is the best of the half that is not told."""
    made = []
    own = _measured(drawn, scores["ours"], 1, ENOUGH)
    say(f"ours: precision {own[0]} %, recall {own[1]} %, both {own[2]} %")
    for other in ("rapidfuzz", "trigrams in common", "the same text"):
        enough = _best(drawn, scores[other])
        told = _measured(drawn, scores[other], 1, enough)
        say(f"{other}, from {enough}: precision {told[0]} %, recall {told[1]} %, both {told[2]} %")
        for name, mine, beside in zip(("precision", "recall", "both (F1)"), own, told, strict=True):
            goal = 1.0 if name.startswith("both") else None
            made.append(Case(f"{name}, pairs by hand, the half not tuned on, beside {other}", mine, max(beside, 0.1), "%", goal))  # fmt: skip
    return made


def _false(drawn: Sequence[Pair], scores: dict[str, list[float]]) -> list[Case]:
    """How many of each sort of pair that is not the same are called so."""
    best = _best(drawn, scores["rapidfuzz"])
    made = []
    for what, told in (("place", "the same sort elsewhere"), ("topic", "another sort there"), ("day", "the same sort there another day")):  # fmt: skip
        rows = [number for number, one in enumerate(drawn) if one.what == what and one.half == 1]
        own = round(100 * sum(scores["ours"][number] >= ENOUGH for number in rows) / len(rows), 1)
        other = round(100 * sum(scores["rapidfuzz"][number] >= best for number in rows) / len(rows), 1)
        say(f"{told} called the same: {own} %, rapidfuzz {other} %")
        made.append(Case(f"called the same, {told}, beside rapidfuzz", own, max(other, 0.1), "%", None, less=True))
    return made


def _measured(drawn: Sequence[Pair], scores: Sequence[float], half: int, enough: float) -> tuple[float, float, float]:
    rows = [(score >= enough, one.what == "same") for score, one in zip(scores, drawn, strict=True) if one.half == half]
    hit, called, there = (sum(map(test, rows)) for test in (all, lambda row: row[0], lambda row: row[1]))
    both = 2 * hit / (called + there) if hit else 0.0
    return round(100 * hit / max(1, called), 1), round(100 * hit / there, 1), round(100 * both, 1)


def _best(drawn: Sequence[Pair], scores: Sequence[float]) -> float:
    return max((step / 50 for step in range(1, 50)), key=lambda enough: _measured(drawn, scores, 0, enough)[2])


def _storm(peers: Path, scores: dict[str, list[float]], drawn: Sequence[Pair]) -> list[Case]:
    """All that came before; then the second reports by hand, new reports of the underpass, and other petitions beside it."""
    chance = random.Random(20261127)
    same = [one for one in drawn if one.what == "same"]
    flood = storm.reports(chance, STORM, 0, 3)
    crowd = storm.crowd([*storm.others(chance, MANY), *flood, *(one.one for one in same)])
    late = timedelta(days=4)
    asked = [replace(one.other, case=replace(one.other.case, at=NOW + late)) for one in same]
    wanted = [{one.one.case.key} for one in same]
    new = [replace(one, case=replace(one.case, at=NOW + late)) for one in storm.reports(chance, ASKED, 1, 3)]
    beside = storm.others(chance, ASKED, about=storm.UNDERPASS)
    every = {one.case.key for one in flood}
    every |= {one.one.case.key for one in same if "지하차도" in one.one.text and one.one.case.kind == "flooded"}
    for number in range(len(same)):
        if wanted[number] & every:
            wanted[number] = every
    before = _found(asked, wanted, crowd.newest)
    by_hand, storming = _found(asked, wanted, crowd.near), _found(new, [every] * len(new), crowd.near)
    quiet = [likest(one.case, [each.case for each in crowd.near(one.case)], reach=storm.REACH, most=TOP) for one in beside if one.case.kind != "flooded"]  # fmt: skip
    wrong = round(100 * sum(any(each.key in every for each in row) for row in quiet) / len(quiet), 1)
    fuzzy = _fuzzy(peers, asked, wanted, crowd, _best(drawn, scores["rapidfuzz"]))
    say(f"by hand {by_hand}, before {before}, rapidfuzz {fuzzy}; storm {storming}; others told of the storm {wrong} %")
    among = f"among {len(crowd.all)}"
    return [
        Case(f"found in the first {TOP}, second reports by hand {among}, beside rapidfuzz on the same candidates", by_hand[0], max(fuzzy[0], 0.1), "%", 1.0),
        Case(f"found in the first {TOP}, second reports by hand {among}, beside the newest 200 as candidates", by_hand[0], max(before[0], 0.1), "%", None),
        Case(f"of what is suggested, right, second reports by hand {among}, beside rapidfuzz", by_hand[1], max(fuzzy[1], 0.1), "%", None),
        Case(f"found in the first {TOP}, the flooded underpass in its storm; the other is the target", storming[0], 95.0, "%", 1.0),
        Case("of what is suggested, right, in the storm; the other is the target", storming[1], 95.0, "%", 1.0),
        Case("told of the storm though about something else beside it; the other is the target", max(wrong, 0.1), 5.0, "%", 1.0, less=True),
    ]  # fmt: skip


def _found(asked: Sequence[Told], wanted: Sequence[set[str]], near: Near) -> tuple[float, float]:
    """Shares of those asked that are shown one that is wanted, and of what is shown that is wanted."""
    rows = [
        likest(one.case, [each.case for each in near(one.case)], reach=storm.REACH, most=TOP, enough=ENOUGH)
        for one in asked
    ]
    return _shares([[each.key for each in row] for row in rows], wanted)


def _fuzzy(peers: Path, asked: Sequence[Told], wanted: Sequence[set[str]], crowd: storm.Crowd, enough: float) -> tuple[float, float]:  # fmt: skip
    candidates = [crowd.near(one.case) for one in asked]
    flat = [(one.text, each.text) for one, near in zip(asked, candidates, strict=True) for each in near]
    scores = iter(_peer(peers, flat)["scores"])
    shown = []
    for near in candidates:
        rows = sorted(((next(scores), each.case.key) for each in near), key=lambda row: (-row[0], row[1]))
        shown.append([key for score, key in rows if score >= enough][:TOP])
    return _shares(shown, wanted)


def _shares(shown: Sequence[Sequence[str]], wanted: Sequence[set[str]]) -> tuple[float, float]:
    hits = [[key in right for key in row] for row, right in zip(shown, wanted, strict=True)]
    all_of = sum(map(len, hits))
    return round(100 * sum(map(any, hits)) / len(hits), 1), round(100 * sum(map(sum, hits)) / max(1, all_of), 1)


def _pace(drawn: Sequence[Pair], peer: float) -> Case:
    began = time.perf_counter()
    for _turn in range(10):
        for one in drawn:
            compare(one.one.case, one.other.case, reach=storm.REACH)
    each = 1e6 * (time.perf_counter() - began) / 10 / len(drawn)
    say(f"{each:.1f} µs a comparison, rapidfuzz {1e6 * peer:.1f}")
    return Case("a comparison, beside rapidfuzz", round(each, 2), round(1e6 * peer, 2), "µs", None, less=True)


def _trigrams(one: str, other: str) -> float:
    a, b = ({text[place : place + 3] for place in range(len(text) - 2)} for text in (_bare(one), _bare(other)))
    return len(a & b) / max(1, len(a | b))


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _peer(python: Path, told: Sequence[tuple[str, str]]) -> dict[str, Any]:
    ran = subprocess.run(
        [str(python), str(ROOT / "bench" / "likeness" / "peer.py")],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer
