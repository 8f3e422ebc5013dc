"""An official types a day in the same way wherever a day is asked for."""

import importlib
import inspect

import pytest
from django import forms

from haengan.kernel.registers.forms import DayField
from haengan.office import SCREENS


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_reads_days_as_officials_type_them(screen):
    try:
        module = importlib.import_module(f"haengan.office.{screen}.forms")
    except ModuleNotFoundError:
        pytest.skip("no forms of its own")
    made = [one for _name, one in inspect.getmembers(module, inspect.isclass) if hasattr(one, "base_fields")]
    days = [field for form in made for field in form.base_fields.values() if isinstance(field, forms.DateField)]
    assert all(isinstance(field, DayField) for field in days)
