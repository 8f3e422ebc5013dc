from django.urls import URLPattern, path

from haengan.office.home import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("office/search/", pages.search, name="search"),
]
