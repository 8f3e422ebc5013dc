"""What may follow a message. The only way to an Update, Cancel, Ack or Error: it carries the whole chain that has not expired,
keeps status, scope and sender's word, and can be nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from haengan.rooms.safety.warnings.engine.cap.model import Alert, Info, MsgType, Reference, Scope, Status


def update(
    previous: Alert, *, identifier: str, sent: datetime, infos: Sequence[Info], since: Iterable[Alert] = ()
) -> Alert:
    """`since` are the messages that `previous` itself follows, for their references."""
    return _follows(previous, MsgType.UPDATE, identifier=identifier, sent=sent, infos=infos, since=since)


def cancel(
    previous: Alert, *, identifier: str, sent: datetime, infos: Sequence[Info] = (), since: Iterable[Alert] = ()
) -> Alert:
    return _follows(previous, MsgType.CANCEL, identifier=identifier, sent=sent, infos=infos, since=since)


def ack(previous: Alert, *, identifier: str, sender: str, sent: datetime, note: str = "") -> Alert:
    return _answers(previous, MsgType.ACK, identifier=identifier, sender=sender, sent=sent, note=note)


def error(previous: Alert, *, identifier: str, sender: str, sent: datetime, note: str) -> Alert:
    """`note` says why it was not accepted, as the standard asks."""
    return _answers(previous, MsgType.ERROR, identifier=identifier, sender=sender, sent=sent, note=note)


def _follows(
    previous: Alert, kind: MsgType, *, identifier: str, sent: datetime, infos: Sequence[Info], since: Iterable[Alert]
) -> Alert:
    return replace(
        previous,
        identifier=identifier,
        sent=sent,
        msg_type=kind,
        references=chain(previous, since, sent),
        infos=tuple(infos),
    )


def chain(previous: Alert, since: Iterable[Alert], now: datetime) -> tuple[Reference, ...]:
    """`previous` and what it followed, as far as it has not expired; `previous` itself always."""
    earlier = [one.reference for one in since if one.expires is None or one.expires > now]
    return tuple(dict.fromkeys([*earlier, previous.reference]))


def _answers(previous: Alert, kind: MsgType, *, identifier: str, sender: str, sent: datetime, note: str) -> Alert:
    return Alert(
        identifier=identifier,
        sender=sender,
        sent=sent,
        status=Status.SYSTEM,
        msg_type=kind,
        scope=Scope.PRIVATE,
        addresses=(previous.sender,),
        note=note,
        references=(previous.reference,),
    )
