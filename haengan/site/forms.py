"""How Django draws forms."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields by our templates; widgets by Django's own."""

    form_template_name = "frame/form.html"
    field_template_name = "frame/field.html"
