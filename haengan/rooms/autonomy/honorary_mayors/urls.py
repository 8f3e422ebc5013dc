from django.urls import path

from haengan.rooms.autonomy.honorary_mayors.pages import citizens
from haengan.rooms.autonomy.honorary_mayors.register import APPLICATIONS, CALLS, MAYORS, OPINIONS

office = [
    *CALLS.urls("calls/"),
    *APPLICATIONS.urls("applications/"),
    *OPINIONS.urls("opinions/"),
    *MAYORS.urls(),
]
public = [
    path("", citizens.home, name="home"),
    path("receipt/", citizens.receipt, name="receipt"),
    path("look-up/", citizens.look_up, name="look-up"),
    path("calls/<record:key>/", citizens.apply, name="apply"),
]
