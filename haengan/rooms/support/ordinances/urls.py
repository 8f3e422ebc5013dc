from django.urls import path

from haengan.kernel.files import pages as files
from haengan.rooms.support.ordinances.pages import citizens
from haengan.rooms.support.ordinances.register.desk import CASES, DEADLINES, LAWS, OPINIONS, PROMULGATIONS

office = [
    *LAWS.urls("laws/"),
    *PROMULGATIONS.urls("promulgations/"),
    *DEADLINES.urls("deadlines/"),
    *OPINIONS.urls("opinions/"),
    *CASES.urls(),
]
public = [
    path("", citizens.home, name="home"),
    path("texts/<str:key>", files.download, name="text"),
    path("<record:key>/", citizens.one, name="one"),
]
