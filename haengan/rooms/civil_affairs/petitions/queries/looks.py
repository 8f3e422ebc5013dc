"""Pictures of petitions: which are to be looked at, which wait for an official, which everyone may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from haengan.kernel.files import queries as files
from haengan.kernel.files.models import Attachment, Detachment
from haengan.kernel.tables.bilingual import named
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import petitions
from haengan.rooms.civil_affairs.petitions.queries.pictures import PICTURES
from haengan.rooms.civil_affairs.petitions.rules import looks as rules
from haengan.rooms.civil_affairs.petitions.rules.looks import Standing
from haengan.rooms.civil_affairs.petitions.rules.states import NEVER_CAME, State

THING = Petition._meta.label_lower
NEWEST = 300
"""Attachments that one sweep looks through."""
NOT_SHOWN = (*NEVER_CAME, State.WITHDRAWN, State.REFUSED)


def listed() -> QuerySet[Look]:
    """Without those whose picture was taken off the petition."""
    return Look.objects.filter(_hangs("attachment")).select_related("petition__service", "attachment__file")


def of_petition(petition: Petition) -> QuerySet[Look]:
    return listed().filter(petition=petition)


def agreed() -> Q:
    """Petitions that are public or are to be: the kind may be, and the petitioner agreed."""
    states = [state.value for state in NOT_SHOWN]
    return Q(service__public=True, public_wished=True) & ~Q(state__in=states)


def is_agreed(petition: Petition) -> bool:
    return petition.service.public and petition.public_wished and petition.state not in NOT_SHOWN


def owed(petition: Petition) -> bool:
    """Whether the machine has to look at a picture of a petition that is to be shown."""
    return is_agreed(petition) and unseen(petition).exists()


def unseen(petition: Petition) -> QuerySet[Attachment]:
    """Standing pictures of a petition that nobody has entered for a look; the copies for everyone are none of them."""
    return _pictures().filter(thing_key=petition.key).order_by("pk")


def newest_unseen() -> list[str]:
    """Keys of petitions to be shown with pictures that came another way than by a citizen's form. Only the newest
    attachments are asked: what is older was entered when it came, or is when its petition is published."""
    newest = Attachment.objects.filter(thing_type=THING).order_by("-pk").values("pk")[:NEWEST]
    keys = set(_pictures().filter(pk__in=list(newest.values_list("pk", flat=True))).values_list("thing_key", flat=True))
    return list(Petition.objects.filter(agreed(), key__in=keys).order_by("pk").values_list("key", flat=True))


def due(now: datetime) -> QuerySet[Look]:
    """To be looked at by now, the oldest first."""
    wanted = Petition.objects.filter(agreed(), pk=OuterRef("petition"))
    return listed().filter(Exists(wanted), next_at__lte=now).order_by("next_at", "pk")


def to_review() -> QuerySet[Look]:
    """What waits for an official: looked at, or given up after the last try."""
    waits = Q(state=Standing.LOOKED) | Q(state=Standing.FAILED, next_at__isnull=True)
    wanted = Petition.objects.filter(agreed(), pk=OuterRef("petition"))
    return listed().filter(waits, Exists(wanted))


def waiting_of(rows: Iterable[Petition]) -> dict[int, list[Look]]:
    """What waits for a review, by the petition's row."""
    found: dict[int, list[Look]] = {}
    for look in to_review().filter(petition__in=[one.pk for one in rows]).order_by("petition_id", "place"):
        found.setdefault(look.petition_id, []).append(look)
    return found


def approved() -> QuerySet[Look]:
    """With a copy that still hangs on the petition and has its content."""
    rows = listed().filter(_hangs("copy"), state=Standing.APPROVED, copy__file__emptied_at=None)
    return rows.select_related("copy__file")


def shown(petition: str, key: str) -> Look | None:
    """The picture that everyone may see now; None for what is not approved and for what is not, or no longer, published."""
    return approved().filter(key=key, petition__in=petitions.published().filter(key=petition)).first()


def shown_of(rows: Iterable[Petition]) -> dict[int, list[Look]]:
    """Approved pictures of petitions that are published, by the petition's row."""
    found: dict[int, list[Look]] = {}
    keys = [one.pk for one in rows if one.published_on is not None]
    for look in approved().filter(petition__in=keys).order_by("petition_id", "place"):
        found.setdefault(look.petition_id, []).append(look)
    return found


def public_url(look: Look) -> str:
    return reverse("civil_affairs_petitions:photo", args=[look.petition.key, look.key])


def content(attachment: Attachment) -> bytes:
    """Raises `FileNotFoundError`, or `crypto.Unreadable` for an altered one."""
    return b"".join(files.content(attachment.file))


def parts(look: Look) -> list[rules.Part]:
    return rules.parts(look.found, look.added, look.removed)


def hidden(look: Look) -> int:
    return sum(part.hidden for part in parts(look))


def said(look: Look) -> str:
    """The rectangles in words, a line each."""
    return "\n".join(_said(part) for part in parts(look))


def about(look: Look) -> dict[str, Any]:
    """For the review page."""
    rows = [
        {"part": part, "name": named(*rules.KINDS[part.finding.what]), "sure": round(part.finding.sure * 100)}
        for part in parts(look)
    ]
    size = max(look.dots_wide, look.dots_high)
    return {
        "parts": rows,
        "mark": max(12, size // 36),
        "others": list(of_petition(look.petition).exclude(pk=look.pk)),
        "published": is_published(look.petition),
        "sides": [(name, named(*told)) for name, told in rules.SIDES.items()],
        "failed": look.state == Standing.FAILED,
    }


def is_published(petition: Petition) -> bool:
    return petition.published_on is not None and petition.service.public and petition.state != State.WITHDRAWN


def may_approve(look: Look) -> bool | str:
    if look.state != Standing.LOOKED:
        return False
    return is_agreed(look.petition) or _("The petitioner has not agreed that it is shown.")


def _said(part: rules.Part) -> str:
    one = part.finding
    stands = _("hidden") if part.hidden else _("left open")
    kind = named(*rules.KINDS[one.what])
    return f"{part.number}. {kind} {part.name}: {stands}"


def _pictures() -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(thing_type=THING, file__kind__in=PICTURES, file__emptied_at=None, detachment=None)
    known = Look.objects.filter(Q(attachment=OuterRef("pk")) | Q(copy=OuterRef("pk")))
    return rows.filter(~Exists(known))


def _hangs(name: str) -> Any:
    return ~Exists(Detachment.objects.filter(attachment=OuterRef(name)))
