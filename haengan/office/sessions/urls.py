from django.urls import URLPattern, URLResolver, path

from haengan.office.sessions import pages
from haengan.office.sessions.register import LOCKS

office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    *LOCKS.urls("closed/"),
    path("<str:key>/end", pages.end, name="end"),
]
