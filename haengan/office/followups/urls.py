from django.urls import URLPattern, URLResolver, path

from haengan.office.followups import calendar_pages, pages
from haengan.office.followups.register import FEEDS, REGISTER

DETAIL = f"{REGISTER.name}.detail"
"""A follow-up's page shows more than a register's can."""

office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("loads/", pages.loads, name="loads"),
    path("calendar/new/", calendar_pages.subscribe, name="subscribe"),
    path("calendar.ics", calendar_pages.feed, name="feed"),
    *FEEDS.urls("calendar/"),
    path("all/<record:key>/", pages.followup, name=DETAIL),
    *(route for route in REGISTER.urls("all/") if getattr(route, "name", "") != DETAIL),
    path("<str:key>/", pages.followup, name="followup"),
    path("<str:key>/<str:verb>", pages.do, name="do"),
]
