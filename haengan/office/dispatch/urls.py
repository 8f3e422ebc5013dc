from django.urls import URLPattern, URLResolver, path

from haengan.office.dispatch import pages
from haengan.office.dispatch.register import MESSAGES, PLANS, STEPS, TERMINALS

office: list[URLPattern | URLResolver] = [
    path("", pages.index, name="index"),
    path("messages/<record:key>/progress/", pages.progress, name="progress"),
    *MESSAGES.urls("messages/"),
    *TERMINALS.urls("terminals/"),
    *PLANS.urls("plans/"),
    *STEPS.urls("steps/"),
]
