from django.urls import URLPattern, path

from haengan.office.jobs import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("<str:key>/again", pages.again, name="again"),
]
