"""The report after a warning (사후평가) or an exercise (훈련 결과보고), as a document in either language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from haengan.kernel.dispatch.choices import CHANNELS, STATES
from haengan.kernel.dispatch.models import Terminal
from haengan.lib.documents.model import Align, Block, Column, Document, Item, Language, Note, Row, Table, cell, line
from haengan.rooms.safety.warnings.models.warned import Warning
from haengan.rooms.safety.warnings.queries import aftermath as queries
from haengan.rooms.safety.warnings.queries.aftermath import Aftermath, Happened, Told
from haengan.rooms.safety.warnings.rules import causes
from haengan.rooms.safety.warnings.rules import warned as rules

SHOWN = 200
"""Terminals that are named; the file names all."""
WHAT: dict[str, Any] = {
    "began": gettext_lazy("The condition began"),
    "decided": gettext_lazy("A rule decided"),
    "draft": gettext_lazy("First drafted"),
    "waiting": gettext_lazy("Handed in for approval"),
    "returned": gettext_lazy("Returned"),
    "sent": gettext_lazy("Approved and sent"),
    "updated": gettext_lazy("Ended by an update"),
    "cancelled": gettext_lazy("Ended by a cancellation"),
    "expired": gettext_lazy("Expired"),
    "withdrawn": gettext_lazy("Taken out before sending"),
    "command": gettext_lazy("Commands queued"),
    "first": gettext_lazy("The first terminal sounded"),
    "half": gettext_lazy("Half of those that sounded had"),
    "most": gettext_lazy("Nine in ten of those that sounded had"),
    "last": gettext_lazy("The last terminal sounded"),
    "alone": gettext_lazy("A terminal sounded alone"),
    "sent_update": gettext_lazy("Update sent"),
    "sent_cancel": gettext_lazy("Cancellation sent"),
}
REACH: dict[str, Any] = {
    "all": gettext_lazy("all terminals"),
    "some": gettext_lazy("some terminals"),
    "none": gettext_lazy("no terminal"),
    "bare": gettext_lazy("has no terminal"),
}
WHY: dict[str, Any] = {
    "untried": gettext_lazy("no command left: no broker could be reached"),
    "silent": gettext_lazy("no answer"),
    "refused": gettext_lazy("the terminal refused the command"),
    "failed": gettext_lazy("it failed while sounding"),
}
STAGES: dict[str, Any] = {
    "000": gettext_lazy("arrived"),
    "400": gettext_lazy("believed"),
    "800": gettext_lazy("sounded or shown"),
}


def went_out(warning: Warning) -> bool:
    return warning.message_id is not None


def report(warning: Warning, *, language: Language, today: date) -> Document:
    """Raises `ValueError` for what was never sent."""
    found = queries.of(warning, language)
    if found is None:
        raise ValueError(f"warning {warning.number} was never sent")
    with translation.override(language):
        drill = warning.world == "drill"
        title = _("Report after an exercise") if drill else _("Report after a warning")
        return Document(
            title=f"{title}: {warning.number}",
            subtitle=_headline(warning, language),
            organisation=settings.CITY_NAMES[language],
            dated=today,
            blocks=tuple(_blocks(found, language)),
            language=language,
            marked=_("Drill") if drill else "",
        )


def _blocks(found: Aftermath, language: Language) -> Iterable[Block]:
    yield Item(1, line(_("In short")))
    for text in _gist(found, language):
        yield Item(2, line(text))
    yield Item(1, line(_("Course of events")))
    yield _course(found)
    if found.score is not None and found.score.stages:
        yield Item(1, line(_("What terminals have proven")))
        yield _stages(found)
    yield Item(1, line(_("By district")))
    yield _districts(found, language)
    yield Note("※", line(_("A terminal counts as reached when it has itself proven that the command arrived.")))
    if found.ways:
        yield Item(1, line(_("Sent to people")))
        yield _ways(found)
        for channel, note, count in found.reasons:
            yield Item(3, line(f"{_label(CHANNELS, channel)}: {note} ({_n(count)})"))
    yield Item(1, line(_("Who was missed, and why")))
    yield from _missed(found, language)


def _gist(found: Aftermath, language: Language) -> list[str]:
    warning, place = found.warning, 0 if language == "ko" else 1
    sent = timezone.localtime(warning.sent_at)
    names = (causes.CAUSES[warning.cause][place], causes.LEVELS[warning.level][place], rules.KINDS[warning.kind][place])
    reached = sum(1 for one in found.terminals if not one.why)
    told = [
        _("%(cause)s, level %(level)s, %(kind)s; sent %(at)s")
        % {"cause": names[0], "level": names[1], "kind": names[2], "at": f"{sent:%Y-%m-%d %H:%M:%S}"},
        _("From the first draft to the sending: %(n)s seconds; %(how)s")
        % {"n": _n(round(found.people)), "how": _how(warning)},
        _("Terminals reached: %(reached)s of %(all)s; missed: %(missed)s")
        % {"reached": _n(reached), "all": _n(len(found.terminals)), "missed": _n(len(found.missed))},
    ]
    if found.residents("all", "some", "none", "bare"):
        told.append(
            _(
                "Residents where all terminals were reached: %(whole)s; some: %(some)s; none: %(none)s; without a terminal: %(bare)s"
            )
            % {name: _n(found.residents(reach)) for name, reach in REACHES.items()}
        )
    return told


REACHES = {"whole": "all", "some": "some", "none": "none", "bare": "bare"}


def _how(warning: Warning) -> str:
    if warning.order is not None:
        return _("under standing order %(number)s") % {"number": warning.order.number}
    if warning.approver is not None:
        return _("approved by a second person")
    return _("prepared correction")


def _course(found: Aftermath) -> Table:
    began = found.warning.sent_at or found.happened[0].at
    return Table(
        name="course",
        columns=_columns((1.6, "center"), (1.0, "right"), (2.6, "left"), (3.4, "left")),
        head=_head(_("Moment"), _("Seconds from sending"), _("Event in the course"), _("By whom, details")),
        body=tuple(_happened(one, began) for one in found.happened),
    )


def _happened(one: Happened, began: datetime) -> Row:
    details = " · ".join(filter(None, (one.by, _count(one) if one.what in COUNTED else one.note)))
    at = timezone.localtime(one.at)
    after = (one.at - began).total_seconds()
    return (cell(f"{at:%m-%d %H:%M:%S}"), cell(f"{after:+,.1f}"), cell(str(WHAT[one.what])), cell(details))


COUNTED = frozenset({"command", "first", "half", "most", "last"})


def _count(one: Happened) -> str:
    return ngettext("%(n)s terminal", "%(n)s terminals", int(one.note or 0)) % {"n": _n(int(one.note or 0))}


def _stages(found: Aftermath) -> Table:
    stages = found.score.stages if found.score is not None else ()
    return Table(
        name="stages",
        columns=_columns((2.0, "left"), *FOUR),
        head=_head(_("Proven"), _("Terminals"), _("Half, s"), _("Nine in ten, s"), _("The last, s")),
        body=tuple(
            (
                cell(str(STAGES[one.code])),
                cell(f"{_n(one.count)}/{_n(one.all)}"),
                *(cell(f"{seconds:,.1f}") for seconds in (one.half, one.most, one.last)),
            )
            for one in stages
        ),
    )


def _districts(found: Aftermath, language: Language) -> Table:
    rows: list[Row] = [
        (
            cell((one.name_ko if language == "ko" else one.name_en) or "–"),
            cell(_n(one.residents)),
            cell(_n(one.terminals)),
            cell(_n(one.proven)),
            cell(_n(one.terminals - one.proven)),
            cell(str(REACH[one.reach])),
        )
        for one in found.districts
    ]
    total = [sum(getattr(one, name) for one in found.districts) for name in ("residents", "terminals", "proven")]
    sums = (*total, total[1] - total[2])
    rows.append((cell(_("Total"), header=True), *(cell(_n(one)) for one in sums), cell("")))
    return Table(
        name="districts",
        columns=_columns((2.0, "left"), *FOUR, (1.6, "center")),
        head=_head(_("District"), _("Residents"), _("Terminals"), _("Reached"), _("Missed"), _("Reached there")),
        body=tuple(rows),
    )


def _ways(found: Aftermath) -> Table:
    return Table(
        name="ways",
        columns=_columns((2.0, "left"), *FOUR),
        head=_head(_("Channel"), _("Deliveries"), _("Arrived or taken to carry"), _("Failed"), _("Still open")),
        body=tuple(
            (
                cell(_label(CHANNELS, one.channel)),
                *(cell(_n(n)) for n in (one.total, one.arrived, one.failed, one.open)),
            )
            for one in found.ways
        ),
    )


def _missed(found: Aftermath, language: Language) -> Iterable[Block]:
    missed = found.missed
    if not missed:
        yield Item(2, line(_("Every terminal has proven that the command arrived.")))
        return
    yield Table(
        name="missed",
        columns=_columns((1.4, "left"), (1.6, "left"), (1.4, "left"), (1.0, "center"), (0.7, "right"), (3.0, "left")),
        head=_head(_("Terminal"), _("Kind"), _("District"), _("State"), _("Tries"), _("Why missed")),
        body=tuple(_one_missed(one, found, language) for one in missed[:SHOWN]),
    )
    if len(missed) > SHOWN:
        yield Note("※", line(_("%(n)s more stand in the file.") % {"n": _n(len(missed) - SHOWN)}))


def _one_missed(one: Told, found: Aftermath, language: Language) -> Row:
    name = found.names.get(one.district or 0, ("–", "–"))[0 if language == "ko" else 1]
    why = f"{WHY[one.why]}: {one.note}" if one.note else str(WHY[one.why])
    kind = str(Terminal.Kind(one.kind).label)
    return (cell(one.number), cell(kind), cell(name), cell(_label(STATES, one.state)), cell(_n(one.tries)), cell(why))


NUMBER: tuple[float, Align] = (1.0, "right")
FOUR = (NUMBER,) * 4


def _columns(*told: tuple[float, Align]) -> tuple[Column, ...]:
    return tuple(Column(width, align) for width, align in told)


def _head(*names: str) -> tuple[Row, ...]:
    return (tuple(cell(name) for name in names),)


def _label(choices: Sequence[tuple[str, Any]], code: str) -> str:
    return str(dict(choices)[code])


def _headline(warning: Warning, language: Language) -> str:
    texts = warning.wording.get("headline", {})
    return str(texts.get(language) or texts.get("ko", ""))


def _n(number: int) -> str:
    return f"{number:,}"
