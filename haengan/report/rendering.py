"""A document as files: one model, five formats."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from haengan.lib.documents import docx, fonts, html, hwpx, model, pdf, wire, xlsx
from haengan.report import masking
from haengan.report.models import Edition

Language = Literal["ko", "en"]
Rendering = Callable[[model.Document], bytes]
FORMATS: dict[str, Rendering] = {
    "html": lambda document: html.page(document).encode(),
    "pdf": lambda document: pdf.render(document, fonts=fonts.folder()),
    "hwpx": hwpx.render,
    "docx": docx.render,
    "xlsx": xlsx.render,
}
TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "hwpx": "application/hwp+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def document(edition: Edition, language: Language, *, whole: bool = False) -> model.Document:
    """As everyone may read it; `whole` with the small parts that its freeze withholds, for officials with the duty."""
    told = wire.from_json(edition.document_ko if language == "ko" else edition.document_en)
    return told if whole else masking.document(told, edition.freeze)


def file(edition: Edition, language: Language, form: str, *, whole: bool = False) -> bytes:
    """The edition in one format. An edition never changes, so what was rendered is kept for the next reader."""
    return _rendered(edition.pk, language, form, whole)


@lru_cache(maxsize=32)
def _rendered(pk: int, language: Language, form: str, whole: bool) -> bytes:
    return FORMATS[form](document(Edition.objects.select_related("freeze").get(pk=pk), language, whole=whole))
