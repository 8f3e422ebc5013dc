"""The citizens' application. Office addresses do not exist here, and nobody signs in."""

from haengan.office import OPEN, SCREENS
from haengan.site.settings.base import *
from haengan.site.settings.base import INSTALLED_APPS as EVERY_APP
from haengan.site.settings.web import LOOPBACK, cookie, words

APPLICATION = "public"
CLOSED = tuple(f"haengan.office.{name}" for name in SCREENS if name not in OPEN)
INSTALLED_APPS = [name for name in EVERY_APP if not name.startswith("allauth") and name not in CLOSED]
ROOT_URLCONF = PUBLIC_URLCONF
WSGI_APPLICATION = "haengan.site.public_wsgi.application"
ALLOWED_HOSTS = words("HAENGAN_PUBLIC_HOSTS", LOOPBACK)
SESSION_COOKIE_NAME = cookie("haengan_public")
CSRF_COOKIE_NAME = cookie("haengan_public_csrf")

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "haengan.site.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "haengan.site.plain.Plain",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "haengan.site.actors.PublicActor",
    "haengan.site.errors.Refusals",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
