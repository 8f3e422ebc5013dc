"""Papers, the versions that were submitted, who signs them and who has signed; numbers, seals, what was sent and received."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.approvals import declare
from haengan.kernel.approvals.rules import Disclosure, State
from haengan.kernel.approvals.words import ANSWERS, CAPACITIES, CHANNELS, DIRECTIONS, DISCLOSURES, ROLES, STATES
from haengan.kernel.organisation.models import Post, Unit
from haengan.kernel.people.models import Official
from haengan.kernel.tables import guards
from haengan.kernel.tables.models import Record


class Ledger(Record):
    """The register of a division, a year and a direction. Its row is the lock under which the next number is taken."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ledgers", verbose_name=_("division in charge"))
    year = models.PositiveSmallIntegerField(_("year"))
    direction = models.CharField(_("produced or received"), max_length=8, choices=DIRECTIONS)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("register of documents")
        constraints = [models.UniqueConstraint(fields=["unit", "year", "direction"], name="one_ledger_a_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


@guards.append_only
class Number(Record):
    """A registration number (생산·접수등록번호): gapless by division and year; `text` is as printed, by the division's name then."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="numbers", verbose_name=_("register of documents"))
    serial = models.PositiveIntegerField(_("serial number"))
    text = models.CharField(_("registration number"), max_length=80)
    given_on = models.DateField(_("registered on"), db_index=True)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("registration number")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["ledger", "serial"], name="number_given_once")]

    def __str__(self) -> str:
        return self.text


class Receipt(Record):
    """A document that came in (접수문서). `handler` is who deals with it."""

    division = models.ForeignKey(Unit, models.PROTECT, related_name="receipts", verbose_name=_("division in charge"))
    number = models.OneToOneField(
        Number, models.PROTECT, related_name="receipt", verbose_name=_("receipt registration number")
    )
    sender = models.CharField(_("sender"), max_length=120)
    sender_number = models.CharField(_("the sender's number"), max_length=80, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    channel = models.CharField(_("how it came"), max_length=10, choices=CHANNELS, default="network")
    received_at = models.DateTimeField(_("received at"))
    received_on = models.DateField(_("received on"))
    handler = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="received", verbose_name=_("handled by")
    )

    class Meta:
        verbose_name = _("received document")
        ordering = ["-received_at", "-id"]

    def __str__(self) -> str:
        return self.title


class Paper(Record):
    """A document from draft to approval. The fields hold the working text; what is signed is a `Version`."""

    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    recipients = models.TextField(_("recipients"), blank=True)
    through = models.CharField(_("passes through"), max_length=120, blank=True)
    division = models.ForeignKey(Unit, models.PROTECT, related_name="papers", verbose_name=_("division in charge"))
    drafter = models.ForeignKey(Official, models.PROTECT, related_name="papers", verbose_name=_("drafter"))
    drafted_on = models.DateField(_("day of the draft"), db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=STATES, default=State.DRAFT.value)
    subject_type = models.CharField(max_length=80, blank=True, editable=False)
    subject_key = models.CharField(max_length=22, blank=True, editable=False)
    subject_title = models.CharField(_("subject of the paper"), max_length=200, blank=True)
    arguments = models.JSONField(_("what is to be done"), default=dict, blank=True)
    cooperation = models.JSONField(_("cooperating posts"), default=list, blank=True)
    parallel = models.BooleanField(_("all cooperate at once"), default=True)
    record_class = models.CharField(_("record class"), max_length=60)
    retention = models.CharField(_("retention period"), max_length=16, blank=True)
    retained_until_on = models.DateField(_("to be kept until"), null=True, blank=True)
    disclosure = models.CharField(_("disclosure"), max_length=8, choices=DISCLOSURES, default=Disclosure.OPEN.value)
    withheld = models.CharField(_("items withheld"), max_length=30, blank=True)
    answers = models.ForeignKey(
        Receipt, models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("answers to")
    )
    number = models.OneToOneField(
        Number, models.PROTECT, null=True, blank=True, related_name="paper", verbose_name=_("registration number")
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True, db_index=True)
    digest = models.CharField(_("hash"), max_length=64, blank=True)
    days = models.PositiveIntegerField(_("days from draft to approval"), default=0)
    destroyed_on = models.DateField(_("content destroyed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("paper for approval")
        verbose_name_plural = _("papers for approval")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_key"], name="paper_subject")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.APPROVED.value, number__isnull=False, approved_on__isnull=False)
                | ~models.Q(state=State.APPROVED.value) & models.Q(number__isnull=True, approved_on__isnull=True),
                name="paper_numbered_when_approved",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def recipient_list(self) -> list[str]:
        """`recipients` has one a line."""
        return [line.strip() for line in self.recipients.splitlines() if line.strip()]

    @property
    def known_kind(self) -> declare.Kind:
        return declare.kind_of(self.kind)


@guards.append_only_but("content")
class Version(Record):
    """What was submitted: `content` is canonical JSON of the text, its attachments, its line and what approval will do."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions", verbose_name=_("paper for approval"))
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.TextField(_("content"))
    digest = models.CharField(_("hash"), max_length=64)
    submitted_at = models.DateTimeField(_("submitted at"))
    submitted_on = models.DateField(_("submitted on"))

    class Meta:
        verbose_name = _("version of a paper")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="version_number")]

    def __str__(self) -> str:
        return f"{self.paper} / {self.number}"


