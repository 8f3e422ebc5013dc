"""The officials' application."""

from haengan.site.settings.base import *
from haengan.site.settings.web import LOOPBACK, cookie, words

APPLICATION = "office"
ROOT_URLCONF = "haengan.site.office_urls"
WSGI_APPLICATION = "haengan.site.office_wsgi.application"
ALLOWED_HOSTS = words("HAENGAN_OFFICE_HOSTS", LOOPBACK)
SESSION_COOKIE_NAME = cookie("haengan_office")
CSRF_COOKIE_NAME = cookie("haengan_office_csrf")

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "haengan.site.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "haengan.site.plain.Plain",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "haengan.site.actors.OfficeActor",
    "haengan.site.errors.Refusals",
    "allauth.account.middleware.AccountMiddleware",
    "haengan.site.signin.activity.Activity",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "haengan.site.signin.gate.Gate",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
