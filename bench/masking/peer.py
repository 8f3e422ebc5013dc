"""The peer's findings (korean-pii) for each text of a line of JSON: start and end. Run by the Python of the peers."""

from __future__ import annotations

import json
import sys

from korean_pii import detect

for line in sys.stdin:
    sys.stdout.write(json.dumps([[one.start, one.end] for one in detect(json.loads(line))]) + "\n")
