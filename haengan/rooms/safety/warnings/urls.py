from django.urls import path

from haengan.rooms.safety.warnings.pages import citizens, composing, replaying
from haengan.rooms.safety.warnings.register.warned import AREAS, HEADS, ORDERS, WARNINGS
from haengan.rooms.safety.warnings.register.watched import DECISIONS, RULES, SITUATIONS, VERSIONS

office = [
    path("sight/", composing.sight, name="sight"),
    *ORDERS.urls("orders/"),
    *AREAS.urls("areas/"),
    *HEADS.urls("heads/"),
    *RULES.urls("rules/"),
    path("versions/<record:key>/replay/", replaying.replay, name="replay"),
    *VERSIONS.urls("versions/"),
    *DECISIONS.urls("decisions/"),
    *SITUATIONS.urls("situations/"),
    *WARNINGS.urls(),
]
public = [
    path("", citizens.home, name="home"),
    path("feed.atom", citizens.feed, name="feed"),
    path("sent/<record:key>/", citizens.one, name="public-warning"),
    path("sent/<record:key>/cap.xml", citizens.cap, name="cap"),
]
