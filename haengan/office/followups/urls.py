from django.urls import URLPattern, path

from haengan.office.followups import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("<str:key>/", pages.followup, name="followup"),
    path("<str:key>/<str:verb>", pages.do, name="do"),
]
