from datetime import date

import pytest
from django.utils import translation

from haengan.kernel.organisation import actions as organisation
from haengan.kernel.organisation.engine.chart.changes import Change, Verb
from haengan.kernel.organisation.models import Unit
from haengan.kernel.tables import names
from tests.cast import HOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def safety(city):
    return Unit.objects.get(key=city.units["safety"])


def rename(unit, ko, on):
    planned = [Change(Verb.RENAME_UNIT, unit.key, {"name_ko": ko, "name_en": "Disaster Division"})]
    organisation.change(planned=planned, from_on=on, actor=HOUSE)


@pytest.mark.parametrize(("language", "name"), [("ko", "안전총괄과"), ("en", "Safety Division")])
def test_a_unit_is_called_by_its_name_in_the_readers_language(language, name, safety):
    with translation.override(language):
        assert str(safety) == name


def test_a_new_name_is_seen_at_once_and_one_of_the_future_not_yet(safety):
    with translation.override("ko"):
        assert str(safety) == "안전총괄과"
        rename(safety, "재난안전과", date(2023, 1, 1))
        rename(safety, "먼 훗날의 과", date(2999, 1, 1))
        assert str(safety) == "재난안전과"


def test_names_are_read_once_for_a_unit_of_work(safety, django_assert_num_queries):
    names.look_again()
    with django_assert_num_queries(1):
        assert [str(unit) for unit in (safety, safety)]
