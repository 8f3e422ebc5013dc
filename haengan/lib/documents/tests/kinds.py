"""Strategies for documents of every shape, and strings that other formats have stumbled over."""

from datetime import date

from hypothesis import strategies as st

from haengan.lib.documents.model import (
    Aside,
    Cell,
    Column,
    Direction,
    Document,
    Footnote,
    Heading,
    Item,
    Line,
    Note,
    Number,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)

HOSTILE = (
    "#let x = 1; #panic()",
    "*굵게* _기울임_ $x$ `raw` @label <label> \\ /* */",
    "2026. 10.",
    "- 항목",
    "+ 1",
    "= 제목",
    "<script>alert('x')</script>",
    "a]]>b<!--c-->&amp;<?pi?>",
    '=HYPERLINK("https://a.example","b")',
    "@SUM(1)",
    "{{ 7*7 }} {% raw %} ${x}",
    '"quoted" \'single\' \\"',
    "y<2 및 x>3 & z",
    "%PDF-1.7 (a) /Name",
    "~ -- --- ... 「」 〈〉",
)

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20), st.text("가나다 1,.-", max_size=12))
names = st.from_regex(r"[a-z][a-z0-9_.]{0,12}", fullmatch=True)
numbers = st.builds(
    Number,
    st.one_of(st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3})?", fullmatch=True), texts),
    figure=names,
    slice=st.lists(st.tuples(names, texts.map(lambda text: text[:8])), max_size=2).map(tuple),
    period=st.sampled_from(("", "2023", "2023-04")),
    href=st.sampled_from(("", "/figures/a", "https://a.example/f?x=1&y=2")),
    standing=st.sampled_from(("recorded", "entered", "signed", "untraced")),
    bold=st.booleans(),
)
plain = st.one_of(st.builds(Text, texts, st.booleans()), numbers)
plains = st.lists(plain, max_size=3).map(tuple)
lines = st.lists(st.one_of(plain, st.builds(Aside, plains), st.builds(Footnote, plains)), max_size=4).map(tuple)
contents = st.lists(lines, max_size=3).map(tuple)


@st.composite
def rows(
    draw: st.DrawFn, width: int, *, least: int = 0, contents: st.SearchStrategy[tuple[Line, ...]] = contents
) -> tuple[Row, ...]:
    """Rows cut into cells: each free place takes a cell as wide and high as the free places and chance allow."""
    height = draw(st.integers(least, 4))
    taken: set[tuple[int, int]] = set()
    made: list[list[Cell]] = [[] for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = 1
            while column + free < width and (row, column + free) not in taken:
                free += 1
            across, down = draw(st.integers(1, free)), draw(st.integers(1, height - row))
            taken |= {(row + r, column + c) for r in range(down) for c in range(across)}
            align = draw(st.sampled_from((None, "left", "center", "right")))
            made[row].append(Cell(draw(contents), across, down, draw(st.booleans()), align))
    return tuple(tuple(cells) for cells in made)


@st.composite
def tables(draw: st.DrawFn, name: str = "t") -> Table:
    width = draw(st.integers(1, 4))
    widths = st.floats(0.5, 5, allow_nan=False)
    aligns = st.sampled_from(("left", "center", "right"))
    columns = tuple(Column(draw(widths), draw(aligns)) for _ in range(width))
    return Table(name, columns, draw(rows(width)), draw(rows(width, least=1)), draw(texts), draw(texts))


blocks = st.one_of(
    st.builds(Heading, st.integers(1, 4), lines, number=st.sampled_from(("", "Ⅰ", "1"))),
    st.builds(Item, st.integers(1, 4), lines),
    st.builds(Note, st.sampled_from(("※", "*")), lines),
    st.builds(Paragraph, lines, st.sampled_from(("left", "center", "right"))),
    st.builds(PageBreak),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    parts = draw(st.lists(blocks, max_size=5))
    parts += [draw(tables(f"t{at}")) for at in range(draw(st.integers(0, 2)))]
    cover = draw(
        st.one_of(st.none(), st.builds(Direction, texts, st.lists(texts, max_size=3).map(tuple), tables("cover")))
    )
    return Document(
        title=draw(texts.filter(str.strip)),
        organisation=draw(texts),
        dated=draw(st.dates(date(1990, 1, 1), date(2090, 12, 31))),
        blocks=tuple(draw(st.permutations(parts))),
        subtitle=draw(texts),
        author=draw(texts),
        language=draw(st.sampled_from(("ko", "en"))),
        cover=cover,
        marked=draw(texts),
    )
