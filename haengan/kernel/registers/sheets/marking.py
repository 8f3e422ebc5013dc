"""The same file back, with one more column that says what is wrong with each row. Everything else stays as it was.

XLSX is changed in place: cells are added to the sheet's XML, so widths, colours, merged cells and formulas stay.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from haengan.kernel.registers.sheets import reading
from haengan.kernel.registers.sheets.writing import guarded

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def csv_file(content: bytes, notes: Mapping[int, str], *, delimiter: str) -> bytes:
    """`notes` by row, the first row being 0; in the encoding the file came in."""
    text, encoding = reading.decoded(content)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    width = max(map(len, rows), default=0)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for number, row in enumerate(rows):
        writer.writerow(row + [""] * (width - len(row)) + [guarded(notes.get(number, ""))])
    return out.getvalue().encode(encoding, errors="replace")


def xlsx_file(content: bytes, notes: Mapping[int, str], *, sheet: int) -> bytes:
    """`notes` by row, the first row being 0; `sheet` counts from 0 in the order of the tabs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        changed = _sheet_path(source, sheet)
        style = _Style(source.read("xl/styles.xml")) if "xl/styles.xml" in source.namelist() else None
        for part in source.infolist():
            body = source.read(part.filename)
            if part.filename == changed:
                body = _marked(body, notes, style.number if style else None)
            elif part.filename == "xl/styles.xml" and style:
                body = style.body
            target.writestr(part.filename, body)
    return out.getvalue()


class _Style:
    """The file's styles with one more: wrapped red text on a light ground. `number` is its index."""

    def __init__(self, body: bytes) -> None:
        root = _parsed(body)
        font = _added(root, "fonts", f'<font xmlns="{MAIN[1:-1]}"><color rgb="FFB3261E"/><sz val="10"/></font>')
        fill = _added(
            root,
            "fills",
            f'<fill xmlns="{MAIN[1:-1]}"><patternFill patternType="solid"><fgColor rgb="FFFDECEA"/></patternFill></fill>',
        )
        self.number = _added(
            root,
            "cellXfs",
            f'<xf xmlns="{MAIN[1:-1]}" numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyFont="1" '
            'applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>',
        )
        self.body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _added(root: Any, group: str, element: str) -> int:
    """Append to a counted group of styles; the index of what was added."""
    found = root.find(f"{MAIN}{group}")
    if found is None:
        return 0
    found.append(etree.fromstring(element))
    found.set("count", str(len(found)))
    return len(found) - 1


def _sheet_path(source: zipfile.ZipFile, number: int) -> str:
    book = _parsed(source.read("xl/workbook.xml"))
    relation = book.findall(f"{MAIN}sheets/{MAIN}sheet")[number].get(f"{RELATIONS}id")
    links = _parsed(source.read("xl/_rels/workbook.xml.rels"))
    target = next(link.get("Target") for link in links.iter(f"{PACKAGE}Relationship") if link.get("Id") == relation)
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _marked(body: bytes, notes: Mapping[int, str], style: int | None) -> bytes:
    root = _parsed(body)
    data = root.find(f"{MAIN}sheetData")
    if data is None:
        return body
    column = _column_name(_width(data))
    rows = {int(row.get("r", "0")): row for row in data}
    for number, note in sorted(notes.items()):
        row = rows.get(number + 1)
        if row is None or not note:
            continue
        row.append(_cell(f"{column}{number + 1}", note, style))
        row.attrib.pop("spans", None)
    dimension = root.find(f"{MAIN}dimension")
    if dimension is not None:
        root.remove(dimension)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _cell(reference: str, note: str, style: int | None) -> Any:
    cell = etree.Element(f"{MAIN}c", r=reference, t="inlineStr")
    if style is not None:
        cell.set("s", str(style))
    text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
    text.text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", note)
    return cell


def _width(data: Any) -> int:
    """How many columns the sheet uses."""
    widest = 0
    for cell in data.iter(f"{MAIN}c"):
        letters = re.match(r"[A-Z]+", cell.get("r", ""))
        if letters:
            widest = max(widest, _column_number(letters[0]))
    return widest


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _column_name(number: int) -> str:
    """Of the column with this number, counted from 0."""
    name, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _parsed(body: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(body, parser)
