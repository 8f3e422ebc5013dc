"""The office with one more app than the database knows: as after the installation of a newer version."""

from haengan.site.settings.office import *  # noqa: F403
from haengan.site.settings.office import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "haengan.site.keeping.tests.annex"]
