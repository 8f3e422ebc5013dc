"""Registers of papers, numbers, received documents and seals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.approvals import queries, upkeep
from haengan.kernel.approvals.actions import drafting, letters, receipts, signing
from haengan.kernel.approvals.models import Number, Paper, Receipt, Seal, Sending
from haengan.kernel.approvals.rules import WRITABLE, Disclosure, State
from haengan.kernel.privacy.declare import Retention
from haengan.kernel.registers.declare import Column, Filter, Register, Step
from haengan.kernel.search.declare import A, Searchable
from haengan.office.approvals.forms import (
    HandForm,
    NoteForm,
    PaperForm,
    ReceiptForm,
    ReturnForm,
    SealForm,
    SendForm,
    SignForm,
    class_named,
)

SPACE = "office_approvals"


def _circulates(paper: Paper) -> bool:
    return paper.state == State.CIRCULATING


def _to_be_sent(paper: Paper) -> bool:
    return (
        paper.state == State.APPROVED and paper.known_kind.outgoing and not Sending.objects.filter(paper=paper).exists()
    )


def _deputised(paper: Paper) -> bool:
    return paper.state == State.APPROVED and queries.unreported().filter(step__version__paper=paper).exists()


def _title(number: Number) -> str:
    """Titles of what is closed to the public are not shown in a list that the whole division reads."""
    paper = getattr(number, "paper", None)
    return str(_("(closed)")) if paper is not None and paper.disclosure == Disclosure.CLOSED else number.title


PAPERS = Register(
    name="approvals.papers",
    model=Paper,
    title=_("Papers"),
    query=queries.papers,
    columns=[
        Column("title", link=True),
        Column("kind", value=lambda paper: paper.known_kind.title),
        Column("number__text", _("Number")),
        Column("division", kind="thing"),
        Column("drafter", kind="thing"),
        Column("state"),
        Column("drafted_on", sort=True),
        Column("approved_on", sort=True),
        Column("disclosure", default=False),
        Column("record_class", value=lambda paper: class_named(paper.record_class), default=False),
        Column("retention", default=False),
        Column("digest", _("Hash of the version submitted last"), default=False),
    ],
    filters=["state", "division", Filter("drafted_on", kind="year"), "disclosure"],
    search=["title"],
    on="drafted_on",
    form=PaperForm,
    add=drafting.draft,
    change=drafting.revise,
    steps=[
        Step("submit", _("Submit"), drafting.submit, when=lambda paper: paper.state in WRITABLE),
        Step("approve", _("Sign"), signing.approve, SignForm, when=_circulates),
        Step("return", _("Return"), signing.send_back, ReturnForm, when=_circulates, grave=True),
        Step("pass-over", _("Pass over the vacant post"), signing.pass_over, when=_circulates),
        Step("take-back", _("Take back"), drafting.take_back, when=_circulates),
        Step("discard", _("Discard"), drafting.discard, when=lambda paper: paper.state in WRITABLE, grave=True),
        Step("send", _("Seal and send"), letters.send, SendForm, when=_to_be_sent),
        Step("acknowledge", _("Take note of the deputy's approval"), signing.acknowledge, NoteForm, when=_deputised),
    ],
    files=False,
    imports=False,
    namespace=SPACE,
)
Searchable(
    Paper,
    fields={"title": A},
    on="drafted_on",
    url=lambda key: PAPERS.url("detail", key),
    standing=lambda paper: paper.destroyed_on is None,
)
Retention(
    "approvals.papers",
    ko="보존기간이 지난 결재문서",
    en="Papers whose retention period is over",
    model=Paper,
    due=queries.to_destroy,
    norm="approvals.destruction.rule",
    empties={
        "body": "",
        "recipients": "",
        "through": "",
        "subject_title": "",
        "arguments": {},
        "cooperation": [],
    },
    on="destroyed_on",
    then=upkeep.empty,
    council=True,
)
NUMBERS = Register(
    name="approvals.numbers",
    model=Number,
    title=_("Register of documents"),
    query=queries.numbers,
    columns=[
        Column("text", link=True),
        Column("ledger__direction"),
        Column("ledger__unit", kind="thing"),
        Column("serial"),
        Column("given_on", sort=True),
        Column("title", value=_title),
    ],
    filters=["ledger__direction", "ledger__unit", Filter("given_on", kind="year")],
    search=["=text"],
    on="given_on",
    imports=False,
    namespace=SPACE,
)
RECEIPTS = Register(
    name="approvals.receipts",
    model=Receipt,
    title=_("Received documents"),
    query=queries.receipts,
    columns=[
        Column("number__text", _("Number")),
        Column("title", link=True),
        Column("sender", sort=True),
        Column("sender_number"),
        Column("received_at", sort=True),
        Column("division", kind="thing"),
        Column("handler", kind="thing"),
        Column("channel", default=False),
    ],
    filters=["division", "handler", Filter("received_on", kind="year"), "channel"],
    search=["title", "sender"],
    on="received_on",
    form=ReceiptForm,
    add=receipts.receive,
    steps=[Step("hand-over", _("Hand over"), receipts.hand_over, HandForm)],
    natural=("sender", "sender_number", "title"),
    namespace=SPACE,
)
SEALS = Register(
    name="approvals.seals",
    model=Seal,
    title=_("Seal register"),
    columns=[
        Column("name_ko", link=True),
        Column("key_id"),
        Column("public_key", default=False),
        Column("registered_on", sort=True),
        Column("retired_on"),
        Column("reason", default=False),
    ],
    on="registered_on",
    form=SealForm,
    add=letters.register_seal,
    steps=[
        Step("retire", _("Retire"), letters.retire_seal, when=lambda seal: seal.retired_on is None, grave=True),
    ],
    imports=False,
    namespace=SPACE,
)
