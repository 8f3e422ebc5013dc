"""The peer: rapidfuzz's token set ratio of each pair of texts of standard input (JSON), and seconds for each comparison. Run by the
Python of the peers."""

from __future__ import annotations

import json
import sys
import time

from rapidfuzz import fuzz

pairs = json.load(sys.stdin)
began = time.perf_counter()
scores = [fuzz.token_set_ratio(one, other) / 100 for one, other in pairs]
json.dump({"scores": scores, "each": (time.perf_counter() - began) / max(1, len(pairs))}, sys.stdout)
