from django.urls import URLPattern, path

from haengan.office.duties import pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("posts/<str:key>", pages.give, name="give"),
    path("<str:name>/", pages.duty, name="duty"),
]
