from django.urls import path

from haengan.rooms.autonomy.townhalls.pages import calendar, citizens
from haengan.rooms.autonomy.townhalls.register import OPINIONS, REQUESTS, TOWNHALLS

office = [
    path("calendar.ics", calendar.office, name="calendar"),
    *REQUESTS.urls("requests/"),
    *OPINIONS.urls("opinions/"),
    *TOWNHALLS.urls(),
]
public = [
    path("", citizens.home, name="home"),
    path("calendar.ics", calendar.public, name="calendar"),
    path("request/", citizens.ask, name="ask"),
    path("request/receipt/", citizens.receipt, name="receipt"),
    path("request/look-up/", citizens.look_up, name="look-up"),
    path("<record:key>/", citizens.one, name="one"),
]
