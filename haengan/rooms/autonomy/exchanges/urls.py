from django.urls import path

from haengan.rooms.autonomy.exchanges.pages import agreements, citizens, years
from haengan.rooms.autonomy.exchanges.register import AGREEMENTS, CITIES, EXCHANGES, LINES

office = [
    path("years/", years.years, name="years"),
    path("years/<year:year>.<slug:form>", years.year, name="year"),
    path("agreements/<record:key>/", agreements.detail, name="agreement"),
    path("agreements/<record:key>/files/<record:file>", agreements.download, name="agreement-file"),
    *CITIES.urls("cities/"),
    *AGREEMENTS.urls("agreements/"),
    *LINES.urls("lines/"),
    *EXCHANGES.urls(),
]
public = [path("", citizens.home, name="home")]
