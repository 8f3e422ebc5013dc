from django.urls import URLPattern, URLResolver, path

from haengan.office.privacy import citizens, pages, records_pages
from haengan.office.privacy.register import DEMANDS

office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("readings", pages.readings, name="readings"),
    path("draw-up", pages.draw_up, name="draw_up"),
    path("lists/<str:key>/", pages.destruction, name="destruction"),
    path("lists/<str:key>/approve", pages.approve, name="approve"),
    path("lists/<str:key>/drop", pages.drop, name="drop"),
    path("recipients/", records_pages.waiting, name="recipients"),
    path("recipients/<record:key>/<str:label>", records_pages.confirm, name="confirm"),
    path("demands/<record:key>/records/", records_pages.records, name="records"),
    path("demands/<record:key>/records/<record:thing>/correct", records_pages.correct, name="correct"),
    path("demands/<record:key>/records/<record:thing>/erase", records_pages.erase, name="erase"),
    *DEMANDS.urls("demands/"),
]
public: list[URLPattern | URLResolver] = [
    path("", citizens.file, name="file"),
    path("receipt/", citizens.receipt, name="receipt"),
    path("follow/", citizens.follow, name="follow"),
]
