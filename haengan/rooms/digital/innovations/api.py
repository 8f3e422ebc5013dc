"""The portfolio over HTTP, for officials' tokens."""

from ninja import Router

from haengan.rooms.digital.innovations.register import desk

office = Router()
office.add_router("/tasks", desk.TASKS.api())
office.add_router("/conditions", desk.CONDITIONS.api())
office.add_router("/budgets", desk.BUDGETS.api())
office.add_router("/indicators", desk.INDICATORS.api())
office.add_router("/measurements", desk.MEASUREMENTS.api())
office.add_router("/milestones", desk.MILESTONES.api())
office.add_router("/risks", desk.RISKS.api())
