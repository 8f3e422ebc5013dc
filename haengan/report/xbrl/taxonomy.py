"""The schema, and the linkbases that name, arrange, divide and add up: generated for one edition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from haengan.report.audit.model import Audit
from haengan.report.xbrl import names
from haengan.report.xbrl.concepts import Concept, concepts, cubes
from haengan.report.xbrl.names import LINK, XBRLDT, XBRLI, XS, element, identifier

LABELS = {"ko": "figures-label-ko.xml", "en": "figures-label-en.xml"}
PRESENTATION, DEFINITION, CALCULATION = "figures-presentation.xml", "figures-definition.xml", "figures-calculation.xml"
FORMULA = "figures-formula.xml"
_ARCS = {
    "presentation": "http://www.xbrl.org/2003/arcrole/parent-child",
    "calculation": "https://xbrl.org/2023/arcrole/summation-item",
}
_DIM = "http://xbrl.org/int/dim/arcrole/"
_LABEL = "http://www.xbrl.org/2003/role/label"
_DOCUMENTATION = "http://www.xbrl.org/2003/role/documentation"
_CALC_SCHEMA = "https://www.xbrl.org/2023/calculation-1.1.xsd"
_NSMAP: dict[str | None, str] = {"link": LINK, "xlink": names.XLINK, "xbrldt": XBRLDT}


def files(audit: Audit) -> dict[str, bytes]:
    """The schema and all linkbases but that of formulas, by file name."""
    declared = concepts(audit)
    return {
        names.SCHEMA: names.serialised(_schema(audit, declared)),
        **{name: names.serialised(_labels(declared, language)) for language, name in LABELS.items()},
        PRESENTATION: names.serialised(_presentation(audit)),
        DEFINITION: names.serialised(_definition(audit)),
        CALCULATION: names.serialised(_calculation(audit)),
    }


def _schema(audit: Audit, declared: list[Concept]) -> Any:
    linkbases = [*LABELS.values(), PRESENTATION, DEFINITION, CALCULATION, FORMULA]
    refs = [
        element(
            LINK, "linkbaseRef", xlink__type="simple", xlink__href=name,
            xlink__arcrole="http://www.w3.org/1999/xlink/properties/linkbase",
        )
        for name in linkbases
    ]  # fmt: skip
    roles = [
        element(
            LINK,
            "roleType",
            element(LINK, "definition", cube.title),
            *(element(LINK, "usedOn", f"link:{kind}Link") for kind in ("presentation", "definition", "calculation")),
            roleURI=cube.role,
            id=identifier(f"role_{cube.concepts[0]}"),
        )
        for cube in cubes(audit)
    ]
    imports = [
        element(XS, "import", namespace=XBRLI, schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"),
        element(XS, "import", namespace=XBRLDT, schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"),
    ]
    return element(
        XS,
        "schema",
        element(XS, "annotation", element(XS, "appinfo", *refs, *roles)),
        *imports,
        *(
            element(XS, "element", name=name, id=identifier(name), type="xs:token")
            for name in ("record-key", "part-number")
        ),
        *(_element(concept) for concept in declared),
        nsmap={"xs": XS, "hg": names.HG, "xbrli": XBRLI, "xbrldt": XBRLDT, "link": LINK, "xlink": names.XLINK},
        targetNamespace=names.HG,
        elementFormDefault="qualified",
        attributeFormDefault="unqualified",
    )


def _element(concept: Concept) -> Any:
    own = "xbrldt" if concept.group in {"dimensionItem", "hypercubeItem"} else "xbrli"
    group = f"{own}:{'item' if concept.group == 'domain' else concept.group}"
    made = element(
        XS, "element", name=concept.name, id=identifier(concept.name), type=concept.type, substitutionGroup=group,
        nillable="true", xbrli__periodType=concept.period,
    )  # fmt: skip
    if concept.group != "item":
        made.set("abstract", "true")
    if concept.typed:
        made.set(f"{{{XBRLDT}}}typedDomainRef", f"#{identifier(concept.typed)}")
    return made


class Link:
    """One extended link: locators as they are needed, and arcs between concepts."""

    def __init__(self, kind: str, role: str) -> None:
        self.made = element(LINK, f"{kind}Link", xlink__type="extended", xlink__role=role)
        self.kind = kind
        self._placed: set[str] = set()
        self._drawn: set[tuple[str, str]] = set()
        self._orders: dict[str, int] = {}

    def arc(self, parent: str, child: str, arcrole: str, **more: Any) -> None:
        """Two arcs between the same ends are drawn between different locators, as XLink demands."""
        self._locate(parent)
        self._locate(child)
        end = child
        if (parent, child) in self._drawn:
            end = f"{child}-again"
            self._locate(child, label=end)
        self._drawn.add((parent, child))
        self._orders[parent] = self._orders.get(parent, 0) + 1
        self.made.append(
            element(
                LINK, f"{self.kind}Arc", xlink__type="arc", xlink__arcrole=arcrole, xlink__from=parent, xlink__to=end,
                order=str(self._orders[parent]), **more,
            )
        )  # fmt: skip

    def label(self, name: str, words: str, role: str, language: str) -> None:
        self._locate(name)
        resource = f"{name}-{role.rpartition('/')[2]}"
        self.made.append(
            element(
                LINK,
                "label",
                words,
                xlink__type="resource",
                xlink__label=resource,
                xlink__role=role,
                xml__lang=language,
            )
        )
        self.made.append(
            element(
                LINK, "labelArc", xlink__type="arc", xlink__from=name, xlink__to=resource,
                xlink__arcrole="http://www.xbrl.org/2003/arcrole/concept-label",
            )
        )  # fmt: skip

    def _locate(self, name: str, label: str = "") -> None:
        called = label or name
        if called not in self._placed:
            self._placed.add(called)
            href = f"{names.SCHEMA}#{identifier(name)}"
            self.made.append(element(LINK, "loc", xlink__type="locator", xlink__href=href, xlink__label=called))


def _labels(declared: list[Concept], language: str) -> Any:
    link = Link("label", "http://www.xbrl.org/2003/role/link")
    for concept in declared:
        link.label(concept.name, concept.ko if language == "ko" else concept.en, _LABEL, language)
        if concept.told[0]:
            link.label(concept.name, concept.told[language != "ko"], _DOCUMENTATION, language)
    return element(LINK, "linkbase", link.made, nsmap=_NSMAP)


def _presentation(audit: Audit) -> Any:
    links = []
    for cube in cubes(audit):
        link = Link("presentation", cube.role)
        for concept in cube.concepts:
            link.arc(cube.table, concept, _ARCS["presentation"])
        for dimension, head, members in cube.explicit:
            link.arc(cube.table, dimension, _ARCS["presentation"])
            link.arc(dimension, head, _ARCS["presentation"])
            for member in members:
                link.arc(head, member, _ARCS["presentation"])
        links.append(link.made)
    return _linkbase(audit, links)


def _definition(audit: Audit) -> Any:
    """Closed hypercubes: a fact has just these dimensions. Undivided is a slice's default; an origin is always stated."""
    links = []
    for cube in cubes(audit):
        link = Link("definition", cube.role)
        for concept in cube.concepts:
            link.arc(concept, cube.table, f"{_DIM}all", xbrldt__contextElement="scenario", xbrldt__closed="true")
        for dimension, head, members in cube.explicit:
            stated = dimension == names.ORIGIN
            link.arc(cube.table, dimension, f"{_DIM}hypercube-dimension")
            link.arc(dimension, head, f"{_DIM}dimension-domain", **({"xbrldt__usable": "false"} if stated else {}))
            if not stated:
                link.arc(dimension, head, f"{_DIM}dimension-default")
            for member in members:
                link.arc(head, member, f"{_DIM}domain-member")
        for dimension in cube.typed:
            link.arc(cube.table, dimension, f"{_DIM}hypercube-dimension")
        links.append(link.made)
    arcroles = ("all", "hypercube-dimension", "dimension-domain", "dimension-default", "domain-member")
    refs = [
        element(
            LINK, "arcroleRef", arcroleURI=f"{_DIM}{name}", xlink__type="simple",
            xlink__href=f"http://www.xbrl.org/2005/xbrldt-2005.xsd#{name}",
        )
        for name in arcroles
    ]  # fmt: skip
    return _linkbase(audit, links, refs)


