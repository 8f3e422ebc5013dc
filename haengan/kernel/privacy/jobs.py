from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.jobs.declare import job
from haengan.kernel.privacy import upkeep


@job("kernel.privacy.forget", title=_("Make index and files forget destroyed data"), priority=-5)
def forget(table: str) -> None:
    """What an approved destruction has left in the index and in the files of the database."""
    upkeep.forget(table)
