"""The citizens' application starts by itself: its settings leave out what only officials need."""

import os
import subprocess
import sys
from importlib import import_module

from haengan.office import SCREENS
from haengan.site.settings import public

STARTS = "import django; django.setup(); from django.urls import resolve; import haengan.site.public_wsgi; print(resolve('/').url_name)"


def test_the_citizens_application_starts_with_its_own_settings():
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "haengan.site.settings.public"}
    done = subprocess.run([sys.executable, "-c", STARTS], env=told, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "home", done.stderr


def test_every_screen_with_pages_for_citizens_is_installed_for_them():
    """Its templates are found only then."""
    with_pages = [name for name in SCREENS if getattr(import_module(f"haengan.office.{name}.urls"), "public", None)]
    assert [name for name in with_pages if f"haengan.office.{name}" not in public.INSTALLED_APPS] == []
