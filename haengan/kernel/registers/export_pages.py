"""The list as a file: the same question, the same columns, XLSX or CSV, row by row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from haengan.kernel.people import queries as people
from haengan.kernel.registers import intake, listing, pages, permission, writing
from haengan.kernel.registers.declare import Register
from haengan.kernel.registers.sheets import blank, naming
from haengan.kernel.registers.sheets import writing as files

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CHUNK = 2_000
IN_MEMORY = 2 * 1024 * 1024


@require_safe
def export(request: HttpRequest, *, register: Register, format: str) -> HttpResponse | FileResponse:
    """Written to a temporary file first: the line in the journal stands before the first byte leaves the house."""
    actor = permission.reader(request, register)
    asked = listing.ask(register, request.GET, actor=actor, columns=pages.remembered(request, register))
    if not asked.good:
        context = {"register": register, "wrongs": asked.wrongs, "urls": pages.addresses(register)}
        return render(request, "registers/refused.html", context, status=400)
    return taken(asked, format=format)


def taken(asked: listing.Ask, *, format: str) -> FileResponse:
    register, actor = asked.register, asked.actor
    reveal = permission.reveals(actor, register)
    columns = naming.file_columns(register, asked.columns, reveal=reveal)
    out, count = written(asked, columns, format)
    question = asked.params.urlencode()
    names = [column.label for column in columns]
    intake.exported(register, actor=actor, count=count, question=question, columns=names, format=format)
    name = f"{get_valid_filename(str(register.title))}-{timezone.localdate():%Y%m%d}.{format}"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES[format])


def written(asked: listing.Ask, columns: list[naming.FileColumn], format: str) -> tuple[IO[bytes], int]:
    """The file, at its beginning, and how many rows it holds."""
    if format == "csv":
        out: Any = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the response closes it
        count = files.to_csv(out, columns, _records(asked))
    else:
        out = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # the response closes it
        count = files.to_xlsx(out.name, columns, _records(asked), title=str(asked.register.title))
    out.seek(0)
    return out, count


@require_safe
def empty_sheet(request: HttpRequest, *, register: Register) -> HttpResponse:
    actor = permission.reader(request, register)
    body = blank.workbook(register, writing.form_of(register, actor=actor))
    answer = HttpResponse(body, content_type=TYPES["xlsx"])
    name = get_valid_filename(f"{register.title}.xlsx")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _records(asked: listing.Ask) -> Iterator[Any]:
    """Those whose processing is suspended are masked in files too."""
    found = listing.rows(asked).iterator(chunk_size=CHUNK)
    while rows := list(islice(found, CHUNK)):
        still = people.suspensions(rows)
        for row in rows:
            row.suspension = still.get(row.key)
            yield row
