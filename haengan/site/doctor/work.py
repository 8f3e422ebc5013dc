"""What goes on in the background, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.figures import queries as figures
from haengan.kernel.jobs import queries as jobs
from haengan.kernel.norms import queries as norms
from haengan.kernel.offers import queries as offers
from haengan.site.doctor.findings import SHOWN, Finding, fault, some, warning, well


def worker() -> Iterator[Finding]:
    """A worker moves the timetable on every few seconds; where it stands still, none runs."""
    now = timezone.now()
    load = jobs.load(now)
    if jobs.idle(now):
        yield fault(_("No worker is at work: timed and background jobs wait."), _("Start one: `haengan worker`."))
    else:
        yield well(_("A worker is at work; %(count)d jobs wait.") % {"count": load.waiting})
    if load.failed:
        yield warning(
            _("%(count)d jobs have failed for good.") % {"count": load.failed}, _("Look at them on the page Jobs.")
        )


def norm_books() -> Iterator[Finding]:
    _entries, faults = norms.read_books()
    if faults:
        yield fault(_("Norm files have faults: %(first)s") % {"first": faults[0]}, _("Run `haengan norms check`."))
        return
    open_ones = [norm.key for norm in norms.unconfirmed(timezone.localdate())]
    if open_ones:
        yield warning(
            _("%(count)d legal values wait for the city's confirmation: %(keys)s.")
            % {"count": len(open_ones), "keys": some(open_ones)},
            _("Compare each with the law in force and confirm it: `haengan norms list`."),
        )
    else:
        yield well(_("Every legal value is confirmed."))


def untaken_offers() -> Iterator[Finding]:
    """An agreement needs both: a system that answers, and one that asks."""
    standings = offers.untaken()
    silent = [str(standing) for standing in standings if not standing.provider]
    unasked = [str(standing) for standing in standings if not standing.takers]
    if silent:
        yield warning(
            _("No system answers these offers: %(names)s.") % {"names": ", ".join(silent)},
            _("The steps that need them are hidden until the system that should answer is built."),
        )
    if unasked:
        yield warning(
            _("Nobody takes these offers: %(names)s.") % {"names": ", ".join(unasked)},
            _("The system that should take them is not built yet, or misspells them."),
        )
    if not standings:
        yield well(_("Every offer between systems is taken."))


def figures_closed() -> Iterator[Finding]:
    for complaint in figures.complaints()[:SHOWN]:
        yield warning(
            _("The figure %(name)s does not add up for %(period)s: %(found)s instead of %(expected)s.")
            % {
                "name": complaint.figure,
                "period": complaint.period,
                "found": complaint.found,
                "expected": complaint.expected,
            },
            _("Look at it on the page Figures."),
        )
    close = figures.last_close()
    waiting = figures.dirty_days()
    if waiting and close is None:
        yield warning(
            _("Figures were never closed; %(days)d days wait.") % {"days": waiting},
            _("The worker closes them at night; `haengan figures close` does it now."),
        )
    else:
        yield well(_("Figures are closed; %(days)d days wait for tonight.") % {"days": waiting})
