"""When a petition's personal data come to their end, what was written on its way ends with them."""

from __future__ import annotations

from haengan.rooms.civil_affairs.petitions.models.course import (
    Amendment,
    Answer,
    Appeal,
    Consultation,
    Notice,
    Rating,
    Supplement,
)
from haengan.rooms.civil_affairs.petitions.models.filed import Petition, Signer
from haengan.rooms.civil_affairs.petitions.models.looks import Look

TEXTS = (
    (Supplement, ("what", "text")),
    (Amendment, ("text",)),
    (Answer, ("text",)),
    (Notice, ("text",)),
    (Rating, ("comment",)),
    (Appeal, ("text", "decision")),
    (Consultation, ("question", "opinion")),
    (Signer, ("name",)),
    (Look, ("why",)),
)
GONE = "-"


def empty_course(petition: Petition) -> None:
    """Called inside the retention run's own act; days, outcomes and counts stay."""
    for model, names in TEXTS:
        for row in model.objects.filter(petition=petition):
            for name in names:
                if getattr(row, name):
                    setattr(row, name, GONE)
            if isinstance(row, Signer):
                row.contact = None
                row.destroyed_on = petition.destroyed_on
            row.save()
    petition.public_title = petition.public_text = ""
    petition.published_on = None
