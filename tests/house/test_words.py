"""Every sentence of ours has its Korean, and every noun stands in the glossary."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
import typer
import typer.main
from babel.messages.extract import extract
from django.apps import apps
from django.utils import translation

from haengan.kernel.jobs import declare
from haengan.site.commands import language, line
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


def test_one_english_text_has_one_korean_in_the_whole_house():
    """All catalogues become one: where two rooms differ, the reader of one of them sees the other's word. Where the
    meaning differs, the source says which it is with `pgettext` or `context`.
    """
    told: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for owner in messages.owners():
        for entry in messages.entries(owner):
            files = told.setdefault((entry.context, messages.singular(entry.id)), {})
            files.setdefault(messages.korean(entry), []).append(sources.shown(messages.file_of(owner)))
    sources.nothing(
        [f"{context or ''} {msgid!r}: {files}" for (context, msgid), files in told.items() if len(files) > 1]
    )


@cache
def spoken():
    """What the command line says, of ours and of typer's: read off docstrings, not off calls of gettext."""
    texts = {" ".join(text.split()) for text in language.texts(typer.main.get_command(line.app()))}
    for path in Path(typer.__file__).parent.rglob("*.py"):
        for _line, found, _comments, _context in extract("python", io.BytesIO(path.read_bytes()), messages.KEYWORDS):
            texts.add(messages.singular(found))
    return {(None, text) for text in texts}


@pytest.mark.parametrize("owner", messages.owners(), ids=sources.shown)
def test_a_catalogue_holds_what_its_sources_say_and_nothing_unsure(owner):
    used = {(context, messages.singular(found)) for _path, _line, found, context in messages.texts(owner)} | spoken()
    known = messages.catalogue(owner)
    sources.nothing(
        [f"obsolete: {entry.id!r}" for entry in known.obsolete.values()]
        + [f"fuzzy: {entry.id!r}" for entry in messages.entries(owner) if entry.fuzzy]
        + [f"empty: {entry.id!r}" for entry in messages.entries(owner) if not messages.korean(entry)]
        + [
            f"said nowhere: {entry.id!r}"
            for entry in messages.entries(owner)
            if (entry.context, messages.singular(entry.id)) not in used
        ]
    )


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


def test_every_job_has_a_title_in_korean():
    """The page Jobs shows it; without one an official reads `kernel.search.rebuild`. Jobs of the tests are left out."""
    ours = {name: job for name, job in declare.declared.items() if ".tests." not in job.function.__module__}
    assert len(ours) > 10
    with translation.override("ko"):
        sources.nothing(sorted(name for name, job in ours.items() if not HANGUL.search(str(job.title))))
