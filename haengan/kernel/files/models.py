"""Files, and what they are attached to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from haengan.kernel.files.engine import kinds
from haengan.kernel.tables.models import Record


class File(Record):
    """The content lies sealed in the home folder under the random name `stored`; its key is sealed by the house cipher.

    `emptied_at` is set when the content was removed because the file was never attached to anything.
    """

    name = models.CharField(_("file name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=[(code, kind.en) for code, kind in kinds.KINDS.items()])
    size = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    stored = models.CharField(max_length=40, unique=True, editable=False)
    sealed_key = models.BinaryField(editable=False)
    author_key = models.CharField(max_length=60, editable=False)
    author = models.CharField(_("author"), max_length=120)
    kept_at = models.DateTimeField(_("kept at"))
    emptied_at = models.DateTimeField(_("emptied at"), null=True, editable=False)
    destroyed_on = models.DateField(_("personal data destroyed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("file")
        indexes = [models.Index(fields=["kept_at"], name="file_kept", condition=models.Q(emptied_at=None))]

    def __str__(self) -> str:
        return self.name

    def lasting_title(self) -> str:
        return f"파일 {self.key[:6]}"

    @property
    def known_kind(self) -> kinds.Kind:
        return kinds.KINDS[self.kind]


class Attachment(Record):
    """That a file belongs to a thing, named by type, key and title: the kernel knows no room."""

    file = models.ForeignKey(File, models.PROTECT, related_name="attachments", verbose_name=_("file"))
    thing_type = models.CharField(max_length=60)
    thing_key = models.CharField(max_length=22)
    thing_title = models.CharField(_("thing"), max_length=200)
    author = models.CharField(_("author"), max_length=120)
    attached_at = models.DateTimeField(_("attached at"))

    class Meta:
        verbose_name = _("attachment")
        indexes = [models.Index(fields=["thing_type", "thing_key"], name="attachment_thing")]

    def __str__(self) -> str:
        return f"{self.file.name} – {self.thing_title}"

    def lasting_title(self) -> str:
        return f"{self.file.lasting_title()} – {self.thing_title}"


class Detachment(Record):
    """That an attachment was a mistake, by whom and why; the file itself stays for retention to decide."""

    attachment = models.OneToOneField(
        Attachment, models.PROTECT, related_name="detachment", verbose_name=_("attachment")
    )
    author = models.CharField(_("author"), max_length=120)
    detached_at = models.DateTimeField(_("detached at"))
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("detachment")

    def __str__(self) -> str:
        return str(self.attachment)

    def lasting_title(self) -> str:
        return self.attachment.lasting_title()
