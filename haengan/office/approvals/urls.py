from django.urls import URLPattern, URLResolver, path

from haengan.office.approvals import pages
from haengan.office.approvals.register import NUMBERS, PAPERS, RECEIPTS, SEALS

DETAIL = f"{PAPERS.name}.detail"
"""A paper's page shows more than a register's can: its line and its versions."""

public: list[URLPattern | URLResolver] = [
    path("", pages.verify, name="verify"),
    path("sealed/<str:code>.json", pages.sealed, name="sealed"),
]
office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("verify/", pages.verify, name="verify"),
    path("papers/<record:key>/", pages.paper, name=DETAIL),
    path("papers/<record:key>/<int:number>/letter.<str:form>", pages.letter, name="letter"),
    path("papers/<record:key>/attach/", pages.attach, name="attach"),
    path("papers/<record:key>/attachments/<record:attachment>/off/", pages.detach, name="detach"),
    *(route for route in PAPERS.urls("papers/") if getattr(route, "name", "") != DETAIL),
    *NUMBERS.urls("numbers/"),
    *RECEIPTS.urls("received/"),
    *SEALS.urls("seals/"),
]
