"""What imports cannot show of the floors: foreign keys, and the order in which the settings install the kernel."""

import tomllib

from django.apps import apps

from haengan.site.settings import base
from tests.house import sources

GROUND = {"auth", "contenttypes", "sites", "sessions"}


def kernel_floors():
    """Each kernel module's floor, 0 at the ground, as the import contract states it."""
    contracts = tomllib.loads((sources.HOUSE / "contracts.toml").read_text("utf8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["id"] == "kernel")["layers"]
    return {name.strip(" ()"): floor for floor, layer in enumerate(reversed(layers)) for name in layer.split("|")}


def floor(model):
    parts = model.__module__.split(".")
    return (
        kernel_floors()[parts[2]]
        if parts[1] == "kernel"
        else {"rooms": 100, "office": 100, "report": 100}.get(parts[1], 200)
    )


def reaches_up(model, field):
    target = field.related_model
    if target._meta.app_label == model._meta.app_label or target._meta.app_label in GROUND:
        return False
    return not target.__module__.startswith("haengan.") or floor(target) >= floor(model)


def test_foreign_keys_follow_the_floors():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("haengan.") and ".tests." not in model.__module__
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model and reaches_up(model, field)
    ]
    sources.nothing(wrong)


def test_the_settings_install_the_kernel_from_the_ground_up():
    floors = kernel_floors()
    assert sorted(base.FLOORS, key=floors.__getitem__) == list(base.FLOORS)
    assert set(base.FLOORS) == set(floors)


def test_every_room_stands_in_systems():
    from haengan.rooms import SYSTEMS

    built = {
        ".".join(folder.relative_to(sources.PACKAGE / "rooms").parts)
        for folder in sources.apps()
        if "rooms" in folder.parts
    }
    assert built == set(SYSTEMS)


def test_an_app_is_labelled_by_its_place():
    ours = [config for config in apps.get_app_configs() if ".tests." not in config.name]
    for config in ours:
        if config.name.startswith("haengan.rooms."):
            assert config.label == "_".join(config.name.split(".")[2:])
        elif config.name.startswith("haengan.kernel."):
            assert config.label == f"kernel_{config.name.split('.')[2]}"
