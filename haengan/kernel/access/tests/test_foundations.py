"""What the lower floors learn from access: who finds a record, who opens an attached file."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haengan.kernel.access.declare import duties
from haengan.kernel.access.intake import NotPermitted
from haengan.kernel.files import actions as file_actions
from haengan.kernel.files import queries as files
from haengan.kernel.norms import actions as norms
from haengan.kernel.norms.models import Override
from haengan.kernel.search import declare, queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def searchable():
    before = dict(declare.searchables)
    yield declare.Searchable(Override, fields={"reason": declare.A}, on="from_on", url=str)
    declare.searchables.clear()
    declare.searchables.update(before)


@pytest.fixture
def keeper(kim, give):
    give(kim, "house.norms.keep")
    return kim


@pytest.fixture
def override(keeper):
    return norms.override(
        norm="files.size", from_on=date(2024, 1, 1), value=50, reason="예찰 사진", source="방침", actor=keeper
    )


def found(actor):
    return [hit.key for hit in queries.find("예찰", actor=actor).hits]


def test_a_duty_is_needed_to_set_the_citys_own_value(kim):
    with pytest.raises(NotPermitted, match=duties["house.norms.keep"].title):
        norms.override(norm="files.size", from_on=date(2024, 1, 1), value=50, reason="r", source="s", actor=kim)


def test_a_record_is_found_by_those_who_may_see_it(override, keeper, lee, resident, outsider):
    assert found(keeper) == [override.key]
    assert [found(actor) for actor in (lee, resident, outsider)] == [[], [], []]


def test_any_official_brings_files_and_those_who_see_the_thing_open_them(
    override, keeper, lee, park, settings, tmp_path
):
    settings.HOME = tmp_path
    file = file_actions.keep(SimpleUploadedFile("a.txt", b"text"), actor=lee)
    label = Override._meta.label_lower
    file_actions.attach(file, thing_type=label, thing_key=override.key, thing_title="t", actor=lee)
    assert files.fetch(keeper, file.key) == files.fetch(lee, file.key) == file
    with pytest.raises(files.NotHere):
        files.fetch(park, file.key)
