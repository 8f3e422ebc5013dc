"""Mail goes to a folder until the city names its mail server."""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

from haengan.site.settings import wrong
from haengan.site.settings.web import HOME

_asked = urlsplit(os.environ.get("HAENGAN_MAIL", ""))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("HAENGAN_MAIL_FROM", "haengan@localhost")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_TIMEOUT = 20
PETITION_MAIL = os.environ.get("HAENGAN_PETITION_MAIL", "")

if _asked.scheme in {"smtp", "smtps"}:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _asked.hostname or "localhost"
    EMAIL_USE_SSL = _asked.scheme == "smtps"
    EMAIL_USE_TLS = _asked.scheme == "smtp" and EMAIL_HOST not in {"localhost", "127.0.0.1"}
    EMAIL_PORT = wrong.port("HAENGAN_MAIL", _asked) or (465 if EMAIL_USE_SSL else 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_asked.username or ""), unquote(_asked.password or "")
elif _asked.scheme or _asked.path:
    raise wrong.WrongSetting("HAENGAN_MAIL: write smtp://name:password@host:port or smtps://…, or leave it unset.")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
