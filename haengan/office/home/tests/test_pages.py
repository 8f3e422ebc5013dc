from haengan.kernel.people import actions as people


def text(answer):
    return " ".join(answer.content.decode().split())


def test_the_first_page_says_where_one_works_and_what_one_did(kim, lee, give, desk):
    give(kim, "support.personnel.keep")
    people.promote(
        key=lee.key, grade="6", from_on=lee.from_on.replace(year=2025), actor=type(kim).objects.get(pk=kim.pk)
    )

    page = text(desk(kim).get("/"))

    assert "Administrative Support Division" in page
    assert "people.officials.promote" in page


def test_only_who_keeps_norms_is_told_what_must_be_confirmed(kim, lee, give, desk):
    give(kim, "house.norms.keep")

    assert "Legal values to be confirmed" in text(desk(kim).get("/"))
    assert "Legal values to be confirmed" not in text(desk(lee).get("/"))


def test_search_without_words_asks_for_some(kim, desk):
    assert "What are you looking for?" in text(desk(kim).get("/office/search/"))


def test_search_for_what_is_nowhere_says_so_and_quotes_it_safely(kim, desk):
    page = text(desk(kim).get("/office/search/?q=<script>alert(1)</script>"))

    assert "<script>alert" not in page
    assert "Nothing holds" in page
