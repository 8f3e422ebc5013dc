"""Which division is proposed for petitions of templates that were held out, and for those written by hand: ours, the peer (TF-IDF of
character n-grams and logistic regression), a table of keywords and the largest division, all taught by the same petitions. Then
corrections, explanations, pace and memory. Kinds are not told: they would decide most."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.routing import keywords, texts
from bench.routing.correcting import corrected
from bench.routing.texts import Written
from bench.running import ROOT, Case, Result, say
from haengan.rooms.civil_affairs.petitions.engine.routing.learning import Model, features, propose

LEARN, ASKED, MANY = (int(os.environ.get(f"BENCH_{name}", size)) for name, size in (("LEARN", 20_000), ("ASKED", 2_000), ("MANY", 100_000)))  # fmt: skip
TOP = 3
NEAR = 0.9
"""Of the peer's share of right proposals; it is taught anew each time, ours by adding."""
Told = list[list[str]]


def run(peers: Path) -> Result:
    chance = random.Random(20261124)
    learn, held = list(texts.drawn(chance, "learn", LEARN)), list(texts.drawn(chance, "held", ASKED))
    hand = texts.by_hand()
    sets = {"held-out templates": held, "written by hand": hand}
    model = taught(learn)
    peer = _peer(peers, learn, {name: [_joined(one) for one in asked] for name, asked in sets.items()})
    result = Result("routing", "peer")
    for name, asked in sets.items():
        ours = [[each.division for each in propose(model, found(one), top=TOP)] for one in asked]
        others = {
            "TF-IDF and logistic regression": peer["told"][name],
            "a table of keywords": [keywords.three(one.text) for one in asked],
            "the largest divisions": [[each for each, _many in model.cases.most_common(TOP)]] * len(asked),
        }
        result.cases += _cases(name, asked, ours, others)
    result.cases += [_folds(learn, hand, peers), _by_place(model, hand)]
    result.cases += corrected(model, found)
    result.cases += [*_told(model, held[:500]), *_pace(peers, peer, model, held)]
    return result


def found(one: Written) -> frozenset[str]:
    return features(one.text, "", one.district)


def taught(learn: Iterable[Written]) -> Model:
    model = Model()
    for one in learn:
        model.learn(found(one), one.division)
    return model


def _cases(name: str, asked: Sequence[Written], ours: Told, others: dict[str, Told]) -> list[Case]:
    made = []
    for top in (1, TOP):
        own = _right(asked, ours, top)
        for other, told in others.items():
            beside = _right(asked, told, top)
            say(f"{name}, top {top}: {own} %, {other} {beside} %")
            made.append(
                Case(
                    f"right at top {top}, {len(asked)} {name}, beside {other}",
                    own,
                    max(beside, 0.1),
                    "%",
                    NEAR if other.startswith("TF") else None,
                )
            )
    return made


def _right(asked: Sequence[Written], told: Told, top: int) -> float:
    return round(100 * sum(one.division in each[:top] for one, each in zip(asked, told, strict=True)) / len(asked), 1)


def _folds(learn: Sequence[Written], hand: Sequence[Written], peers: Path) -> Case:
    """Two halves of what was written by hand, each asked after the other was learnt ten times besides the drawn ones."""
    own = other = 0.0
    for half in (0, 1):
        more, asked = [*hand[half::2]] * 10, hand[1 - half :: 2]
        model = taught([*learn, *more])
        own += _right(asked, [[each.division for each in propose(model, found(one))] for one in asked], 1) / 2
        peer = _peer(peers, [*learn, *more], {"asked": [_joined(one) for one in asked]})
        other += _right(asked, peer["told"]["asked"], 1) / 2
    say(f"by hand, the other half learnt too: {own:.1f} %, peer {other:.1f} %")
    what = "right at top 1, written by hand, the other half learnt too, beside TF-IDF and logistic regression"
    return Case(what, round(own, 1), round(other, 1), "%", NEAR)


def _by_place(model: Model, hand: Sequence[Written]) -> Case:
    """Lamps and holes of towns and townships, with their district and without."""
    asked = [one for one in hand if one.division == "rural"]
    bare = [Written(one.text, "", one.division) for one in asked]
    with_it, without = (
        _right(rows, [[each.division for each in propose(model, found(one))] for one in rows], 1)
        for rows in (asked, bare)
    )
    return Case("right at top 1, where the place decides, beside no place", with_it, max(without, 0.1), "%", None)


def _told(model: Model, asked: Sequence[Written]) -> list[Case]:
    proposals = [each for one in asked for each in propose(model, found(one), top=TOP)]
    firsts = [propose(model, found(one), top=1)[0] for one in asked]
    why = round(100 * sum(bool(each.reasons) for each in proposals) / len(proposals), 2)
    sure = round(100 * sum(each.share for each in firsts) / len(firsts), 1)
    right = _right(asked, [[each.division] for each in firsts], 1)
    say(f"explained {why} %; shares {sure} %, right {right} %")
    return [
        Case("proposals that say why; the other is the target", why, 100.0, "%", 0.98),
        Case("share told of the first proposal, beside how often it is right", sure, right, "%", None),
    ]


def _pace(peers: Path, small: dict[str, Any], model: Model, asked: Sequence[Written]) -> list[Case]:
    """A proposal, and teaching many; the features are made within the time, the texts before it."""
    began = time.perf_counter()
    for one in asked[:300]:
        propose(model, found(one))
    each = (time.perf_counter() - began) / 300
    many = list(texts.drawn(random.Random(5), "learn", MANY))
    before, began = _resident(), time.perf_counter()
    whole = taught(many)
    seconds, memory = time.perf_counter() - began, _resident() - before
    peer = _peer(peers, many, {"none": []})
    rows = sum(map(len, whole.terms.values()))
    began = time.perf_counter()
    for one in asked[:1000]:
        whole.learn(found(one), one.division)
    adding = (time.perf_counter() - began) / 1000
    say(
        f"{1000 * each:.2f} ms, {MANY / seconds:.0f} a second, {memory:.0f} MB, {rows} rows, one more {1000 * adding:.2f} ms"
    )
    return [
        Case("a proposal with its reasons, beside the peer's without", round(1000 * each, 2), round(1000 * small["each"], 2), "ms", None),
        Case(f"petitions taught a second, {MANY} of them", round(MANY / seconds), round(MANY / peer["taught"]), "/s", 1.0),
        Case(f"one more petition after {MANY}, beside teaching the peer anew", round(1000 * adding, 3), round(1000 * peer["taught"]), "ms", None, less=True),
        Case(f"memory for {MANY} petitions ({rows} rows)", round(memory, 1), round(max(peer["memory"], 0.1), 1), "MB", None),
    ]  # fmt: skip


def _joined(one: Written) -> str:
    """The peer is told the district as a word."""
    return f"{one.text} 읍면동{one.district}" if one.district else one.text


def _peer(python: Path, learn: Iterable[Written], asked: dict[str, list[str]]) -> dict[str, Any]:
    given = {"learn": [[_joined(one), one.division] for one in learn], "asked": asked}
    ran = subprocess.run(
        [str(python), str(ROOT / "bench" / "routing" / "peer.py")],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def _resident() -> float:
    """MB in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
