from django.urls import path

from haengan.rooms.support.establishment.pages import comparing, sheets, tables
from haengan.rooms.support.establishment.register import AMENDMENTS, CENSUSES

office = [
    path("", tables.home, name="home"),
    path("units/", tables.units, name="units"),
    path("units.<str:format>", tables.units_paper, name="units-paper"),
    path("compare/", comparing.compare, name="compare"),
    path("compare.<str:format>", comparing.paper, name="compare-paper"),
    path("table.xlsx", sheets.take_out, name="table"),
    path("table/bring-in/", sheets.bring_in, name="bring-in"),
    *CENSUSES.urls("surveys/"),
    *AMENDMENTS.urls("amendments/"),
]
