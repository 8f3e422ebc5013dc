"""Messages, terminals and escalation plans over the API."""

from ninja import Router

from haengan.office.dispatch.register import MESSAGES, PLANS, STEPS, TERMINALS

office = Router()
office.add_router("/messages", MESSAGES.api())
office.add_router("/terminals", TERMINALS.api())
office.add_router("/plans", PLANS.api())
office.add_router("/steps", STEPS.api())
