from django.urls import URLPattern, URLResolver, path

from haengan.office.privacy import citizens, pages, recipients
from haengan.office.privacy.register import DEMANDS, DESTRUCTIONS, REVIEWS

office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("readings", pages.readings, name="readings"),
    path("draw-up", pages.draw_up, name="draw_up"),
    path("lists/<str:key>/", pages.destruction, name="destruction"),
    path("lists/<str:key>/approve", pages.approve, name="approve"),
    path("lists/<str:key>/drop", pages.drop, name="drop"),
    path("lists/<str:key>/hold/<record:thing>", pages.hold, name="hold"),
    path("recipients/", recipients.waiting, name="recipients"),
    path("recipients/<record:key>/<str:label>", recipients.confirm, name="confirm"),
    *DEMANDS.urls("demands/"),
    *DESTRUCTIONS.urls("destructions/"),
    *REVIEWS.urls("reviews/"),
]
public: list[URLPattern | URLResolver] = [
    path("", citizens.file, name="file"),
    path("receipt/", citizens.receipt, name="receipt"),
    path("follow/", citizens.follow, name="follow"),
]
