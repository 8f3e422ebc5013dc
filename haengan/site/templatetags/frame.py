"""Tags that every template has without loading them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from haengan.kernel.registers import values
from haengan.office.journal import wording

register = template.Library()

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.SelectMultiple, "krds-form-select many"),
    (forms.Select, "krds-form-select"),
    (forms.Textarea, "krds-input"),
    (forms.FileInput, "file"),
    (forms.Widget, "krds-input"),
)
BROWSERS = (
    ("Whale/", "Whale"),
    ("Edg/", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class Keep(template.Node):
    """Renders its inside once into a variable of the whole page."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        context.dicts[0][self.name] = SafeString(" ".join(self.nodelist.render(context).split()))
        return SafeString("")


@register.tag
def keep(parser: Parser, token: Token) -> Keep:
    """`{% keep page_title %}…{% endkeep %}`: the block inside may be shown in two places."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Keep(nodelist, name)


@register.filter
def widget(field: BoundField) -> SafeString:
    """A form field's input in the frame's dress."""
    inner = field.field.widget
    css = next(css for kind, css in CLASSES if isinstance(inner, kind))
    attrs: dict[str, Any] = {"class": f"{inner.attrs.get('class', '')} {css}".strip()} if css else {}
    if isinstance(inner, forms.DateInput) and inner.input_type == "text":
        inner.input_type = "date"
        inner.format = "%Y-%m-%d"
    elif isinstance(inner, forms.TimeInput) and inner.input_type == "text":
        inner.input_type = "time"
        inner.format = "%H:%M"
    return field.as_widget(attrs=attrs)


@register.filter
def kind_of(field: BoundField) -> str:
    """What the frame needs to know of a field's input: check, group or line."""
    inner = field.field.widget
    if isinstance(inner, forms.CheckboxInput):
        return "check"
    return "group" if getattr(inner, "use_fieldset", False) else "line"


@register.filter
def named(thing: Any) -> str:
    """A public noun in the reader's language: `name_en` where it stands, else `name_ko`."""
    return _in_language(thing, "name")


@register.filter
def titled(post: Any) -> str:
    """A post's title in the reader's language."""
    return _in_language(post, "title")


def _in_language(thing: Any, field: str) -> str:
    korean: Any = getattr(thing, f"{field}_ko", "") or thing
    english: Any = getattr(thing, f"{field}_en", "") or korean
    return str(korean if (get_language() or "ko").startswith("ko") else english)


@register.filter
def day(value: date | None) -> str:
    """A day in the reader's manner: "2023. 9. 4.(월)", 2023-09-04."""
    return values.day(value) if value else ""


@register.filter
def done(act: str) -> str:
    """An act in words, of its name in the journal."""
    return wording.act(act)


@register.filter
def upto(value: Any) -> Any:
    """The last day of a half-open interval, as people read it."""
    from datetime import timedelta

    return value - timedelta(days=1) if value else value


@register.filter
def device(user_agent: str) -> str:
    """`Chrome, Windows` out of what a browser says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return ", ".join(part for part in (browser, system) if part) or "?"