def _calculation(audit: Audit) -> Any:
    """Sums that a figure's declaration names, where all of them stand in the edition."""
    links = []
    for name, question in audit.questions.items():
        if question.equals and all(part in audit.questions for part in question.equals):
            link = Link("calculation", f"{names.ROLE}:{name}")
            for part in question.equals:
                link.arc(name, part, _ARCS["calculation"], weight="1")
            links.append(link.made)
    ref = element(
        LINK, "arcroleRef", arcroleURI=_ARCS["calculation"], xlink__type="simple",
        xlink__href=f"{_CALC_SCHEMA}#summation-item",
    )  # fmt: skip
    return _linkbase(audit, links, [ref] if links else [])


def _linkbase(audit: Audit, links: Iterable[Any], arcroles: Iterable[Any] = ()) -> Any:
    made = list(links)
    used = {link.get(f"{{{names.XLINK}}}role") for link in made}
    roles = [
        element(
            LINK, "roleRef", roleURI=cube.role, xlink__type="simple",
            xlink__href=f"{names.SCHEMA}#{identifier(f'role_{cube.concepts[0]}')}",
        )
        for cube in cubes(audit)
        if cube.role in used
    ]  # fmt: skip
    return element(LINK, "linkbase", *roles, *arcroles, *made, nsmap=_NSMAP)
