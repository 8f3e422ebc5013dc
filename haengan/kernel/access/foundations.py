"""What the floors below ask of access: duties over norms, jobs and files, and who may see a found record or an attached file."""

from __future__ import annotations

from django.apps import apps

from haengan.kernel.access import queries
from haengan.kernel.access.declare import Duty
from haengan.kernel.acts.running import Actor
from haengan.kernel.files import queries as files
from haengan.kernel.search import declare as search

NORMS = Duty(
    "house.norms.keep",
    ko="기준 관리",
    en="Keeping the city's own norms",
    acts=("norms.overrides.*",),
    sees=("kernel_norms.*",),
)
JOBS = Duty("house.jobs.watch", ko="작업 관리", en="Watching background jobs", acts=("jobs.failures.*",))
FILES = Duty("house.files.use", ko="파일 첨부", en="Attaching files", acts=("files.*",), everyone=True)


def register() -> None:
    if visible_keys not in files.sight:
        files.sight.append(visible_keys)
        search.sight.append(search.Sight(visible_labels, visible_keys))


def visible_labels(actor: Actor, labels: frozenset[str]) -> set[str]:
    models = queries.visible_models(actor, [apps.get_model(label) for label in labels])
    return {model._meta.label_lower for model in models}


def visible_keys(actor: Actor, label: str, keys: frozenset[str]) -> set[str]:
    """Nothing of a model that this version of the house does not have."""
    if label not in {model._meta.label_lower for model in apps.get_models()}:
        return set()
    found = queries.scoped(actor, apps.get_model(label)).filter(key__in=keys)
    return set(found.values_list("key", flat=True))
