from django.urls import URLPattern, path

from haengan.office.organisation import pages, plans_pages

office: list[URLPattern] = [
    path("", pages.index, name="index"),
    path("compare", pages.compare, name="compare"),
    path("units/<str:key>", pages.unit, name="unit"),
    path("restructurings/", plans_pages.index, name="plans"),
    path("restructurings/new", plans_pages.draft, name="draft"),
    path("restructurings/<str:key>", plans_pages.plan, name="plan"),
    path("restructurings/<str:key>/add/<str:verb>", plans_pages.add, name="add"),
    path("restructurings/<str:key>/drop/<str:change>", plans_pages.drop, name="drop"),
    path("restructurings/<str:key>/day", plans_pages.reschedule, name="reschedule"),
    path("restructurings/<str:key>/enact", plans_pages.enact, name="enact"),
    path("restructurings/<str:key>/withdraw", plans_pages.withdraw, name="withdraw"),
]
