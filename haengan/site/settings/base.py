"""What both applications share. Everything a city may set comes from the environment and is named `HAENGAN_…`."""

from __future__ import annotations

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from haengan.office import SCREENS
from haengan.rooms import SYSTEMS
from haengan.site.settings import keyring, wrong
from haengan.site.settings.dispatch import *
from haengan.site.settings.journal import *
from haengan.site.settings.logs import *
from haengan.site.settings.mail import *
from haengan.site.settings.mqtt import *
from haengan.site.settings.signin import *
from haengan.site.settings.web import *
from haengan.site.settings.web import HOME, PACKAGE

DEBUG = False
CITY = os.environ.get("HAENGAN_CITY", "")
HAENGAN_LICENCE = os.environ.get("HAENGAN_LICENCE", "KOGL-1")

PUBLIC_URLCONF = "haengan.site.public_urls"
HAENGAN_SEAL = os.environ.get("HAENGAN_SEAL", HOME / "seal.json")
SECRET_KEY, HAENGAN_KEYS = keyring.load(HOME)

FLOORS = [
    "tables",
    "journal",
    "acts",
    "norms",
    "jobs",
    "offers",
    "files",
    "search",
    "keys",
    "figures",
    "places",
    "people",
    "organisation",
    "access",
    "equipment",
    "readings",
    "dispatch",
    "followups",
    "approvals",
    "privacy",
    "registers",
]
KERNEL = [name for name in FLOORS if (PACKAGE / "kernel" / name / "apps.py").exists()]
INSTALLED_APPS = [
    "haengan.site.apps.SiteConfig",
    "haengan.site.apps.StaticConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "django_prometheus",
    "django_structlog",
    "health_check",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    *(f"haengan.kernel.{name}" for name in KERNEL),
    *(f"haengan.office.{name}" for name in SCREENS),
    *(f"haengan.rooms.{name}" for name in SYSTEMS),
    "haengan.report",
]
AUTH_USER_MODEL = "kernel_people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Seoul"

DB_ROLE = os.environ.get("HAENGAN_DB_ROLE", "")
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA busy_timeout=20000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-64000; "
    "PRAGMA secure_delete=ON;"
)


def database(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?option=value`, or nothing for SQLite in the home folder."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "haengan.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise wrong.WrongSetting(
            f"DATABASE_URL: {parts.scheme!r} is not supported. Use postgresql://… or leave it unset."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(wrong.port("DATABASE_URL", parts) or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**dict(parse_qsl(parts.query)), **({"assume_role": DB_ROLE} if DB_ROLE else {})},
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
