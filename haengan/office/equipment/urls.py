from django.urls import URLPattern, path

from haengan.office.equipment import desk_pages, pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("new", desk_pages.install, name="install"),
    path("<str:key>/", pages.piece, name="piece"),
    path("<str:key>/<str:verb>", desk_pages.do, name="do"),
]
