from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from haengan.kernel.jobs.declare import job
from haengan.kernel.tables import upkeep


@job("kernel.keys.seal_again", title=_("Seal again what lies under older keys"), at="03:50", priority=-10)
def seal_again() -> None:
    """What a change of keys has left under an older one, because it was broken off or saved from an old copy."""
    upkeep.again()
