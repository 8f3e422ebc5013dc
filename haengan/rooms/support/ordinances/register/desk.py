"""Cases, local laws, promulgations, deadlines and opinions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haengan.kernel.privacy.declare import Retention
from haengan.kernel.registers.declare import Column, Filter, Panel, Register, Step
from haengan.kernel.search.declare import A, B, Searchable
from haengan.kernel.tables.sealed import opened
from haengan.rooms.support.ordinances import forms, queries, rules
from haengan.rooms.support.ordinances.actions import cases, laws, opinions
from haengan.rooms.support.ordinances.models import Case, Deadline, LawOpinion, LocalLaw, Promulgation
from haengan.rooms.support.ordinances.rules import Step as Taken

KEEP = "support.ordinances.keep"


def next_to(*steps: Taken) -> Any:
    """A step that has its place where the case stands now."""
    return lambda case: bool(rules.following(case.kind, case.step, proposer=case.proposer) & set(steps))


def owes(kind: str) -> Any:
    return lambda case: queries.open_deadlines(case, kind).exists()


def proof(record: Any) -> str:
    ko = (get_language() or "ko").startswith("ko")
    return str(record.proof_ko if ko else record.proof_en)


def contact(record: Any) -> str:
    return opened(record, "contact") if record.contact else ""


def taken(name: str, label: Any, action: Any, step: Taken, form: Any = forms.OnForm, *, grave: bool = False) -> Step:
    return Step(name, label, action, form, when=next_to(step), grave=grave)


DEADLINE: list[Column | str] = [
    "kind",
    "due_on",
    "met_on",
    "moved_over",
    Column("proof_ko", _("Reckoning"), value=proof, kind="long"),
]
CASES = Register(
    name="support.ordinances",
    model=Case,
    title=_("Lawmaking cases"),
    one=_("lawmaking case"),
    query=queries.listed,
    columns=[
        Column("name", link=True, sort=True),
        "kind",
        "deed",
        "subject",
        "unit",
        Column("step"),
        Column("step_on", sort=True),
        Column("next_due_on", _("Next deadline"), kind="date", sort=True),
        Column("opened_on", sort=True, default=False),
        Column("announced_on", default=False, sort=True),
        Column("opinions_until_on", default=False),
        Column("said", _("Opinions on it"), kind="number", default=False),
        Column("law", default=False),
        Column("proposer", default=False),
        Column("planned_on", default=False),
        Column("unannounced", default=False),
        Column("purpose", default=False),
    ],
    filters=["kind", "deed", "subject", "step", "unit", "proposer", Filter("opened_on", kind="year"), "opened_on"],
    search=["name", "purpose"],
    on="opened_on",
    form=forms.CaseForm,
    add=cases.draft,
    change=cases.correct,
    steps=[
        taken("announce", _("Announce the draft"), cases.announce, Taken.ANNOUNCED, forms.AnnounceForm),
        taken("review", _("Review committee agreed"), cases.review, Taken.REVIEWED, forms.ReviewForm),
        taken("submit", _("Submit to the council"), cases.submit, Taken.SUBMITTED),
        taken("passed", _("Council passed it"), cases.passed, Taken.PASSED),
        taken("receive", _("Received from the council"), cases.receive, Taken.RECEIVED),
        taken("promulgate", _("Promulgate"), laws.promulgate, Taken.PROMULGATED, forms.PromulgateForm),
        Step("report", _("Reported to the governor"), cases.report, forms.DayOnlyForm, when=owes("report")),
        Step("notify", _("Chair of the council told"), cases.notify, forms.DayOnlyForm, when=owes("notify")),
        taken("object", _("Send back to the council"), cases.object_to, Taken.OBJECTED, grave=True),
        taken("passed-again", _("Council passed it again"), cases.passed_again, Taken.PASSED_AGAIN),
        taken("receive-again", _("Received again"), cases.receive_again, Taken.RECEIVED_AGAIN),
        Step("confirm", _("Settled by lapse of time"), cases.confirm, when=next_to(Taken.CONFIRMED)),
        taken("reject", _("Voted down"), cases.reject, Taken.REJECTED, grave=True),
        Step("withdraw", _("Withdraw the case"), cases.withdraw, when=next_to(Taken.WITHDRAWN), grave=True),
    ],
    panels=[
        Panel(_("Deadlines"), queries.deadlines_of, DEADLINE),
        Panel(_("Steps taken"), queries.steps_of, ["kind", "on", "note"]),
        Panel(_("Opinions on it"), queries.opinions_of, ["received_on", "text", "taken", "answered_on"]),
    ],
)
LAWS = Register(
    name="support.ordinances.laws",
    model=LocalLaw,
    title=_("Local laws"),
    one=_("local law"),
    query=queries.laws_listed,
    columns=[
        Column("name", link=True, sort=True),
        Column("name_en", default=False),
        "kind",
        "subject",
        "unit",
        Column("enacted_on", sort=True),
        Column("amended_on", sort=True),
        Column("repealed_on", sort=True),
        Column("changes", _("Promulgations"), kind="number", default=False),
    ],
    filters=["kind", "subject", "unit", "enacted_on", "repealed_on"],
    search=["name", "name_en"],
    form=forms.LawForm,
    add=laws.enter_law,
    change=laws.correct_law,
    panels=[
        Panel(
            _("Promulgations"),
            lambda law: queries.promulgations_listed().filter(law=law),
            ["number", "deed", "promulgated_on", "effective_on"],
        ),
        Panel(
            _("Lawmaking cases"),
            lambda law: queries.listed().filter(law=law),
            ["name", "deed", "step", "step_on"],
        ),
    ],
    natural=("name",),
)
PROMULGATIONS = Register(
    name="support.ordinances.promulgations",
    model=Promulgation,
    title=_("Promulgations"),
    one=_("promulgation"),
    query=queries.promulgations_listed,
    columns=[
        Column("promulgated_on", sort=True),
        Column("number", sort=True),
        Column("law", link=True),
        Column("law__name", _("Name of the law"), default=False),
        "kind",
        "deed",
        "subject",
        Column("effective_on", sort=True),
        Column("proof_ko", _("Reckoning"), value=proof, kind="long", default=False),
        Column("by_chair", default=False),
        Column("gist", default=False),
    ],
    filters=["kind", "deed", "subject", Filter("promulgated_on", kind="year"), "promulgated_on", "effective_on"],
    search=["law__name", "law__name_en", "=number", "gist"],
    on="promulgated_on",
    form=forms.PromulgationForm,
    add=laws.record,
    change=laws.amend_promulgation,
)
DEADLINES = Register(
    name="support.ordinances.deadlines",
    model=Deadline,
    title=_("Deadlines"),
    one=_("deadline of lawmaking"),
    query=queries.deadlines_listed,
    columns=[
        Column("due_on", sort=True),
        Column("case", link=True),
        "kind",
        "article",
        Column("met_on", sort=True),
        Column("proof_ko", _("Reckoning"), value=proof, kind="long"),
        Column("counted_from_on", default=False),
        Column("days", default=False),
        Column("landed_on", default=False),
        Column("moved_over", default=False),
    ],
    filters=["kind", "due_on", "met_on", Filter("case__subject", _("Field of law"))],
    search=["case__name"],
    on="due_on",
    imports=False,
)
OPINIONS = Register(
    name="support.ordinances.opinions",
    model=LawOpinion,
    title=_("Opinions on drafts"),
    one=_("opinion on a draft law"),
    query=queries.opinions_listed,
    columns=[
        Column("received_on", sort=True),
        Column("case", link=True),
        Column("text"),
        "taken",
        Column("answered_on", sort=True),
        Column("answer", default=False),
        Column("name", personal="c", default=False),
        Column("contact", value=contact, personal="b", default=False),
    ],
    filters=[Filter("case", kind="thing"), "taken", Filter("received_on", kind="year"), "answered_on"],
    search=["text", "case__name"],
    on="received_on",
    form=forms.TakenDownForm,
    add=opinions.take_down,
    steps=[Step("answer", _("Tell what became of it"), opinions.answer, forms.AnswerForm)],
    personal_duty=KEEP,
)

Retention(
    "support.ordinances.opinions",
    ko="입법예고 의견 제출자 정보",
    en="Who sent opinions on drafts",
    model=LawOpinion,
    due=queries.senders_to_destroy,
    norm="ordinances.opinion.kept",
    empties={"name": "-"},
    on="destroyed_on",
)
Searchable(Case, fields={"name": A, "purpose": B}, on="opened_on", url=lambda key: CASES.url("detail", key))
Searchable(LocalLaw, fields={"name": A, "name_en": A}, url=lambda key: LAWS.url("detail", key))
Searchable(Promulgation, fields={"gist": B}, on="promulgated_on", url=lambda key: PROMULGATIONS.url("detail", key))
Searchable(LawOpinion, fields={"text": A, "answer": B}, on="received_on", url=lambda key: OPINIONS.url("detail", key))
Searchable(
    Case,
    fields={"name": A, "purpose": B},
    on="announced_on",
    url=lambda key: reverse("support_ordinances:one", args=[key]),
    published=queries.shown_to_citizens,
)
