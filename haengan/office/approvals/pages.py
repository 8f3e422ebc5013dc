"""What waits for one's signature, one's own papers, a paper with its versions and its line, and a letter's verification."""

from __future__ import annotations

import json
import secrets
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused
from haengan.kernel.approvals import printing, queries, seals
from haengan.kernel.approvals.actions import drafting
from haengan.kernel.approvals.models import Paper
from haengan.kernel.files import queries as files
from haengan.kernel.journal import queries as journal
from haengan.lib.crypto import signatures
from haengan.lib.documents import fonts, hwpx, letter_pdf
from haengan.office import doing
from haengan.office.approvals import told

OWN = 50
FORMATS = {"pdf": "application/pdf", "hwpx": "application/hwp+zip"}


@require_safe
def index(request: Any) -> HttpResponse:
    """The inbox, deputies' approvals to take note of, and one's own papers."""
    actor, today = request.actor, timezone.localdate()
    posts = queries.reachable_posts(actor, today)
    context = {
        "waiting": list(queries.waiting_for(actor, today)),
        "unreported": list(queries.unreported(posts).exclude(official=actor)),
        "own": list(queries.drafted_by(actor)[:OWN]),
        "kinds": told.kinds(),
    }
    return render(request, "approvals/index.html", context)


@require_safe
def paper(request: Any, key: str) -> HttpResponse:
    """A paper as it stands, its line, its versions and what became of it."""
    found = access.fetch(request.actor, Paper, key)
    rounds = told.rounds(found)
    places = rounds[0].places if rounds else []
    context = {
        "paper": found,
        "tone": told.state_of(found),
        "rounds": rounds,
        "last": rounds[0] if rounds else None,
        "may": told.may(request.actor, found, places),
        "deputy_of": told.as_deputy(request.actor, places),
        "attached": files.attached(found._meta.label_lower, key),
        "effect": told.effect_of(found),
        "thing_url": told.link_of(found),
        "outcome": getattr(found, "outcome", None),
        "sending": getattr(found, "sending", None),
        "history": journal.history(key),
        "once": secrets.token_urlsafe(18),
    }
    return render(request, "approvals/paper.html", context)


@require_safe
def letter(request: Any, key: str, number: int, form: str) -> HttpResponse:
    """One version as PDF or HWPX, marked as long as it is not approved."""
    found = access.fetch(request.actor, Paper, key)
    version = queries.versions(found).filter(number=number).first()
    if version is None or not version.content or form not in FORMATS:
        raise Http404
    version.paper = found
    written = printing.letter(found, version)
    made = hwpx.render_letter(written) if form == "hwpx" else letter_pdf.render(written, fonts_folder=fonts.folder())
    answer = HttpResponse(made, content_type=FORMATS[form])
    name = quote(f"{written.number or written.title}.{form}", safe="")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def attach(request: Any, key: str) -> HttpResponse:
    try:
        for upload in request.FILES.getlist("file")[:10]:
            drafting.attach(upload, key=key, actor=request.actor)
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}".strip())
    return redirect("office_approvals:approvals.papers.detail", key)


@require_POST
def detach(request: Any, key: str, attachment: str) -> HttpResponse:
    revision, reason = doing.revision_of(request), request.POST.get("reason", "")
    try:
        drafting.detach(key=key, attachment=attachment, revision=revision, reason=reason, actor=request.actor)
    except Refused as refused:
        messages.error(request, f"{refused.message} {refused.remedy}".strip())
    return redirect("office_approvals:approvals.papers.detail", key)


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Whoever holds a letter: whether it is as it was sealed, by the number on it. What is closed shows no text."""
    code = request.GET.get("code", "")[:40]
    sending = queries.sent(code)
    context: dict[str, Any] = {"code": code, "sending": sending, "frame": _frame(request)}
    if sending is not None:
        content = json.loads(sending.content)
        context |= {
            "holds": seals.holds(sending),
            "content": content,
            "open": content["document"]["disclosure"] == "open",
            "fingerprint": told.fingerprint(sending.seal.public_key),
        }
    status = 404 if code and sending is None else 200
    return render(request, "approvals/verify.html", context, status=status)


@require_safe
def sealed(request: HttpRequest, code: str) -> HttpResponse:
    """What was sealed with its signature and the public key, for programs that are not ours; of open letters only."""
    sending = queries.sent(code)
    if sending is None or json.loads(sending.content)["document"]["disclosure"] != "open":
        raise Http404
    body = {
        "content": sending.content,
        "signature": sending.signature,
        "public_key": sending.seal.public_key,
        "public_key_pem": signatures.pem(sending.seal.public_key),
        "how": "Ed25519 (RFC 8032) over the UTF-8 bytes of `content`; signature and public key in base64.",
    }
    answer = HttpResponse(json.dumps(body, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{sending.code}.json"'
    return answer


def _frame(request: Any) -> str:
    return "frame/office.html" if request.actor.kind == "official" else "frame/public.html"
