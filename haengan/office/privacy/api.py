"""Demands of data subjects over the API."""

from ninja import Router

from haengan.office.privacy.register import DEMANDS

office = Router()
office.add_router("/demands", DEMANDS.api())
