"""The citizens' application starts by itself: its settings leave out what only officials need."""

import os
import subprocess
import sys

STARTS = "import django; django.setup(); from django.urls import resolve; import haengan.site.public_wsgi; print(resolve('/').url_name)"


def test_the_citizens_application_starts_with_its_own_settings():
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "haengan.site.settings.public"}
    done = subprocess.run([sys.executable, "-c", STARTS], env=told, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "home", done.stderr
