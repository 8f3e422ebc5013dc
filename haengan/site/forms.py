"""How Django draws forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Attributes = dict[str, Any]
WIDGETS = "django/forms/widgets/"


class Renderer(TemplatesSetting):
    """Fields by our templates; widgets as Django's own templates write them, those of which a list shows dozens without
    a template: a select of two hundred divisions includes two templates for each of them (docs/decisions/0025)."""

    form_template_name = "frame/form.html"
    field_template_name = "frame/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        plain = PLAIN.get(template_name)
        if plain is None:
            return SafeString(super().render(template_name, context, request))
        return SafeString(plain(context["widget"]))


def _input(widget: Attributes) -> str:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    named = f'type="{_said(widget["type"])}" name="{_said(widget["name"])}"'
    return f"<input {named}{value}{_attributes(widget['attrs'])}>"


def _select(widget: Attributes) -> str:
    return f'<select name="{_said(widget["name"])}"{_attributes(widget["attrs"])}>{"".join(_groups(widget))}\n</select>'


def _groups(widget: Attributes) -> Iterator[str]:
    for name, options, _index in widget["optgroups"]:
        if name:
            yield f'\n  <optgroup label="{_said(name)}">'
        for option in options:
            attributes = _attributes(option["attrs"])
            yield f'\n  <option value="{_said(option["value"])}"{attributes}>{_shown(option["label"])}</option>'
        if name:
            yield "\n  </optgroup>"


def _attributes(attributes: Attributes) -> str:
    return "".join(
        f" {_said(name)}" if value is True else f' {_said(name)}="{_said(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _said(value: Any) -> str:
    """As it is, whatever the language; escaped unless it is safe already."""
    return conditional_escape(value if isinstance(value, str) else str(value))


def _shown(value: Any) -> str:
    """In the reader's language."""
    return conditional_escape(value if isinstance(value, str) else localize(value))


INPUTS = "input text number email url tel search color password hidden date datetime time".split()
PLAIN: dict[str, Callable[[Attributes], str]] = {
    **{f"{WIDGETS}{name}.html": _input for name in INPUTS},
    f"{WIDGETS}checkbox.html": _input,
    f"{WIDGETS}select.html": _select,
}
