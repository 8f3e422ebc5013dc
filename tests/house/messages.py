"""The texts of ours that stand before a reader, and the catalogues that hold their Korean. As a command: see bin/messages."""

from __future__ import annotations

import functools
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from tests.house import sources

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Id = str | tuple[str, str]


@functools.cache
def owners() -> tuple[Path, ...]:
    """Folders that keep a catalogue of their own: the apps, and site and lib."""
    return tuple(sorted({*sources.apps(), sources.PACKAGE / "site", sources.PACKAGE / "lib"}))


def texts(owner: Path) -> Iterator[tuple[Path, int, Id, str | None]]:
    """Every text of an owner's files: file, line, msgid (with its plural), context."""
    from django.utils.translation.template import templatize

    patterns = ("*.py", "templates/**/*.html", "templates/**/*.txt")
    for path in sorted(path for pattern in patterns for path in owner.rglob(pattern)):
        if {"tests", "migrations"} & set(path.relative_to(owner).parts) or owner_of(path) != owner:
            continue
        text = path.read_text("utf8")
        if path.suffix != ".py":
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        for line, found, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            if found:
                yield path, line, found, context


def owner_of(path: Path) -> Path | None:
    holding = [owner for owner in owners() if owner in path.parents]
    return max(holding, key=lambda owner: len(owner.parts), default=None)


def file_of(owner: Path) -> Path:
    return owner / "locale" / "ko" / "LC_MESSAGES" / "django.po"


def catalogue(owner: Path) -> Catalog:
    path = file_of(owner)
    if not path.exists():
        return Catalog(locale="ko", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale="ko")


def entries(owner: Path) -> list[Message]:
    """What the catalogue says, without its head."""
    return [entry for entry in catalogue(owner) if entry.id]


def singular(msgid: Id) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def korean(entry: Message) -> str:
    return entry.string if isinstance(entry.string, str) else "".join(entry.string)


def untold(owner: Path) -> list[tuple[Path, int, Id, str | None]]:
    """The texts of an owner that have no Korean, or an unsure one."""
    known = catalogue(owner)

    def told(msgid: Id, context: str | None) -> bool:
        entry = known.get(singular(msgid), context)
        return entry is not None and bool(korean(entry)) and not entry.fuzzy

    return [found for found in texts(owner) if not told(found[2], found[3])]


def main(arguments: list[str]) -> int:
    left = 0
    for owner in owners():
        if arguments and not any(owner.is_relative_to(Path(argument).resolve()) for argument in arguments):
            continue
        lacking = untold(owner)
        if not lacking:
            continue
        left += len({found[2:] for found in lacking})
        known = catalogue(owner)
        for _path, _line, msgid, context in lacking:
            known.add(msgid, context=context)
        file_of(owner).parent.mkdir(parents=True, exist_ok=True)
        with file_of(owner).open("wb") as out:
            write_po(out, known, width=120, omit_header=False, sort_output=False, include_previous=False)
        sys.stdout.write(f"{sources.shown(file_of(owner))}: {len(lacking)} to translate\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
