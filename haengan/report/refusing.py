"""What is refused before a line is kept, and before a report is frozen."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haengan.kernel.acts.running import Refused
from haengan.kernel.figures.rules import NotADay, NotAPeriod
from haengan.report import chips, queries, tracing
from haengan.report.engine import markup
from haengan.report.engine.markup import Fault, Unreadable
from haengan.report.models import Block, Report
from haengan.report.rules import MARKS, NOTE_MARKS, BlockKind

FAULTS = {
    Fault.ALONE: gettext_lazy("“%(piece)s” stands alone. A chip reads {{figure|period}}."),
    Fault.OPEN: gettext_lazy("“%(piece)s” is not closed. Add “%(mark)s”."),
    Fault.SHORT: gettext_lazy("Chip “%(chip)s”: write {{figure|period|slice=member}}."),
    Fault.NAMELESS: gettext_lazy("Chip “%(chip)s”: “%(piece)s” must read name=value."),
    Fault.TWO_PARTS: gettext_lazy("Chip “%(chip)s”: only one slice can be asked, not “%(piece)s” as well."),
    Fault.FORM: gettext_lazy("Chip “%(chip)s”: a form is one of %(known)s."),
}


def why(wrong: Exception) -> str:
    """What is wrong with a chip or the text around it, in the reader's language."""
    if isinstance(wrong, Unreadable):
        return str(FAULTS[wrong.fault]) % wrong.told
    if isinstance(wrong, NotAPeriod):
        message = _("“%(text)s” is not a period. Write 2023, 2023-09, 2023-09-04 or 2023-01-01..2023-09-04.")
        return message % {"text": wrong.text[:80]}
    if isinstance(wrong, NotADay):
        return _("Base date %(text)s is not a day. Write it as 2023-12-31.") % {"text": wrong.text[:80]}
    return str(wrong.args[0] if wrong.args else wrong)


def unready(report: Report) -> None:
    """What would refuse its freeze is said before it goes into approval."""
    untraced(report, list(queries.blocks(report)), queries.signed(report))


def unreadable(block: Block) -> None:
    levels = NOTE_MARKS if block.kind == BlockKind.NOTE else MARKS
    if not 1 <= block.level <= len(levels):
        raise Refused(
            _("Level %(level)s does not exist.") % {"level": block.level},
            field="level",
            remedy=_("Choose a level from 1 to %(most)s.") % {"most": len(levels)},
        )
    for language, text in tracing.texts(block):
        try:
            for chip in markup.chips(markup.parse(text)):
                chips.ask(chip, block.report.base_on)
                chips.earlier(chip, block.report.base_on)
        except (KeyError, ValueError) as wrong:
            remedy = _("Put the figure in with the chip picker.")
            raise Refused(why(wrong), field=f"text_{language}", remedy=remedy) from wrong


def untraced(report: Report, blocks: list[Block], signed: dict[int, list[str]]) -> None:
    """On the cover a quantity can neither be a figure nor be signed for."""
    if framed := tracing.framed(report):
        raise Refused(
            _("The vision or a goal holds a quantity that no figure stands behind: %(quantity)s.")
            % {"quantity": framed[0]},
            field="text",
            remedy=_("Say it in words, or write it into a line of the report."),
        )
    left = [u for u in tracing.untraced(blocks, signed) if not u.signed]
    if left:
        raise Refused(
            _("%(count)s quantities are typed and traced to no figure, first: %(quantity)s in “%(line)s”.")
            % {"count": len(left), "quantity": left[0].quantity, "line": left[0].block},
            field="text",
            remedy=_("Put a figure chip in their place, or sign for them with a source."),
        )
