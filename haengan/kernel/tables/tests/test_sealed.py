"""Spellings that must be found as equal; the sealing itself is tested on the tables that use it."""

import pytest

from haengan.kernel.tables import sealed


@pytest.mark.parametrize(
    ("normal", "typed", "expected"),
    [
        ("contact", "010-1234-5678", "01012345678"),
        ("contact", "+82 10 1234 5678", "01012345678"),
        ("contact", "+82 (0)10-1234-5678", "01012345678"),
        ("contact", "010 1234 5678", "01012345678"),
        ("contact", "Hong@Example.KR ", "hong@example.kr"),
        ("digits", "M123 45678", "12345678"),
        ("text", "m 123A4567", "m123a4567"),
    ],
)
def test_spellings_of_one_value_are_equal(normal, typed, expected):
    assert sealed.comparable(typed, normal=normal) == expected


@pytest.mark.parametrize(("typed", "expected"), [("031-940-1234", "1234"), ("a1234@b.kr", ""), ("1234", "")])
def test_the_last_four_are_those_of_a_number(typed, expected):
    assert sealed.comparable(typed, normal="contact", last=4) == expected


def test_a_sealed_value_does_not_print():
    assert "x" not in f"{sealed.Sealed(b'xxxx')!r}{sealed.Sealed(b'xxxx')}"


def test_an_index_declared_before_its_field_is_an_error(isolated):
    class Wrong(isolated):
        value_index = sealed.BlindIndexField(of="value")
        value = sealed.EncryptedField()

        class Meta:
            app_label = "kernel_tables"

    assert [found.id for found in Wrong._meta.get_field("value").check()] == ["haengan.E001"]


@pytest.fixture
def isolated():
    from django.db import models
    from django.test.utils import isolate_apps

    with isolate_apps("haengan.kernel.tables"):
        yield models.Model
