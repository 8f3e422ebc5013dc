"""What the registers keep for themselves: answers already given, files brought in, tokens of the API."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haengan.kernel.people.models import Official
from haengan.kernel.tables.models import Record


class Answer(models.Model):
    """What was answered to a request that carried a token, so that the same request again is answered, not done.

    `asked` is the hash of the request; `sealed` the encrypted body of an API answer. Kept for some days only.
    """

    scope = models.CharField(max_length=160)
    token = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=300, blank=True)
    sealed = models.BinaryField(default=bytes, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer already given")
        constraints = [models.UniqueConstraint(fields=["scope", "token"], name="registers_answer_once")]
        indexes = [models.Index(fields=["at"], name="registers_answer_at")]


class Import(Record):
    """A file brought in: staged, tried row by row without effect, then applied in slices through the register's acts.

    `digest` is the SHA-256 of the file, `sealed` the file itself, encrypted. `columns` maps a column of the sheet to a
    field of the form. Rows count from 0, the first row of the sheet.
    """

    class State(models.TextChoices):
        TRYING = "trying", _("being checked")
        TRIED = "tried", _("checked")
        APPLYING = "applying", _("being brought in")
        APPLIED = "applied", _("brought in")
        WITHDRAWN = "withdrawn", _("withdrawn")

    register = models.CharField(_("register"), max_length=80)
    official = models.ForeignKey(Official, models.PROTECT, verbose_name=_("official"), related_name="+")
    file_name = models.CharField(_("file name"), max_length=200)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    format = models.CharField(_("format"), max_length=4)
    encoding = models.CharField(_("encoding"), max_length=12, blank=True)
    delimiter = models.CharField(_("delimiter"), max_length=1, blank=True)
    sheet = models.PositiveSmallIntegerField(_("sheet"), default=0)
    header_row = models.PositiveIntegerField(_("header row"), default=0)
    header_depth = models.PositiveSmallIntegerField(_("header rows"), default=1)
    unit = models.CharField(_("unit of the table"), max_length=12, blank=True)
    columns = models.JSONField(_("columns"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TRYING)
    staged_at = models.DateTimeField(_("brought on"))
    sealed = models.BinaryField(default=bytes)

    class Meta:
        verbose_name = _("import")
        indexes = [
            models.Index(fields=["register", "staged_at"], name="registers_import_register"),
            models.Index(fields=["digest"], name="registers_import_digest"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of a file: its cells, encrypted, and what became of it. Its state can be found again from the file."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not yet checked")
        NEW = "new", pgettext_lazy("row of a file", "new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("same")
        WRONG = "wrong", _("wrong")
        DONE = "done", _("brought in")
        FAILED = "failed", _("not brought in")

    parent = models.ForeignKey(Import, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    sealed = models.BinaryField()
    told = models.BinaryField(default=bytes)
    thing_key = models.CharField(max_length=22, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        constraints = [models.UniqueConstraint(fields=["parent", "number"], name="registers_row_once")]
        indexes = [models.Index(fields=["parent", "state", "number"], name="registers_row_state")]


class Origin(models.Model):
    """From which row of a file a record came, so that the same row never makes a second one."""

    register = models.CharField(max_length=80)
    source = models.CharField(max_length=64)
    thing_key = models.CharField(max_length=22)

    class Meta:
        verbose_name = _("origin of a record")
        constraints = [models.UniqueConstraint(fields=["register", "source"], name="registers_origin_once")]


class Token(Record):
    """A key with which a program of an official's uses the API. Only its hash is kept; it ends on its day."""

    official = models.ForeignKey(Official, models.PROTECT, verbose_name=_("official"), related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(_("hash"), max_length=64, unique=True)
    tail = models.CharField(_("last signs"), max_length=4)
    scope = models.CharField(
        _("what it may do"), max_length=8, choices=[("read", _("read")), ("write", _("read and write"))], default="read"
    )
    issued_at = models.DateTimeField(_("issued"))
    until_on = models.DateField(_("ends before"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")

    def __str__(self) -> str:
        return f"{self.name} …{self.tail}"
