"""Personnel orders over HTTP, for officials' tokens."""

from ninja import Router

from haengan.rooms.support.personnel.register import LINES, TRANSFERS

office = Router()
office.add_router("/lines", LINES.api())
office.add_router("/transfers", TRANSFERS.api())
