from haengan.kernel.access import queries as access
from haengan.kernel.acts.running import Refused, act
from haengan.kernel.registers.tests.library.models import Author, Book, Loan


@act("library.books.write", by=("official",))
def write(*, name, actor):
    return Author.objects.create(name=name)


@act("library.books.buy", by=("official",))
def buy(*, actor, **given):
    _refuse_the_forbidden(given)
    return Book.objects.create(**given)


@act("library.books.correct", by=("official",))
def correct(*, key, revision, actor, reason="", **given):
    book = access.take(actor, Book, key, revision)
    _refuse_the_forbidden(given)
    for name, value in given.items():
        setattr(book, name, value)
    book.save()
    return book


@act("library.books.retract", by=("official",))
def retract(*, key, revision, reason, actor):
    book = access.take(actor, Book, key, revision)
    book.retracted = reason
    book.save()
    return book


@act("library.books.lend", by=("official",))
def lend(*, key, revision, reader, lent_on, actor):
    book = access.take(actor, Book, key, revision)
    if not book.lendable:
        raise Refused("This book stays in the house.", remedy="Choose another.")
    return Loan.objects.create(book=book, reader=reader, lent_on=lent_on).book


@act("library.books.close", by=("system",))
def close(*, key, revision, actor):
    raise AssertionError("no official may do this")


def _refuse_the_forbidden(given):
    if "금서" in given["title"]:
        raise Refused("This book must not be bought.", field="title", remedy="Choose another title.")
