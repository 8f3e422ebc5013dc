"""Tables of the room; named here for Django, which looks for them in this module."""

from haengan.rooms.civil_affairs.petitions.models import committee, course, doors, filed, kinds, learnt  # noqa: F401
