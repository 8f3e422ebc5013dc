from django import forms

from haengan.kernel.registers.declare import Column, Filter, Panel, Register, Step
from haengan.kernel.registers.forms import DayField, RecordForm
from haengan.kernel.registers.tests.library import actions
from haengan.kernel.registers.tests.library.models import Author, Book, Loan


class BookForm(RecordForm):
    class Meta:
        model = Book
        exclude = ("retracted",)


class AuthorForm(RecordForm):
    class Meta:
        model = Author
        fields = ("name",)


class LendForm(forms.Form):
    reader = forms.CharField(label="읽는 이", max_length=40)
    lent_on = DayField(label="대출일")


AUTHORS = Register(
    name="library.authors",
    model=Author,
    title="지은이 대장",
    columns=["name"],
    sorts=["name"],
    search=["name"],
    form=AuthorForm,
    add=actions.write,
    natural=("name",),
)

LOANS = Register(
    name="library.loans",
    model=Loan,
    title="대출 대장",
    columns=["reader", "lent_on", "book__title", "book__bought_on"],
    on="lent_on",
)

BOOKS = Register(
    name="library.books",
    model=Book,
    title="장서 대장",
    query=lambda: Book.objects.select_related("author"),
    columns=[
        Column("title", link=True, sort=True),
        Column("author__name", sort=True),
        Column("subjects"),
        "shelf",
        Column("bought_on", sort=True),
        Column("from_on", "전시 기간", until="until_on", sort=True),
        Column("price", kind="money", unit="원", sort=True),
        Column("copies", unit="권"),
        "lendable",
        Column("donor", personal="c", default=False),
        Column("remarks", default=False),
    ],
    filters=[
        "author",
        "subjects",
        "shelf",
        "lendable",
        Filter("bought_on", kind="year"),
        Filter("from_on", "전시 기간", kind="period"),
        "price",
        Filter("title", kind="text"),
    ],
    search=["title", "author__name", "remarks"],
    on="bought_on",
    findable=True,
    form=BookForm,
    add=actions.buy,
    change=actions.correct,
    retract=actions.retract,
    steps=[
        Step("lend", "대출", actions.lend, LendForm, when=lambda book: book.lendable or "대출하지 않는 책입니다."),
        Step("close", "폐기", actions.close),
        Step("hidden", "숨은 단계", actions.lend, LendForm, when=lambda book: False),
    ],
    panels=[Panel("대출", lambda book: book.loans.all(), ["reader", "lent_on"])],
    natural=("author", "title"),
    personal_duty="library.donors.see",
)
