from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haengan.kernel.tables.models import CodesField, Record


class Author(Record):
    name = models.CharField(_("name"), max_length=40)

    class Meta:
        verbose_name = _("author")

    def __str__(self):
        return self.name


class Book(Record):
    class Shelf(models.TextChoices):
        OPEN = "open", "개가"
        CLOSED = "closed", "폐가"

    class Subject(models.TextChoices):
        LAW = "law", "법"
        SAFETY = "safety", "안전"
        HISTORY = "history", "역사"

    author = models.ForeignKey(Author, models.PROTECT, verbose_name="지은이")
    title = models.CharField("제목", max_length=80)
    shelf = models.CharField("서가", max_length=10, choices=Shelf, default=Shelf.OPEN)
    subjects = CodesField("분야", choices=Subject, blank=True)
    bought_on = models.DateField("구입일")
    from_on = models.DateField("전시 시작", null=True, blank=True)
    until_on = models.DateField("전시 끝", null=True, blank=True)
    price = models.DecimalField("값", max_digits=12, decimal_places=0, null=True, blank=True)
    copies = models.PositiveIntegerField("권수", default=1)
    lendable = models.BooleanField("대출", default=True)
    donor = models.CharField("기증자", max_length=40, blank=True)
    remarks = models.TextField("비고", blank=True)
    retracted = models.CharField("철회 사유", max_length=500, blank=True)

    class Meta:
        verbose_name = "책"
        constraints = [
            models.UniqueConstraint(fields=["author", "title"], name="library_book_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="library_show_ends_after_it_begins",
                violation_error_message="전시는 시작한 뒤에 끝나야 합니다.",
            ),
        ]
        indexes = [models.Index(fields=["bought_on"], name="library_book_bought")]

    def __str__(self):
        return self.title


class Loan(Record):
    book = models.ForeignKey(Book, models.PROTECT, verbose_name="책", related_name="loans")
    lent_on = models.DateField("대출일")
    reader = models.CharField("읽는 이", max_length=40)

    class Meta:
        verbose_name = "대출"

    def __str__(self):
        return f"{self.reader} {self.lent_on}"
