"""Work that acts ask of the house's worker."""

from __future__ import annotations

from haengan.kernel.jobs import actions as jobs

RECKON = "civil_affairs.petitions.reckon"
LOOK = "civil_affairs.petitions.look"


def reckon_all(reason: str, outage: str = "", after: int = 0) -> None:
    """All open petitions are reckoned anew, slice by slice, once the act is committed."""
    jobs.enqueue(RECKON, {"reason": reason, "outage": outage, "after": after})


def look(petition: str) -> None:
    """A machine looks at the pictures of this petition, by key, once the act is committed; asked again, once."""
    jobs.enqueue(LOOK, {"petition": petition}, key=petition)
