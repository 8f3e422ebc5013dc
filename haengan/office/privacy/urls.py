from django.urls import URLPattern, URLResolver, path

from haengan.office.privacy import pages
from haengan.office.privacy.register import DEMANDS

office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("readings", pages.readings, name="readings"),
    path("draw-up", pages.draw_up, name="draw_up"),
    path("lists/<str:key>/", pages.destruction, name="destruction"),
    path("lists/<str:key>/approve", pages.approve, name="approve"),
    path("lists/<str:key>/drop", pages.drop, name="drop"),
    *DEMANDS.urls("demands/"),
]
