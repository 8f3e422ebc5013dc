"""The report as files: one document, five formats."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from haengan.lib.documents import model, wire
from haengan.report import assembling, checking, queries, rendering
from haengan.report.audit import gathering
from haengan.report.models import Edition
from haengan.report.rendering import FORMATS, Language


class Unpublished(LookupError):
    """There is no report of that year."""


def build(
    year: int, folder: Path, *, language: Language = "ko", progress: Callable[[str], None] = lambda _name: None
) -> list[Path]:
    """Write `report-YEAR.*` into a folder; files that already show this very document are left as they are."""
    document = document_of(year, language)
    stem = f"report-{year}" if language == "ko" else f"report-{year}-{language}"
    files = [folder / f"{stem}.{name}" for name in FORMATS]
    stamp, told = folder / f".{stem}", _fingerprint(document)
    if stamp.exists() and stamp.read_text("utf8") == told and all(file.exists() for file in files):
        return files
    folder.mkdir(parents=True, exist_ok=True)
    for file, (name, render) in zip(files, FORMATS.items(), strict=True):
        progress(name.upper())
        file.write_bytes(render(document))
    stamp.write_text(told, "utf8")
    return files


def kit(year: int, folder: Path) -> list[Path]:
    """The newest edition's auditor's kit, data package and XBRL report packages; like `build`, of the published one if any."""
    report = queries.of_year(year)
    edition = report and (queries.published(year).first() or queries.editions(report).order_by("-number").first())
    if not edition:
        raise Unpublished(_("No edition of %(year)d is frozen yet.") % {"year": year})
    made: dict[str, Callable[[], bytes]] = {
        "kit.zip": lambda: checking.kit(edition),
        "data.zip": lambda: checking.data(edition),
        "ko.xbri": lambda: checking.xbrl(edition, "ko"),
        "en.xbri": lambda: checking.xbrl(edition, "en"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    try:
        contents = {folder / f"report-{year}-{edition.number}-{name}": make() for name, make in made.items()}
    except gathering.NoEvidence as missing:
        raise Unpublished(_("This edition was frozen before evidence was kept. Freeze a new one.")) from missing
    for file, content in contents.items():
        file.write_bytes(content)
    return list(contents)


def document_of(year: int, language: Language) -> model.Document:
    """The newest published edition, else the newest frozen one, else the report as it stands now."""
    report = queries.of_year(year)
    if report is None:
        raise Unpublished(_("There is no report for %(year)d. Open one, or load a sample.") % {"year": year})
    edition = queries.published(year).first() or Edition.objects.filter(report=report).order_by("-number").first()
    if edition is not None:
        return rendering.document(edition, language)
    return assembling.document(
        assembling.Assembly(report, language, signed=queries.signed(report)), queries.blocks(report)
    )


def _fingerprint(document: model.Document) -> str:
    told: Any = wire.to_json(document)
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
