"""Every sentence of ours has its Korean, and every noun stands in the glossary."""

import re

import pytest
from django.apps import apps
from django.utils import translation

from tests.house import messages, sources

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HANGUL = re.compile("[가-힣]")


@pytest.mark.parametrize("owner", messages.owners(), ids=sources.shown)
def test_every_text_has_its_korean(owner):
    sources.nothing([f"{sources.shown(path)}:{line} {msgid!r}" for path, line, msgid, _ in messages.untold(owner)])


@pytest.mark.parametrize("owner", messages.owners(), ids=sources.shown)
def test_a_translation_keeps_the_placeholders(owner):
    """Each word to be filled in stands in the Korean too, and no other. A plural's number may be left out."""
    differing = []
    for entry in messages.catalogue(owner):
        source = entry.id if isinstance(entry.id, str) else entry.id[1]
        given, told = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(messages.korean(entry)))
        if source and told and told != given:
            differing.append(f"{source!r}: {sorted(given ^ told)}")
    sources.nothing(differing)


def test_every_record_has_a_korean_name_that_the_glossary_knows():
    glossary = (sources.ROOT / "docs" / "glossary.md").read_text("utf8")
    known = {
        cell.strip() for line in glossary.splitlines() if line.startswith("|") for cell in re.split(r"[|/,:]", line)
    }
    with translation.override("ko"):
        names = [(str(model._meta.verbose_name), model._meta.label) for model in ours()]
    sources.nothing([f"{label}: {name}" for name, label in names if not HANGUL.search(name) or name not in known])


def ours():
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("haengan.") and ".tests." not in model.__module__
    ]
