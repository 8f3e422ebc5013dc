from django.urls import URLPattern, URLResolver, path

from haengan.office.readings import pages, sensorthings
from haengan.office.readings.register import KEYS, SERIES

office: list[URLPattern | URLResolver] = [
    path("", pages.now, name="now"),
    path("file/", pages.file, name="file"),
    path("keys/issue/", pages.issue, name="issue"),
    path("sensorthings/v1.1/", sensorthings.door, name="sensorthings_root"),
    path("sensorthings/v1.1", sensorthings.door, name="sensorthings_bare"),
    path("sensorthings/v1.1/<path:path>", sensorthings.door, name="sensorthings"),
    *SERIES.urls("series/"),
    *KEYS.urls("keys/"),
    path("<str:key>/course", pages.course, name="course"),
]
