"""Warnings over the API."""

from haengan.rooms.safety.warnings.api.citizens import public  # noqa: F401  # the site asks for both here
from haengan.rooms.safety.warnings.api.desk import office  # noqa: F401
