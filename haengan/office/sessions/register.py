"""Accounts closed after wrong passwords, those that are open again among them."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.access import actions
from haengan.kernel.access.models import Lock
from haengan.kernel.registers.declare import Column, Register, Step

LOCKS = Register(
    name="access.locks",
    model=Lock,
    title=_("Closed accounts"),
    namespace="office_sessions",
    columns=[
        Column("account__login", link=True, sort=True),
        Column("tries"),
        Column("from_at", sort=True),
        Column("until_at", sort=True),
        Column("lifted_at"),
    ],
    steps=[
        Step(
            "lift",
            _("Open again"),
            actions.lift,
            when=lambda lock: lock.lifted_at is None and lock.until_at > timezone.now(),
            hint=_("Make sure first of who asks for it. The wrong attempts are forgiven."),
        )
    ],
    export=False,
    imports=False,
    empty=_("No account was closed."),
)
