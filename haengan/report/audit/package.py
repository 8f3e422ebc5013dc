"""An edition's tables and values as a Data Package (CSV with `datapackage.json`), which Frictionless and others read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from haengan.lib.documents import archive
from haengan.report.audit import sheets
from haengan.report.audit.model import Audit
from haengan.report.audit.sheets import Field, Sheet

FILE = "datapackage.json"
LICENCES = {
    "KOGL-1": ("https://www.kogl.or.kr/info/licenseType1.do", "공공누리 제1유형(출처표시) / Korea Open Government License, type 1"),
    "KOGL-2": ("https://www.kogl.or.kr/info/licenseType2.do", "공공누리 제2유형(출처표시, 상업적 이용금지) / type 2"),
    "KOGL-3": ("https://www.kogl.or.kr/info/licenseType3.do", "공공누리 제3유형(출처표시, 변경금지) / type 3"),
    "KOGL-4": ("https://www.kogl.or.kr/info/licenseType4.do", "공공누리 제4유형(출처표시, 상업적 이용금지, 변경금지) / type 4"),
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
}  # fmt: skip


def files(audit: Audit, made: Sequence[Sheet] | None = None) -> dict[str, bytes]:
    """By file name. Without `made`: what is published, without evidence."""
    held = list(made or sheets.of_values(audit))
    contents = {sheet.path: sheets.csv_of(sheet) for sheet in held}
    told = {
        "profile": "tabular-data-package",
        "name": f"{audit.stem}-{audit.digest[:12]}",
        "id": f"urn:haengan:freeze:{audit.freeze_key}",
        "title": f"{audit.title_ko} {audit.year} / {audit.title_en} {audit.year}",
        "titles": {"ko": f"{audit.title_ko} {audit.year}", "en": f"{audit.title_en} {audit.year}"},
        "description": "확정한 판의 모든 값과 표 / Every value and table of a frozen edition",
        "version": str(audit.number),
        "created": audit.frozen_at.isoformat(timespec="seconds"),
        "licenses": [_licence(audit.licence)],
        "contributors": [{"title": f"{audit.organisation_ko} / {audit.organisation_en}", "role": "publisher"}],
        "sources": _sources(audit),
        "freeze": {"base_on": audit.base_on.isoformat(), "mark": audit.mark, "sha256": audit.digest},
        "resources": [_resource(sheet, contents[sheet.path]) for sheet in held],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return {FILE: f"{text}\n".encode(), **contents}


def packed(audit: Audit) -> bytes:
    return archive.pack(files(audit), first=FILE)


def _licence(code: str) -> dict[str, str]:
    path, title = LICENCES.get(code, ("", code))
    return {"name": code, "title": title, **({"path": path} if path else {})}


def _sources(audit: Audit) -> list[dict[str, str]]:
    """The freeze itself, and each document that entered totals stand in."""
    freeze = f"확정 {audit.freeze_key}, 기준일 {audit.base_on} / Freeze {audit.freeze_key}, base date {audit.base_on}"
    documents = sorted({entry.document for entry in audit.entries if entry.document})
    return [{"title": freeze}, *({"title": document} for document in documents)]


def _resource(sheet: Sheet, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field) for field in sheet.fields]}
    if sheet.key:
        schema["primaryKey"] = [sheet.key]
    pointing = [
        {"fields": [field.name], "reference": {"resource": field.points[0], "fields": [field.points[1]]}}
        for field in sheet.fields
        if field.points
    ]
    if pointing:
        schema["foreignKeys"] = pointing
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name.lower().replace("_", "-"),
        "path": sheet.path,
        "title": f"{sheet.ko} / {sheet.en}",
        "titles": {"ko": sheet.ko, "en": sheet.en},
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": f"{field.ko} / {field.en}",
        "titles": {"ko": field.ko, "en": field.en},
    }
    return {**told, "constraints": {"required": True}} if field.required else told
