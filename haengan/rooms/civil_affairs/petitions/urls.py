from django.urls import path

from haengan.rooms.civil_affairs.petitions.pages import citizens, confirming, desk, following, open311, photos, shown
from haengan.rooms.civil_affairs.petitions.register import course, doors, filed, kinds, looks

office = [
    *desk.ROUTES,
    *kinds.SERVICES.urls("services/"),
    *kinds.ARTICLES.urls("articles/"),
    *kinds.TEMPLATES.urls("templates/"),
    *kinds.HOLIDAYS.urls("holidays/"),
    *kinds.OUTAGES.urls("outages/"),
    *course.SESSIONS.urls("sessions/"),
    *course.DOCKETS.urls("dockets/"),
    *course.CHECKS.urls("checks/"),
    *doors.CLIENTS.urls("clients/"),
    *doors.ENDPOINTS.urls("endpoints/"),
    *doors.FORWARDINGS.urls("forwardings/"),
    *course.CONSULTATIONS.urls("consultations/"),
    *course.APPEALS.urls("appeals/"),
    *photos.ROUTES,
    *looks.LOOKS.urls("photos/"),
    *filed.PETITIONS.urls(),
]
public = [
    path("", shown.home, name="home"),
    path("file/", citizens.choose, name="choose"),
    path("file/<slug:code>/", citizens.file, name="file"),
    path("alike/", citizens.alike, name="alike"),
    *confirming.ROUTES,
    *following.ROUTES,
    path("map.json", shown.map_json, name="map"),
    path("feed.atom", shown.feed, name="feed"),
    path("shown/<record:key>/", shown.one, name="one"),
    path("shown/<record:key>/photos/<record:photo>", photos.photo, name="photo"),
    path("shown/<record:key>/join/", shown.join, name="join"),
    path("watch/", shown.watch, name="watch"),
]
public_root = open311.ROUTES
"""At the root: GeoReport v2 names its addresses itself."""
