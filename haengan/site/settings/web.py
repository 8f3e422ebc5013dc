"""Pages, static files, security headers, cookies and cache of both applications."""

from __future__ import annotations

import os
from pathlib import Path

from haengan.site.settings import wrong

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("HAENGAN_HOME", PACKAGE.parent / "var"))


def flag(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    """A comma-separated setting as a list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


LOOPBACK = "localhost,127.0.0.1,[::1]"
HTTPS = flag("HAENGAN_HTTPS")
DEMO = flag("HAENGAN_DEMO")
OFFICIAL_SITE = flag("HAENGAN_OFFICIAL_SITE")
PROXIES = wrong.number("HAENGAN_PROXIES", "0")
CITY_NAMES = {
    "ko": os.environ.get("HAENGAN_CITY_NAME", "우리시"),
    "en": os.environ.get("HAENGAN_CITY_NAME_EN", "Our City"),
}
HAENGAN_CONTACT = {
    "address": os.environ.get("HAENGAN_LETTER_ADDRESS", ""),
    "site": os.environ.get("HAENGAN_LETTER_SITE", ""),
    "phone": os.environ.get("HAENGAN_LETTER_PHONE", ""),
    "fax": os.environ.get("HAENGAN_LETTER_FAX", ""),
    "mail": os.environ.get("HAENGAN_LETTER_MAIL", ""),
}
HAENGAN_PUBLIC_URL = os.environ.get("HAENGAN_PUBLIC_URL", "")
HAENGAN_JURISDICTION = os.environ.get("HAENGAN_JURISDICTION", "")
METRICS_FROM = words("HAENGAN_METRICS_FROM", "127.0.0.1,::1")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "haengan.site.templatetags.frame",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "haengan.site.frame.context",
            ],
        },
    }
]
FORM_RENDERER = "haengan.site.forms.Renderer"
DJANGO_TABLES2_TEMPLATE = "frame/table2.html"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "lib" / "documents" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "haengan.site.static_storage.Hashed"},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # the brakes on floods and guessing: with few, many callers release them
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CSRF_FAILURE_VIEW = "haengan.site.errors.csrf_failure"

LANGUAGE_COOKIE_NAME = "haengan_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # a city's apex may be one of our hosts: its other subdomains are not ours to bind to HTTPS
    "security.W021",  # nor is its domain ours to hand in for preloading
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES and HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)


def cookie(name: str) -> str:
    """With https a cookie is bound to its host by the `__Host-` prefix."""
    return f"__Host-{name}" if HTTPS else name
