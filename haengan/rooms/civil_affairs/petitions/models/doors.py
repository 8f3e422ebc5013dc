"""Others' programs: who may file over Open311, and other cities' servers to which petitions are sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.bilingual import choices
from haengan.kernel.tables.models import Record
from haengan.kernel.tables.sealed import EncryptedField
from haengan.rooms.civil_affairs.petitions.models.filed import Petition

STATES = {
    "queued": ("보낼 차례", "To be sent"),
    "sent": ("보냄", "Sent"),
    "numbered": ("접수번호 받음", "Numbered there"),
    "closed": ("그곳에서 끝남", "Closed there"),
    "failed": ("보내지 못함", "Could not be sent"),
}


class ApiClient(Record):
    """A program that may file over Open311: it vouches for whom it files. Only the hash of its key is kept."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    contact = models.CharField(_("who runs it"), max_length=200)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    tail = models.CharField(_("last signs of the key"), max_length=4, editable=False)
    ended_on = models.DateField(_("no longer let in from"), null=True, blank=True)

    class Meta:
        verbose_name = _("Open311 client")
        verbose_name_plural = _("Open311 clients")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Filed(Record):
    """That a client filed a petition; `account` is its own word for the citizen."""

    petition = models.OneToOneField(Petition, models.PROTECT, related_name="filed", verbose_name=_("petition"))
    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="filed", verbose_name=_("Open311 client"))
    account = models.CharField(_("account there"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("filing over Open311")
        verbose_name_plural = _("filings over Open311")

    def __str__(self) -> str:
        return str(self.petition)


class Endpoint(Record):
    """Another city's Open311 server."""

    name = models.CharField(_("name of the agency"), max_length=120, unique=True)
    url = models.URLField(_("address"), max_length=300, help_text=_("With all that stands before “requests”."))
    jurisdiction = models.CharField(_("jurisdiction"), max_length=120, blank=True)
    api_key = EncryptedField(_("API key"), null=True, blank=True)
    ended_on = models.DateField(_("no longer used from"), null=True, blank=True)

    class Meta:
        verbose_name = _("Open311 server of another agency")
        verbose_name_plural = _("Open311 servers of other agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Forwarding(Record):
    """A petition that was passed on by Open311, and what became of it there."""

    petition = models.OneToOneField(Petition, models.PROTECT, related_name="forwarding", verbose_name=_("petition"))
    endpoint = models.ForeignKey(
        Endpoint, models.PROTECT, related_name="forwardings", verbose_name=_("Open311 server of another agency")
    )
    service_code = models.CharField(_("kind there"), max_length=80)
    state = models.CharField(_("state"), max_length=8, choices=choices(STATES), default="queued")
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    number = models.CharField(_("number there"), max_length=120, blank=True)
    token = models.CharField(_("token there"), max_length=200, blank=True)
    notes = models.CharField(_("what it said"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("petition passed on by Open311")
        verbose_name_plural = _("petitions passed on by Open311")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.petition} → {self.endpoint}"
