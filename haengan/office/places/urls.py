from django.urls import URLPattern, path

from haengan.office.places import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("districts/<str:key>/", pages.district, name="district"),
    path("sites/", pages.sites, name="sites"),
]
