from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haengan.kernel.acts.running import System
from haengan.kernel.files import actions, queries, storage
from haengan.kernel.files.models import File
from haengan.kernel.jobs.declare import job
from haengan.kernel.norms import queries as norms

GRACE = timedelta(days=1)
SLICE = 200


@job("kernel.files.sweep", title=_("Sweep files that belong to nothing"), at="03:20", priority=-10)
def sweep() -> None:
    """Files that were never attached are emptied; contents that no row knows (an act was rolled back) are removed.

    A day of grace protects what an act is just writing.
    """
    days = norms.value("files.unattached.days", on=timezone.localdate())
    old = queries.unattached().filter(kept_at__lt=timezone.now() - timedelta(days=days)).order_by("id")
    while files := list(old[:SLICE]):
        actions.empty(files, actor=System("kernel.files.sweep"))
    names = list(storage.names_before(timezone.now() - GRACE))
    for start in range(0, len(names), SLICE):
        _remove_unknown(names[start : start + SLICE])


def _remove_unknown(names: list[str]) -> None:
    known = set(File.objects.filter(stored__in=names, emptied_at=None).values_list("stored", flat=True))
    for name in names:
        if name not in known:
            storage.remove(name)
