"""Public petitions as a feed, and the figures on their page."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from haengan.kernel.figures import queries as measured
from haengan.kernel.figures.declare import figures
from haengan.kernel.figures.rules import year
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.models.looks import Look
from haengan.rooms.civil_affairs.petitions.queries import answers, looks, masked, petitions

MOST = 100
SHOWN = tuple(f"civil_affairs.petitions.{name}" for name in ("received", "answered", "in_time_rate", "satisfaction"))


def answer(petition: Petition) -> str:
    """What was answered, masked; empty where nothing was."""
    found = answers.sent(petition)
    return masked.certain(found.text) if found else ""


def atom(base: str, district: str) -> str:
    """RFC 4287; newest first."""
    rows = petitions.published().order_by("-published_on", "-pk")
    if district:
        rows = rows.filter(district__key=district)
    city = settings.CITY_NAMES["ko"]
    found = list(rows[:MOST])
    photos = looks.shown_of(found)
    entries = "".join(_entry(base, one, photos.get(one.pk, [])) for one in found)
    own = base.rstrip("/") + reverse("civil_affairs_petitions:feed")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{escape(own)}</id><title>{escape(city)} 공개 민원</title><updated>{timezone.now().isoformat()}</updated>"
        f'<link rel="self" href={quoteattr(own)}/>{entries}</feed>\n'
    )


def readings(today: date) -> list[dict[str, str]]:
    """Of this year, in the reader's language."""
    language = "ko" if (get_language() or "ko").startswith("ko") else "en"
    found = []
    for name in SHOWN:
        figure = figures[name]
        reading = measured.value(figure, year(today.year))
        unit = reading.unit.ko if language == "ko" else reading.unit.en
        found.append({"label": figure.label(language), "text": reading.text, "unit": unit, "note": str(today.year)})
    return found


def _entry(base: str, one: Petition, photos: list[Look]) -> str:
    url = base.rstrip("/") + reverse("civil_affairs_petitions:one", args=[one.key])
    moment = f"{one.published_on}T00:00:00+09:00"
    place = f"<georss:point xmlns:georss='http://www.georss.org/georss'>{one.shown_lat} {one.shown_lon}</georss:point>"
    return (
        f"<entry><id>{escape(url)}</id><title>{escape(one.public_title)}</title><link href={quoteattr(url)}/>"
        f"<updated>{moment}</updated><summary>{escape(one.public_text[:500])}</summary>"
        f"{place if one.shown_lat is not None else ''}{''.join(_enclosure(base, photo) for photo in photos)}</entry>"
    )


def _enclosure(base: str, photo: Look) -> str:
    assert photo.copy is not None
    file = photo.copy.file
    url = quoteattr(base.rstrip("/") + looks.public_url(photo))
    return f'<link rel="enclosure" type="{file.known_kind.mime}" length="{file.size}" href={url}/>'
