"""Asking for norms."""

from datetime import date

import pytest

from haengan.kernel.acts import running
from haengan.kernel.norms import intake, queries
from haengan.kernel.norms.models import Override

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)


def test_every_norm_file_of_the_house_is_sound():
    assert intake.books_are_sound() == []


def test_an_unknown_norm_names_its_neighbour(town):
    with pytest.raises(queries.NoNorm, match=r"Did you mean petitions\.inquiry\.days"):
        queries.value("petitions.inquiry.day", on=DAY)


def test_a_day_without_value_says_when_it_stands(town):
    with pytest.raises(queries.NoNorm, match=r"2000-01-01 – 2020-01-01.*town/norms\.yaml:1"):
        queries.value("petitions.inquiry.days", on=date(1990, 1, 1))


def test_all_that_stands_on_a_day_is_listed_by_key(town):
    assert [norm.key for norm in queries.all(DAY)] == ["ballots.age", "petitions.inquiry.days", "reviews.weights"]
    assert [norm.key for norm in queries.all(date(2010, 1, 1))] == ["ballots.age", "petitions.inquiry.days"]


def test_what_the_city_must_confirm_is_listed(town):
    assert [norm.key for norm in queries.unconfirmed(DAY)] == ["petitions.inquiry.days"]


def test_a_faulty_file_is_refused_with_its_place(town):
    town.write_text("- key: a.b\n", "utf8")
    with pytest.raises(queries.BadBooks, match=r"town/norms\.yaml:1: “ko” is missing"):
        queries.value("a.b", on=DAY)
    assert intake.books_are_sound()[0].hint == "Add “ko: …”."


def test_one_unit_of_work_reads_the_overrides_once(town, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.value("ballots.age", on=DAY)
        queries.all(DAY)


def test_the_next_request_sees_what_another_process_overrode(town, client):
    assert queries.value("petitions.inquiry.days", on=DAY) == 14
    with running.upkeep():
        Override.objects.create(norm="petitions.inquiry.days", from_on=DAY, value=5, author="x", reason="x", source="x")
    assert queries.value("petitions.inquiry.days", on=DAY) == 14
    client.get("/any")
    assert queries.value("petitions.inquiry.days", on=DAY) == 5
