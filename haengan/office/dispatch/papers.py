"""The call list of a message: whom to call, on which number, with room to tick."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from haengan.kernel.dispatch import queries
from haengan.kernel.dispatch.models import Message
from haengan.kernel.dispatch.rules import Channel
from haengan.kernel.tables.sealed import opened
from haengan.lib.documents.model import Column, Document, Language, Paragraph, Row, Table, cell, line

WIDTHS = (1.0, 2.0, 3.0, 1.5, 3.0)


def call_list(message: Message, *, language: Language, today: date) -> Document:
    """The text to read out, then a row a person: number, name, telephone, reached, remark."""
    with translation.override(language):
        texts = message.wording.get("speech") or message.wording.get("sms") or {}
        heads = (_("No."), _("Name"), _("Telephone"), _("Reached"), _("Remark"))
        table = Table(
            name="calls",
            columns=tuple(Column(width) for width in WIDTHS),
            head=(tuple(cell(head) for head in heads),),
            body=_rows(message, today),
        )
        return Document(
            title=_("Call list: %(title)s") % {"title": message.title},
            organisation=settings.CITY_NAMES[language],
            dated=timezone.localdate(message.queued_at),
            blocks=(Paragraph(line(texts.get(language) or texts.get("ko") or message.title)), table),
            language=language,
            marked=_("Drill") if message.world == "drill" else "",
        )


def has_calls(message: Message) -> bool:
    return queries.deliveries(message, channel=Channel.CALL).exists()


def _rows(message: Message, today: date) -> tuple[Row, ...]:
    found: list[Row] = []
    for place, one in enumerate(queries.deliveries(message, channel=Channel.CALL), 1):
        contact = queries.contact_of(one.resident, Channel.CALL, today)
        telephone = opened(contact, "value") if contact is not None else "–"
        reached = "✓" if one.state == "done" else ""
        found.append((cell(str(place)), cell(str(one.resident)), cell(telephone), cell(reached), cell("")))
    return tuple(found) or ((cell("–", colspan=len(WIDTHS)),),)
