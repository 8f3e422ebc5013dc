"""Everyone who may enter into a register may bring a file into it; the rows pass the register's own acts."""

from __future__ import annotations

from django.db.models import Q

from haengan.kernel.access.declare import Duty, opens
from haengan.kernel.acts.running import Actor
from haengan.kernel.registers.models import Import, Token

BRING = Duty(
    "house.registers.bring",
    ko="파일 들여오기와 API 열쇠",
    en="Bringing files in, and API tokens",
    acts=("registers.imports.*", "registers.tokens.*"),
    everyone=True,
)


@opens(Import, to="view")
@opens(Import, to="change")
@opens(Token, to="view")
@opens(Token, to="change")
def ones_own(actor: Actor) -> Q:
    """An official's own files and tokens."""
    return Q(official__key=actor.key)
