"""The XBRL files of an edition: loose for the kit, and as a report package (.xbri) of one language."""

from __future__ import annotations

import json

from haengan.lib.documents import archive
from haengan.lib.documents.model import Language
from haengan.report.audit.model import Audit
from haengan.report.xbrl import formulas, names, page, taxonomy

TYPE = "https://xbrl.org/report-package/2023/xbri"


def files(audit: Audit) -> dict[str, bytes]:
    """Both pages beside the taxonomy."""
    pages = {
        f"{audit.stem}-{language}.xhtml": page.page(audit, language, schema=names.SCHEMA) for language in ("ko", "en")
    }
    return pages | _taxonomy(audit)


def xbri(audit: Audit, language: Language) -> bytes:
    """A report package as XBRL International describes it: every processor opens it as one file."""
    root = f"{audit.stem}-{language}"
    told = {"documentInfo": {"documentType": TYPE}}
    page_name = f"{root}/reports/{root}.xhtml"
    held = {
        f"{root}/META-INF/reportPackage.json": json.dumps(told).encode(),
        page_name: page.page(audit, language, schema=f"../taxonomy/{names.SCHEMA}"),
        **{f"{root}/taxonomy/{name}": content for name, content in _taxonomy(audit).items()},
    }
    return archive.pack(held, first=f"{root}/META-INF/reportPackage.json")


def _taxonomy(audit: Audit) -> dict[str, bytes]:
    return taxonomy.files(audit) | {taxonomy.FORMULA: formulas.linkbase(audit)}
