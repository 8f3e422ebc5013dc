from django.urls import path

from haengan.rooms.support.events.pages import calendar, citizens
from haengan.rooms.support.events.register import EVENTS

office = [path("calendar.ics", calendar.office, name="calendar"), *EVENTS.urls()]
public = [
    path("", citizens.home, name="home"),
    path("calendar.ics", calendar.public, name="calendar"),
    path("<record:key>/", citizens.one, name="one"),
    path("<record:key>/event.ics", calendar.one, name="entry"),
]
