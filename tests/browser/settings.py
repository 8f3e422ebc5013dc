"""A browser asks for several things at once: the database is a file, as it is in a city."""

from haengan.site.settings.test import *

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": HOME / "browser.sqlite3"}
