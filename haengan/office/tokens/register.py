"""An official's own tokens, those that have ended and those that were revoked among them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.registers import actions
from haengan.kernel.registers.declare import Column, Link, Register, Step
from haengan.kernel.registers.models import Token

TOKENS = Register(
    name="registers.tokens",
    model=Token,
    title=_("API tokens"),
    namespace="office_tokens",
    columns=[
        Column("name", link=True, sort=True),
        Column("tail"),
        Column("scope"),
        Column("issued_at", sort=True),
        Column("until_on", sort=True, label=_("valid through")),
        Column("revoked_at"),
    ],
    filters=["scope"],
    steps=[
        Step(
            "revoke",
            _("Revoke"),
            actions.revoke,
            when=lambda token: token.revoked_at is None,
            hint=_("Programs that use it are refused from now on."),
            grave=True,
        )
    ],
    links=[Link(_("Issue a token"), "issue")],
    export=False,
    imports=False,
    empty=_("You have no token. Issue one for each program, with the shortest time that serves."),
)
