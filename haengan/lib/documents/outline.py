"""What all renderings ask of a document alike: flat runs of text, heading depths, nested items, marks and their legend."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from haengan.lib.documents import grid, words
from haengan.lib.documents.model import (
    Aside,
    Block,
    Cell,
    Direction,
    Document,
    Footnote,
    Heading,
    Inline,
    Item,
    Line,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Standing,
    Table,
    Text,
)

BULLETS = {1: "□", 2: "○", 3: "-", 4: "·"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. `raised` belongs to an aside; `mark` is a standing mark; a footnote run has no text."""

    text: str = ""
    bold: bool = False
    raised: bool = False
    mark: bool = False
    number: Number | None = None
    footnote: "tuple[Run, ...] | None" = None


@dataclass(frozen=True, slots=True)
class Branch:
    """An item with the deeper items under it; `keep` asks for it to stay on the page of what follows."""

    item: Item
    keep: bool
    children: "tuple[Branch, ...]"


Part = Block | tuple[Branch, ...]


def runs(line: Line, *, quiet: bool = False) -> tuple[Run, ...]:
    """`quiet` leaves standing marks away, where one mark stands for a whole table. An aside is set off by a small blank."""
    made: list[Run] = []
    for inline in line:
        found = tuple(_runs(inline, quiet=quiet))
        if isinstance(inline, Aside) and found and made and not made[-1].text.endswith(" "):
            made.append(Run(" ", raised=True))
        made.extend(found)
    return tuple(made)


def _runs(inline: Inline, *, quiet: bool) -> Iterator[Run]:
    if isinstance(inline, Aside):
        yield from _aside(inline, quiet=quiet)
    elif isinstance(inline, Footnote):
        yield Run(footnote=runs(inline.inlines))
    elif isinstance(inline, Number):
        yield Run(inline.text, bold=inline.bold, number=inline)
        if not quiet and inline.standing != "recorded":
            yield _mark(inline.standing)
    elif inline.text:
        yield Run(inline.text, bold=inline.bold)


def _aside(aside: Aside, *, quiet: bool) -> Iterator[Run]:
    """An aside whose numbers share a standing is marked once, at its end."""
    shared = _shared(part for part in aside.inlines if isinstance(part, Number))
    for run in runs(aside.inlines, quiet=quiet or shared is not None):
        yield Run(run.text, bold=run.bold, raised=True, mark=run.mark, number=run.number)
    if shared and not quiet:
        yield Run(words.MARKS[shared], raised=True, mark=True)


def _mark(standing: Standing) -> Run:
    return Run(words.MARKS[standing], mark=True)


def _shared(numbers: Iterable[Number]) -> Standing | None:
    standings = {number.standing for number in numbers}
    return standings.pop() if len(standings) == 1 and "recorded" not in standings else None


def shared_standing(table: Table) -> Standing | None:
    """The standing of every number in the table, where it is one and the same, not "recorded", and has a caption or unit to stand after."""
    found = [inline for cell in cells(table) for line in cell.lines for inline in numbers_in(line)]
    return _shared(found) if table.caption or table.unit else None


def placed(rows: tuple[Row, ...], *, table: Table) -> tuple[grid.Placed[Cell], ...]:
    return grid.tile(rows, width=len(table.columns), name=table.name)


def cells(table: Table) -> Iterator[Cell]:
    for row in (*table.head, *table.body):
        yield from row


def plain(line: Line) -> str:
    """The words of a line as a reader without marks and notes would copy them."""
    if len(line) == 1 and isinstance(line[0], Text | Number):
        return line[0].text
    return "".join(run.text for run in runs(line, quiet=True))


def text(document: Document) -> str:
    """The whole document line by line, for previews and searching."""
    return "\n".join(line for line in _text_lines(document) if line)


def _text_lines(document: Document) -> Iterator[str]:
    yield from (document.title, document.subtitle, document.organisation, document.date_line)
    for block in (*([document.cover] if document.cover else []), *document.blocks):
        if isinstance(block, Direction):
            yield from (block.vision, *block.goals)
            yield from _table_lines(block.tasks)
        elif isinstance(block, Table):
            yield from _table_lines(block)
        else:
            yield " ".join(filter(None, (bullet(block), *(plain(line) for line in lines(block)))))


def _table_lines(table: Table) -> Iterator[str]:
    yield from (table.caption, table.unit)
    for row in (*table.head, *table.body):
        yield "\t".join(" ".join(plain(line) for line in cell.lines) for cell in row)