@guards.append_only
class Step(Record):
    """A place on a version's line. `delegated`: the post approves finally in the place of the city's head (전결)."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="steps", verbose_name=_("version of a paper"))
    position = models.PositiveSmallIntegerField(_("order"))
    role = models.CharField(_("role"), max_length=10, choices=ROLES)
    post = models.ForeignKey(Post, models.PROTECT, related_name="steps", verbose_name=_("post"))
    delegated = models.BooleanField(_("delegated"), default=False)

    class Meta:
        verbose_name = _("step of an approval")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "post"], name="post_signs_once"),
            models.UniqueConstraint(fields=["version"], condition=models.Q(role="approve"), name="one_final_approval"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.post}"


@guards.append_only_but("opinion")
class Decision(Record):
    """What became of a step: who, in which capacity, over which hash. Post and name are kept as they were on that day."""

    step = models.OneToOneField(Step, models.PROTECT, related_name="decision", verbose_name=_("step of an approval"))
    answer = models.CharField(_("outcome of the step"), max_length=12, choices=ANSWERS)
    official = models.ForeignKey(Official, models.PROTECT, related_name="decisions", verbose_name=_("official"))
    via = models.CharField(_("capacity"), max_length=8, choices=CAPACITIES)
    post_ko = models.CharField(_("post in Korean"), max_length=60)
    post_en = models.CharField(_("post in English"), max_length=120, blank=True)
    own_post_ko = models.CharField(_("own post in Korean"), max_length=60, blank=True)
    own_post_en = models.CharField(_("own post in English"), max_length=120, blank=True)
    name_ko = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in Roman letters"), max_length=80, blank=True)
    digest = models.CharField(_("hash"), max_length=64)
    opinion = models.TextField(_("signer's opinion"), blank=True)
    decided_at = models.DateTimeField(_("decided at"))
    decided_on = models.DateField(_("decided on"), db_index=True)

    class Meta:
        verbose_name = _("decision on a step")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.post_ko} {self.name_ko}: {self.get_answer_display()}"


@guards.append_only
class TakingBack(Record):
    """The drafter took a submitted version back (회수)."""

    version = models.OneToOneField(
        Version, models.PROTECT, related_name="taking_back", verbose_name=_("version of a paper")
    )
    taken_on = models.DateField(_("taken back on"))
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("taking back of a paper")

    def __str__(self) -> str:
        return str(self.version)


@guards.append_only
class Outcome(Record):
    """What a final approval's effect made."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="outcome", verbose_name=_("paper for approval"))
    thing_type = models.CharField(max_length=80)
    thing_key = models.CharField(max_length=22)
    thing_title = models.CharField(_("what was made"), max_length=200)

    class Meta:
        verbose_name = _("outcome of an approval")
        indexes = [models.Index(fields=["thing_type", "thing_key"], name="outcome_thing")]

    def __str__(self) -> str:
        return self.thing_title


@guards.append_only
class Acknowledgement(Record):
    """The holder of the post has taken note of what a deputy approved (대결 사후 보고, R10③)."""

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="acknowledgement", verbose_name=_("decision on a step")
    )
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("official"))
    acknowledged_on = models.DateField(_("acknowledged on"))
    note = models.CharField(_("remark of the holder"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("acknowledgement of a deputy's approval")

    def __str__(self) -> str:
        return str(self.decision)


class Seal(Record):
    """An electronic seal in the seal register (전자이미지관인대장, R36). Its private key lies in a file outside the database."""

    key_id = models.CharField(_("key"), max_length=20, unique=True)
    name_ko = models.CharField(_("seal's name in Korean"), max_length=60)
    name_en = models.CharField(_("seal's name in English"), max_length=120, blank=True)
    public_key = models.CharField(_("public key"), max_length=64)
    registered_on = models.DateField(_("registered on"))
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("electronic seal")
        ordering = ["-registered_on", "-id"]

    def __str__(self) -> str:
        return self.name_ko


@guards.append_only_but("content")
class Sending(Record):
    """A letter as it left: `content` is what was sealed, `signature` the seal over it, `code` what its page is looked up by."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="sending", verbose_name=_("paper for approval"))
    sender = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    channel = models.CharField(_("how it was sent"), max_length=10, choices=CHANNELS)
    sent_at = models.DateTimeField(_("sent at"))
    sent_on = models.DateField(_("sent on"), db_index=True)
    content = models.TextField(_("content"))
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="sendings", verbose_name=_("electronic seal"))
    signature = models.CharField(_("signature"), max_length=128)
    code = models.CharField(_("verification number"), max_length=20, unique=True)

    class Meta:
        verbose_name = _("sending of a letter")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.paper)
