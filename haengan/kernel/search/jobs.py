from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.jobs.declare import job
from haengan.kernel.search import upkeep


@job("kernel.search.rebuild", title=_("Put the search index right"), at="04:10", priority=-10)
def rebuild() -> None:
    """Each night what an index without an act's help would miss (a restored table, a changed declaration) is put right."""
    upkeep.rebuild()
