"""The office application for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "haengan.site.settings.office"

application = get_wsgi_application()
