"""Asks Arelle, a program that we did not write, what it makes of inline XBRL files. Without any network."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

HARMLESS = {"info:profileActivity", "info", "", "formula:trace"}
SCRIPT = "import sys; from arelle.CntlrCmdLine import parseAndRun; parseAndRun(sys.argv[1:])"


def complaints(*files: Path, home: Path) -> dict[str, list[tuple[str, str]]]:
    """(code, message) of whatever Arelle finds, by file name; one run for all files."""
    log = home / "log.json"
    asked = [
        "--file", "|".join(map(str, files)), "--internetConnectivity", "offline", "--validate",
        "--calc", "c11r", "--validateDuplicateFacts", "inconsistent", "--validateXmlOim", "--logFile", str(log),
    ]  # fmt: skip
    known = os.environ | {"XDG_CONFIG_HOME": str(home), "HOME": str(home), "PYTHONHASHSEED": "0"}
    subprocess.run(
        [sys.executable, "-c", SCRIPT, *asked], check=True, cwd=home, env=known, timeout=300, capture_output=True
    )
    found = {file.name: [] for file in files}
    current = ""
    for entry in json.loads(log.read_text("utf8"))["log"]:
        text = entry["message"]["text"] if isinstance(entry["message"], dict) else str(entry["message"])
        told = [ref.get("href", "") for ref in entry.get("refs", ())]
        named = next((file.name for file in files for href in (*told, text) if file.name in href), current)
        current = named or current
        if entry["code"] not in HARMLESS:
            found[named].append((entry["code"], text))
    return found


def altered(page: bytes, *, concept: str, old: str, new: str, times: int = 0) -> bytes:
    """The page with the tagged digits of a concept changed: in every place, or in the first `times`."""
    where = re.compile(rf'(<ix:nonFraction name="hg:{re.escape(concept)}"[^>]*>){re.escape(old)}<'.encode())
    made, count = where.subn(rb"\g<1>" + new.encode() + b"<", page, count=times)
    assert count, f"{concept} is nowhere {old}"
    return made
