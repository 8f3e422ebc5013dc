from django.urls import URLPattern, URLResolver, path

from haengan.office.readings import sensorthings

office: list[URLPattern | URLResolver] = [
    path("sensorthings/v1.1/", sensorthings.door, name="sensorthings_root"),
    path("sensorthings/v1.1", sensorthings.door, name="sensorthings_bare"),
    path("sensorthings/v1.1/<path:path>", sensorthings.door, name="sensorthings"),
]
