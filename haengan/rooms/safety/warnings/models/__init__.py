"""Tables of the room; named here for Django, which looks for them in this module."""

from haengan.rooms.safety.warnings.models import incoming, warned, watched  # noqa: F401
