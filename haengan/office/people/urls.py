from django.urls import URLPattern, path

from haengan.office.people import desk_pages, pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("new", desk_pages.register, name="register"),
    path("<str:key>/", pages.official, name="official"),
    path("<str:key>/appoint", desk_pages.appoint, name="appoint"),
    path("<str:key>/promote", desk_pages.promote, name="promote"),
    path("<str:key>/account", desk_pages.account, name="account"),
    path("<str:key>/leave", desk_pages.leave, name="leave"),
    path("<str:key>/stand-in", desk_pages.stand_in, name="stand_in"),
]
