"""Local lawmaking over HTTP, for officials' tokens."""

from ninja import Router

from haengan.rooms.support.ordinances.register.desk import CASES, DEADLINES, LAWS, OPINIONS, PROMULGATIONS

office = Router()
office.add_router("/cases", CASES.api())
office.add_router("/laws", LAWS.api())
office.add_router("/promulgations", PROMULGATIONS.api())
office.add_router("/deadlines", DEADLINES.api())
office.add_router("/opinions", OPINIONS.api())
