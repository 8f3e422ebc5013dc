from django.urls import URLPattern, URLResolver, path

from haengan.office.figures import pages
from haengan.office.figures.register import ENTERED

public: list[URLPattern | URLResolver] = [
    path("", pages.catalogue, name="catalogue"),
    path("tables/<str:name>/", pages.table, name="table"),
    path("tables/<str:name>/<str:key>/", pages.table_row, name="table_row"),
    path("<str:name>/", pages.figure, name="figure"),
    path("<str:name>/data.<str:form>", pages.data, name="data"),
]
office: list[URLPattern | URLResolver] = [
    *ENTERED.urls("entered/"),
    path("checks/", pages.checks, name="checks"),
    path("freezes/", pages.freezes, name="freezes"),
    path("freezes/<str:key>/", pages.freeze, name="freeze"),
    *public,
]
