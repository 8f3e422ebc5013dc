from django.urls import path

from haengan.rooms.safety.warnings.pages import aftermath as after
from haengan.rooms.safety.warnings.pages import citizens, composing, exercising, replaying, situation, subscribing
from haengan.rooms.safety.warnings.register.incoming import INCOMING, SOURCES
from haengan.rooms.safety.warnings.register.warned import AREAS, HEADS, ORDERS, WARNINGS
from haengan.rooms.safety.warnings.register.watched import DECISIONS, RULES, SITUATIONS, VERSIONS

office = [
    path("room/", situation.room, name="room"),
    path("room/live/", situation.live, name="room-live"),
    path("sight/", composing.sight, name="sight"),
    path("storm/", exercising.storm, name="storm"),
    *ORDERS.urls("orders/"),
    *AREAS.urls("areas/"),
    *HEADS.urls("heads/"),
    *RULES.urls("rules/"),
    path("versions/<record:key>/replay/", replaying.replay, name="replay"),
    *VERSIONS.urls("versions/"),
    *DECISIONS.urls("decisions/"),
    *SITUATIONS.urls("situations/"),
    *INCOMING.urls("incoming/"),
    *SOURCES.urls("sources/"),
    path("<record:key>/aftermath/", after.after, name="aftermath"),
    path("<record:key>/aftermath.csv", after.terminals, name="aftermath-file"),
    *WARNINGS.urls(),
]
public = [
    path("", citizens.home, name="home"),
    path("feed.atom", citizens.feed, name="feed"),
    path("sent/<record:key>/", citizens.one, name="public-warning"),
    path("sent/<record:key>/cap.xml", citizens.cap, name="cap"),
    path("sent/<record:key>/cap-korean.xml", citizens.cap_korean, name="cap-korean"),
    path("subscribe/", subscribing.subscribe, name="subscribe"),
    path("subscribe/confirm/", subscribing.confirm, name="confirm"),
    path("subscribe/change/<str:token>", subscribing.change, name="change"),
    path("push.js", subscribing.worker, name="push-worker"),
]
public_root = [path("unsubscribe/<str:token>", subscribing.leave, name="unsubscribe")]
"""At the root: letters carry this address, and it must be short and stay."""
