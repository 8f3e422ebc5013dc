from django.urls import URLPattern, URLResolver, path

from haengan.office.places import desk_pages, pages
from haengan.office.places.register import HEADCOUNTS

office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("districts/new", desk_pages.open_district, name="open-district"),
    path("districts/draw", desk_pages.draw, name="draw"),
    path("districts/<str:key>/", pages.district, name="district"),
    path("districts/<str:key>/change", desk_pages.change, name="change"),
    path("districts/<str:key>/close", desk_pages.close, name="close"),
    *HEADCOUNTS.urls("headcounts/"),
    path("sites/", pages.sites, name="sites"),
    path("sites/new", desk_pages.open_site, name="open-site"),
    path("sites/<str:key>/", pages.site, name="site"),
    path("sites/<str:key>/correct", desk_pages.correct_site, name="correct-site"),
    path("sites/<str:key>/close", desk_pages.close_site, name="close-site"),
]
