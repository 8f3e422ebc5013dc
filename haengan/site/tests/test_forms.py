"""Widgets written by functions say what Django's own templates say."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from haengan.site.forms import PLAIN, Renderer

BETWEEN = re.compile(r">\s+<")
CHOICES = [
    ("", "–"),
    ("a&b", "<b>가</b>"),
    (7, mark_safe("<i>나</i>")),
    ("모둠", [("x", "하나"), ("y", gettext_lazy("Search"))]),
]
WIDGETS = [
    forms.TextInput({"class": "krds-input", "required": True, "disabled": False}),
    forms.NumberInput({"min": 1}),
    forms.EmailInput(),
    forms.URLInput(),
    forms.HiddenInput(),
    forms.PasswordInput(render_value=True),
    forms.DateInput({"type": "date"}),
    forms.TimeInput(),
    forms.DateTimeInput(),
    forms.CheckboxInput(),
    forms.Select({"id": "a"}, choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.NullBooleanSelect(),
]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("value", [None, "", "a&b", "<7>", 7, ["x", "y"]], ids=repr)
def test_a_widget_is_written_as_its_template_writes_it(widget, value):
    ours, theirs = Renderer(), TemplatesSetting()
    given = value[0] if isinstance(value, list) and not isinstance(widget, forms.SelectMultiple) else value
    told = {"name": 'na"me', "value": given, "attrs": {"data-x": "<y>"}}
    written, expected = widget.render(**told, renderer=ours), widget.render(**told, renderer=theirs)
    assert BETWEEN.sub("><", written) == BETWEEN.sub("><", expected).strip()
    assert widget.template_name in PLAIN or isinstance(widget, forms.SelectMultiple)
