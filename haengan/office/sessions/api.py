from __future__ import annotations

from ninja import Router

from haengan.office.sessions.register import LOCKS

office = Router()
office.add_router("/closed", LOCKS.api())
