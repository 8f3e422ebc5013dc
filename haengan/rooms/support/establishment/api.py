"""Surveys and amendments for other programs."""

from ninja import Router

from haengan.rooms.support.establishment.register import AMENDMENTS, CENSUSES

office = Router()
office.add_router("/surveys", CENSUSES.api())
office.add_router("/amendments", AMENDMENTS.api())
