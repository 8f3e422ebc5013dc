"""A handover of work, what passes with it, and who signed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.organisation.models import Appointment, Post
from haengan.kernel.people.models import Official
from haengan.kernel.tables import guards
from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.rooms.support.handovers import rules
from haengan.rooms.support.handovers.rules import State


class Handover(Record):
    """One official's work at one post (영 제61조, 시행규칙 제45조). `from_on` is the first day on which it is no longer his.

    `interim`: it goes to who acts for the post until there is a successor. `round` counts how often it was given: the
    successor may send it back. `content` and `digest` are what was signed last.
    """

    giver = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("handed over by"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name=_("post"))
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("appointment that ends")
    )
    place = models.CharField(_("unit and post"), max_length=200, editable=False)
    cause = models.CharField(_("cause"), max_length=16, choices=choices(rules.CAUSES))
    from_on = models.DateField(_("effective from"))
    due_on = models.DateField(_("due on"))
    taker = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken over by")
    )
    interim = models.BooleanField(_("to the acting official"), default=False)
    witness = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("witness")
    )
    work = models.TextField(_("work in charge"), blank=True)
    plans = models.TextField(_("main plans and their progress"), blank=True)
    issues = models.TextField(_("current issues and problems"), blank=True)
    pending = models.TextField(_("main undecided matters"), blank=True)
    documents = models.TextField(_("related documents"), blank=True)
    goods = models.TextField(_("goods, budget and the like"), blank=True)
    notes = models.TextField(_("further remarks"), blank=True)
    manual = models.BooleanField(_("the post's manual is handed over"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=choices(rules.STATES), default=State.OPEN.value, editable=False
    )
    round = models.PositiveSmallIntegerField(_("round"), default=0, editable=False)
    content = models.TextField(_("what was signed"), blank=True, editable=False)
    digest = models.CharField(_("hash"), max_length=64, blank=True, editable=False)
    opened_on = models.DateField(_("opened on"), editable=False)
    done_on = models.DateField(_("completed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("handover of work")
        verbose_name_plural = _("handovers of work")
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["state", "due_on"], name="handover_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(taker__isnull=True) | ~Q(taker=models.F("giver")), name="handover_to_someone_else"
            ),
            models.UniqueConstraint(
                fields=["giver", "post"],
                condition=Q(state__in=["open", "given", "taken"]),
                name="one_open_handover_of_a_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.giver.name_ko}"


class HandoverItem(Record):
    """Something that the leaver held open, and whether it passed. `keeper` is who answers for it, `about` what it concerns."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items", verbose_name=_("handover of work"))
    keeper = models.CharField(_("kept in"), max_length=60)
    thing_type = models.CharField(max_length=80, editable=False)
    thing_key = models.CharField(max_length=22, editable=False)
    what = models.CharField(_("what is open"), max_length=300)
    about_type = models.CharField(max_length=80, blank=True, editable=False)
    about_key = models.CharField(max_length=22, blank=True, editable=False)
    about = models.CharField(_("about"), max_length=200, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=8, choices=choices(rules.OUTCOMES), default="open")

    class Meta:
        verbose_name = _("item of a handover")
        verbose_name_plural = _("items of handovers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "thing_type", "thing_key"], name="handover_names_it_once")
        ]

    def __str__(self) -> str:
        return self.what


@guards.append_only
class HandoverSignature(Record):
    """Who signed which part over which hash. `in_place` of a leaver who is gone, the head of the unit signs."""

    handover = models.ForeignKey(
        Handover, models.PROTECT, related_name="signatures", verbose_name=_("handover of work")
    )
    round = models.PositiveSmallIntegerField(_("round"))
    part = models.CharField(_("signs as"), max_length=8, choices=choices(rules.PARTS))
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name=_("official"))
    name = models.CharField(_("name"), max_length=40)
    title = models.CharField(_("post"), max_length=120, blank=True)
    in_place = models.BooleanField(_("in the leaver's place"), default=False)
    digest = models.CharField(_("hash"), max_length=64)
    signed_on = models.DateField(_("signed on"))

    class Meta:
        verbose_name = _("signature under a handover")
        verbose_name_plural = _("signatures under handovers")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["handover", "round", "part"], name="handover_part_signed_once")]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.name}"
