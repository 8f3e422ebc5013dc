"""The report's registers over the API."""

from ninja import Router

from haengan.report.register import AWARDS, MILESTONES, TASKS

office = Router()
for name, register in (("awards", AWARDS), ("tasks", TASKS), ("milestones", MILESTONES)):
    office.add_router(f"/{name}", register.api())
