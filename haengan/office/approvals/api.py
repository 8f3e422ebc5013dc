"""Papers, numbers, received documents and seals over the API."""

from ninja import Router

from haengan.office.approvals.register import NUMBERS, PAPERS, RECEIPTS, SEALS

office = Router()
for name, register in (("papers", PAPERS), ("numbers", NUMBERS), ("received", RECEIPTS), ("seals", SEALS)):
    office.add_router(f"/{name}", register.api())
