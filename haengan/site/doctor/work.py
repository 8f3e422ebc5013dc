"""What goes on in the background, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from haengan.kernel.figures import queries as figures
from haengan.kernel.jobs import queries as jobs
from haengan.kernel.norms import queries as norms
from haengan.kernel.offers import queries as offers
from haengan.site.doctor.findings import Finding, fault, warning, well

LATE = timedelta(minutes=5)
SHOWN = 5


def worker() -> Iterator[Finding]:
    """A worker moves the timetable on every few seconds; where it stands still, none runs."""
    now = timezone.now()
    load = jobs.load(now)
    next_due = jobs.timetable().first()
    idle = next_due is None or now - next_due.next_at > LATE
    if idle or load.behind > LATE:
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
            % {"count": len(open_ones), "keys": _some(open_ones)},
            _("Compare each with the law in force and confirm it: `haengan norms list`."),
        )
    else:
        yield well(_("Every legal value is confirmed."))


def untaken_offers() -> Iterator[Finding]:
    names = sorted(str(name) for name in offers.untaken())
    if names:
        yield warning(
            _("Nobody takes these offers: %(names)s.") % {"names": ", ".join(names)},
            _("The system that should take them is not built yet, or misspells them."),
        )
    else:
        yield well(_("Every offer between systems is taken."))


def figures_closed() -> Iterator[Finding]:
    complaints = list(figures.complaints()[:SHOWN])
    for complaint in complaints:
        yield warning(
            _("A figure does not add up: %(what)s") % {"what": complaint}, _("Look at it on the page Figures.")
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


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
