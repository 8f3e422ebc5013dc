"""The peer: TF-IDF of character n-grams and logistic regression (scikit-learn). Reads one JSON from standard input: `learn`, texts with
their division, and `asked`, sets of texts; answers the three likeliest divisions for each, seconds and memory. Run by the
Python of the peers."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def resident() -> float:
    """MB in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def main() -> None:
    given = json.load(sys.stdin)
    texts, divisions = [one[0] for one in given["learn"]], [one[1] for one in given["learn"]]
    before, began = resident(), time.perf_counter()
    peer = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 3), sublinear_tf=True, min_df=2),
        LogisticRegression(C=10, max_iter=200),
    )
    peer.fit(texts, divisions)
    taught, memory = time.perf_counter() - began, resident() - before
    told = {name: _three(peer, asked) for name, asked in given["asked"].items()}
    first = next(iter(given["asked"].values()))[:200]
    began = time.perf_counter()
    for text in first:
        peer.predict_proba([text])
    each = (time.perf_counter() - began) / max(1, len(first))
    json.dump({"told": told, "taught": taught, "memory": memory, "each": each}, sys.stdout)


def _three(peer, asked):
    if not asked:
        return []
    names = peer.classes_
    return [[str(names[place]) for place in row.argsort()[::-1][:3]] for row in peer.predict_proba(asked)]


main()
