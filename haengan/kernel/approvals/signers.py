"""The fields in which a document's signers stand, with the marks of delegated and deputy approval (시행규칙 제6조, 제7조)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from haengan.kernel.approvals import queries, rules
from haengan.kernel.approvals.models import Decision, Version
from haengan.kernel.approvals.rules import Answer, Role, Via

DRAFT = "draft"


@dataclass(frozen=True)
class Signer:
    """One field. An empty `name` under a `mark` is the field of who delegated or was stood in for and does not sign."""

    role: str
    ko: str
    en: str
    name_ko: str
    name_en: str
    mark: str = ""
    signed_on: str = ""
    opinion: bool = False
    absent: str = ""

    def told(self) -> dict[str, Any]:
        return asdict(self)


def of(version: Version) -> list[Signer]:
    """The drafter, then everyone of the line in order. A field in which nobody signs is not made, but for the 전결 mark of a
    delegated approval that a deputy signed."""
    drafter = queries.content(version)["drafter"]
    found = [Signer(DRAFT, drafter["post_ko"], drafter["post_en"], drafter["name_ko"], drafter["name_en"])]
    for decision in queries.decisions(version):
        found += _fields(decision)
    return found


def _fields(decision: Decision) -> list[Signer]:
    step, via = decision.step, Via(decision.via)
    role = Role(step.role)
    if decision.answer == Answer.PASSED_OVER:
        return [Signer(role.value, decision.post_ko, decision.post_en, "", "", absent=decision.opinion)]
    delegated, deputised = rules.marks(role=role, delegated=step.delegated, via=via)
    day = decision.decided_on.isoformat() if role is Role.APPROVE else ""
    post = (decision.post_ko, decision.post_en)
    name = (decision.name_ko, decision.name_en)
    opinion = bool(decision.opinion) and decision.answer == Answer.SIGNED
    if not deputised:
        return [Signer(role.value, *post, *name, mark=delegated, signed_on=day, opinion=opinion)]
    own = (decision.own_post_ko or post[0], decision.own_post_en or post[1])
    signed = Signer(role.value, *own, *name, mark=deputised, signed_on=day, opinion=opinion)
    return [Signer(role.value, *post, "", "", mark=delegated), signed] if delegated else [signed]
