"""Follow-ups over the API."""

from ninja import Router

from haengan.office.followups.register import REGISTER

office = Router()
office.add_router("", REGISTER.api())
