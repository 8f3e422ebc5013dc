from django.urls import URLPattern, path

from haengan.office.norms import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("<str:key>/", pages.norm, name="norm"),
    path("<str:key>/own", pages.own, name="own"),
    path("own/<str:own>/end", pages.end, name="end"),
    path("own/<str:own>/withdraw", pages.withdraw, name="withdraw"),
]
