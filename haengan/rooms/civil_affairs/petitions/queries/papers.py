"""Receipt, proof of the due moment and reminder, as documents."""

from __future__ import annotations

from datetime import date

from haengan.kernel.organisation import queries as organisation
from haengan.kernel.tables.sealed import opened
from haengan.lib.documents.model import Document, Language
from haengan.rooms.civil_affairs.petitions.engine.papers import writing
from haengan.rooms.civil_affairs.petitions.models.course import Reminder
from haengan.rooms.civil_affairs.petitions.models.filed import Petition
from haengan.rooms.civil_affairs.petitions.queries import clocks
from haengan.rooms.civil_affairs.petitions.rules import states


def receipt(petition: Petition, *, language: Language, today: date) -> Document:
    """민원 접수증, with the due moment and its proof."""
    return writing.receipt(
        _told(petition, language),
        steps=_steps(petition, language),
        code=opened(petition, "code"),
        city=city(language, today),
        dated=today,
        language=language,
    )


def proof(petition: Petition, *, language: Language, today: date) -> Document:
    return writing.proof(
        _told(petition, language),
        steps=_steps(petition, language),
        city=city(language, today),
        dated=today,
        language=language,
    )


def reminder(petition: Petition, *, language: Language, today: date) -> Document:
    """독촉장, the newest."""
    row = Reminder.objects.filter(petition=petition).select_related("unit").order_by("-pk")[0]
    return writing.reminder(
        _told(petition, language),
        unit=str(row.unit),
        due=row.was_due_at,
        issued_on=row.issued_on,
        city=city(language, today),
        language=language,
    )


def city(language: Language, today: date) -> str:
    """What the city is called on its papers."""
    roots = organisation.tree(today)
    if not roots:
        return "-"
    version = roots[0].version
    return version.name_ko if language == "ko" else version.name_en or version.name_ko


def _told(petition: Petition, language: Language) -> writing.Told:
    ko = language == "ko"
    return writing.Told(
        number=petition.number,
        title=petition.title,
        service=petition.service.name_ko if ko else petition.service.name_en,
        kind=states.KINDS[petition.kind][not ko],
        name=petition.name,
        unit=str(petition.unit or ""),
        filed_at=petition.filed_at,
        received_at=petition.received_at,
        due_at=petition.due_at,
    )


def _steps(petition: Petition, language: Language) -> list[writing.Step]:
    found = clocks.due(petition, proof=True)
    steps = found.proof.plain(language) if found and found.proof else []
    return [
        writing.Step(one["text"], one["article"], [f"{day['day']} {day['why']}" for day in one["skipped"]])
        for one in steps
    ]
