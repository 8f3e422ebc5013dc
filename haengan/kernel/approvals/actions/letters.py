"""Sealing and sending what is approved; the register of seals."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.access import queries as access
from haengan.kernel.acts.rows import take
from haengan.kernel.acts.running import Actor, Refused, act
from haengan.kernel.approvals import queries, rules, seals, signers
from haengan.kernel.approvals.access import keeps_records
from haengan.kernel.approvals.models import Paper, Seal, Sending
from haengan.kernel.approvals.rules import State
from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import ALPHABET


@act("approvals.papers.send")
def send(*, key: str, revision: int, channel: str, now: datetime, actor: Actor) -> Sending:
    """Seal the approved letter and let it leave (시행, 발송). Once: who should have had it too is written to anew."""
    paper = access.take(actor, Paper, key, revision)
    if paper.state != State.APPROVED:
        raise Refused(
            _("The paper is %(state)s; only an approved one is sent.") % {"state": paper.get_state_display()},
            remedy=_("Wait for the final approval."),
        )
    if not paper.known_kind.outgoing:
        raise Refused(_("A paper of this kind stays inside and is not sent."))
    if Sending.objects.filter(paper=paper).exists():
        raise Refused(_("This letter has been sent already."), remedy=_("Draft another one for further recipients."))
    sender = _sender(paper, actor)
    seal = queries.seal_in_use()
    if seal is None:
        raise Refused(
            _("No electronic seal is registered, so nothing can be sent."),
            remedy=_("Ask who keeps the seal to register it."),
        )
    content = rules.canonical(_issued(paper, seal, now))
    paper.save()
    return Sending.objects.create(
        paper=paper,
        sender=sender,
        channel=channel,
        sent_at=now,
        sent_on=timezone.localdate(now),
        content=content,
        seal=seal,
        signature=_sealed(seal, content),
        code=_code(),
    )


@act("approvals.seals.register", by=("official", "system"))
def register_seal(*, name_ko: str, name_en: str, now: datetime, actor: Actor, reason: str = "") -> Seal:
    """A new key and its entry in the seal register; the seal in use until now is retired with it (R37)."""
    today = timezone.localdate(now)
    old = Seal.objects.select_for_update().filter(retired_on=None).order_by("-id").first()
    if not name_ko.strip():
        raise Refused(_("Give the seal its name, such as “Seal of the Mayor”."), field="name_ko")
    if old is not None and not reason.strip():
        raise Refused(_("Say why the seal in use is replaced."), field="reason")
    if old is not None:
        old.retired_on, old.reason = today, reason.strip()
        old.save()
    key_id = f"s{now:%Y%m%d%H%M%S}{''.join(secrets.choice(ALPHABET) for _ in range(5))}"
    return Seal.objects.create(
        key_id=key_id,
        name_ko=name_ko.strip(),
        name_en=name_en.strip(),
        public_key=seals.new_key(key_id),
        registered_on=today,
    )


@act("approvals.seals.retire")
def retire_seal(*, key: str, revision: int, reason: str, now: datetime, actor: Actor) -> Seal:
    """Lost, stolen or worn out: nothing is sealed with it any more; what it sealed before still verifies."""
    seal = take(Seal.objects.all(), key, revision)
    if seal.retired_on is not None:
        raise Refused(_("This seal is retired already."))
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    seal.retired_on, seal.reason = timezone.localdate(now), reason.strip()
    seal.save()
    return seal


def _sender(paper: Paper, actor: Actor) -> Official:
    """The drafter, or the records desk of the division (시행규칙 제12조①)."""
    if isinstance(actor, Official):
        here = queries.divisions_of(actor, timezone.localdate())
        if paper.drafter == actor or (keeps_records(actor) and paper.division in here):
            return actor
    raise Refused(
        _("Only its drafter or the records desk of its division sends it."), remedy=_("Ask one of them to send it.")
    )


def _issued(paper: Paper, seal: Seal, now: datetime) -> dict[str, Any]:
    """All that the letter says, and who signed it."""
    version = queries.current(paper)
    assert version is not None
    assert paper.number is not None
    return {
        "agency": settings.CITY_NAMES["ko"],
        "agency_en": settings.CITY_NAMES["en"],
        "sender": rules.mayor_of(settings.CITY_NAMES["ko"]),
        "number": paper.number.text,
        "approved_on": paper.approved_on.isoformat() if paper.approved_on else "",
        "executed_on": timezone.localdate(now).isoformat(),
        "version": version.digest,
        "seal": {"key": seal.key_id, "name": seal.name_ko},
        "signed": [signer.told() for signer in signers.of(version)],
        "document": json.loads(version.content),
    }


def _sealed(seal: Seal, content: str) -> str:
    try:
        return seals.sign(seal, content)
    except seals.NoKey as missing:
        raise Refused(
            _("The key of the seal is not on this machine, so nothing can be sealed."),
            remedy=_("Bring the seal's key file back, or register a new seal."),
        ) from missing


def _code() -> str:
    """Looked up by whoever holds the letter: random, so that nobody finds letters by counting."""
    parts = ["".join(secrets.choice(ALPHABET) for _each in range(4)) for _part in range(4)]
    return "-".join(parts)
