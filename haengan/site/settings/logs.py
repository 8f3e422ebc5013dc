"""Logs are JSON lines named by their event. No personal data, no query strings, no addresses of people."""

from __future__ import annotations

from typing import Any

import structlog

from haengan.site import logs
from haengan.site.settings import wrong

LEVEL = wrong.one_of("HAENGAN_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "key"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [one for one in logs.SHARED if one is not structlog.stdlib.filter_by_level],
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, logs.rendered],
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "haengan": {"level": LEVEL},
        "django_structlog": {"level": LEVEL},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        "django.request": {"handlers": ["nowhere"], "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}

structlog.configure(
    processors=[*logs.SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
