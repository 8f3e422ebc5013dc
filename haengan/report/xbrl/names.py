"""Namespaces, and names that XML allows, made from names of figures, slices and members."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

HG = "urn:haengan:figures"
ROLE = "urn:haengan:role"
XBRLI = "http://www.xbrl.org/2003/instance"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK = "http://www.w3.org/1999/xlink"
XBRLDT = "http://xbrl.org/2005/xbrldt"
XBRLDI = "http://xbrl.org/2006/xbrldi"
XS = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ISO4217 = "http://www.xbrl.org/2003/iso4217"
IX = "http://www.xbrl.org/2013/inlineXBRL"
IXT = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
XHTML = "http://www.w3.org/1999/xhtml"
GEN = "http://xbrl.org/2008/generic"
VALIDATION = "http://xbrl.org/2008/validation"
VARIABLE = "http://xbrl.org/2008/variable"
ASSERTION = "http://xbrl.org/2008/assertion/value"
CONCEPT_FILTER = "http://xbrl.org/2008/filter/concept"
DIMENSION_FILTER = "http://xbrl.org/2008/filter/dimension"
PERIOD_FILTER = "http://xbrl.org/2008/filter/period"
COVER_FILTER = "http://xbrl.org/2010/filter/aspect-cover"
MESSAGE = "http://xbrl.org/2010/message"

SCHEMA = "figures.xsd"
ORIGIN = "origin"
ORIGINS = {
    "recorded": ("기록을 센 값", "counted from records"),
    "entered": ("근거 문서에서 옮겨 적은 값", "entered from a source document"),
    "mixed": ("기록과 옮겨 적은 값의 합", "records and entered totals together"),
    "unknown": ("알 수 없음", "unknown"),
}
RECORD, PART = "record", "part"
_PLAIN = re.compile(r"[^A-Za-z0-9_.-]")


def safe(code: str) -> str:
    """A code as part of an XML name; what a name may not hold becomes its code point."""
    return _PLAIN.sub(lambda found: f"_u{ord(found[0]):04X}", code) or "-"


def dimension(figure: str, cut: str) -> str:
    return f"{figure}.by_{safe(cut)}"


def member(figure: str, cut: str, code: str) -> str:
    return f"{dimension(figure, cut)}.{safe(code)}"


def total(figure: str, cut: str) -> str:
    """The member that stands for the undivided figure: the default of the dimension."""
    return f"{dimension(figure, cut)}-total"


def change(figure: str) -> str:
    return f"{figure}-change"


def unit(words: str) -> str:
    return "unit-" + safe(words.replace(" ", "-"))


def hg(name: str) -> str:
    """A qualified name of ours as it is written in texts."""
    return f"hg:{name}"


def identifier(name: str) -> str:
    return f"hg_{name}"


def element(
    namespace: str, name: str, /, *children: Any, nsmap: dict[str | None, str] | None = None, **attributes: Any
) -> Any:
    """Attributes in other namespaces are written ``xlink__type``; `None` children are left out."""
    made = etree.Element(f"{{{namespace}}}{name}", nsmap=nsmap)
    for key, value in attributes.items():
        made.set(_attribute(key), value)
    for child in children:
        if isinstance(child, str):
            made.text = child
        elif child is not None:
            made.append(child)
    return made


def serialised(root: Any) -> bytes:
    etree.indent(root, space=" ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


_SPACES = {"xlink": XLINK, "xbrldt": XBRLDT, "xbrli": XBRLI, "xsi": XSI, "xml": "http://www.w3.org/XML/1998/namespace"}


def _attribute(key: str) -> str:
    prefix, found, name = key.partition("__")
    return f"{{{_SPACES[prefix]}}}{name}" if found else key.removesuffix("_")