def titles(document: Document) -> dict[str, str]:
    """For each table, by name, the words to call it by: its caption, or the title it stands under."""
    found: dict[str, str] = {}
    above = document.title
    tasks = words.WORDS[document.language]["tasks"]
    for block in (*([document.cover] if document.cover else []), *document.blocks):
        if isinstance(block, Direction):
            found[block.tasks.name] = block.tasks.caption or tasks
        elif isinstance(block, Table):
            found[block.name] = block.caption or above
        elif isinstance(block, Heading) or (isinstance(block, Item) and block.level == 1):
            above = plain(block.inlines) or above
    return found


def bullet(block: Block) -> str:
    if isinstance(block, Item):
        return BULLETS[block.level]
    if isinstance(block, Note):
        return block.mark
    return block.number if isinstance(block, Heading) else ""


def lines(block: Block) -> tuple[Line, ...]:
    if isinstance(block, Heading | Item | Note | Paragraph):
        return (block.inlines,)
    if isinstance(block, Table):
        return tuple(line for cell in cells(block) for line in cell.lines)
    if isinstance(block, Direction):
        return ((Text(block.vision),), *((Text(goal),) for goal in block.goals), *lines(block.tasks))
    return ()


def all_lines(document: Document) -> Iterator[Line]:
    for block in (*([document.cover] if document.cover else []), *document.blocks):
        yield from lines(block)


def numbers(document: Document) -> Iterator[Number]:
    for line in all_lines(document):
        yield from numbers_in(line)


def numbers_in(line: Iterable[Inline]) -> Iterator[Number]:
    for inline in line:
        if isinstance(inline, Number):
            yield inline
        elif isinstance(inline, Aside | Footnote):
            yield from numbers_in(inline.inlines)


def legend(document: Document) -> tuple[tuple[str, str], ...]:
    """(mark, what it says of a number), for the marks that occur."""
    present = {number.standing for number in numbers(document)}
    said = words.WORDS[document.language]["standings"]
    return tuple((words.MARKS[kind], said[kind]) for kind in said if kind in present and kind != "recorded")


def depths(blocks: Sequence[Block]) -> tuple[int, ...]:
    """For each block the depth of the heading it makes, from 1 without a skipped level, or 0.

    An item of level 1 makes the deepest; what has no words makes none.
    """
    open_levels: list[int] = []
    found = []
    for block in blocks:
        level = _level(block) if isinstance(block, Heading | Item) and plain(block.inlines).strip() else 0
        if level:
            open_levels = [*(other for other in open_levels if other < level), level]
        found.append(len(open_levels) if level else 0)
    return tuple(found)


def _level(block: Heading | Item) -> int:
    return block.level if isinstance(block, Heading) else 5 if block.level == 1 else 0


def keeps(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """For each block whether it must not be the last of its page."""
    following: list[Block | None] = [*blocks, None][1:]
    return tuple(_keeps(block, then) for block, then in zip(blocks, following, strict=True))


def _keeps(block: Block, then: Block | None) -> bool:
    if then is None or isinstance(then, PageBreak):
        return False
    if isinstance(block, Heading):
        return True
    if isinstance(block, Item):
        deeper = isinstance(then, Item) and then.level > block.level
        return block.level == 1 or deeper or isinstance(then, Table | Note)
    return isinstance(block, Note | Paragraph) and isinstance(then, Table)


def parts(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The blocks in order, with each stretch of items of level 2 to 4 folded into nested branches.

    A stretch ends after an item that must stay with a table or note, so that the two can be kept on one page.
    """
    found: list[Part] = []
    stretch: list[tuple[Item, bool]] = []
    for block, keep in zip(blocks, keeps(blocks), strict=True):
        if isinstance(block, Item) and block.level > 1:
            stretch.append((block, keep))
            continue
        _fold(stretch, found)
        found.append(block)
    _fold(stretch, found)
    return tuple(found)


def _fold(stretch: list[tuple[Item, bool]], found: list[Part]) -> None:
    if stretch and stretch[-1][1] and len(stretch) > 1:
        found.append(_branches(stretch[:-1]))
        found.append(_branches(stretch[-1:]))
    elif stretch:
        found.append(_branches(stretch))
    stretch.clear()


def _branches(items: Sequence[tuple[Item, bool]]) -> tuple[Branch, ...]:
    branches: list[Branch] = []
    start = 0
    while start < len(items):
        item, keep = items[start]
        end = start + 1
        while end < len(items) and items[end][0].level > item.level:
            end += 1
        branches.append(Branch(item, keep, _branches(items[start + 1 : end])))
        start = end
    return tuple(branches)
