"""Makes the database of the release it runs with, and brings a small Garam in. Runs with the code of any release."""

import runpy
import sys

import django

django.setup()

from django.db import connection  # noqa: E402  # after the set-up that they need

from haengan.site import migrating  # noqa: E402

with connection.cursor() as cursor:
    cursor.execute("PRAGMA synchronous=OFF")  # thrown away after the test
migrating.migrate()
sys.argv = ["load.py", "--scale", "0.1"]
runpy.run_path("samples/garam/load.py", run_name="__main__")
