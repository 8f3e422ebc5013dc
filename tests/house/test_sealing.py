"""Whatever is sealed can be sealed again under another key."""

import ast

from django.apps import apps
from django.db import models

from haengan.kernel.tables import upkeep
from tests.house import sources

NOT_SEALED = {
    "kernel_journal.Block.leaves": "hashes",
    "kernel_journal.Block.signature": "public",
    "kernel_figures.Evidence.packed": "keys, dates and amounts",
    "kernel_places.Headcount.packed": "numbers of residents at points, without names",
    "kernel_readings.PackedDay.packed": "measurements, no personal data",
    "kernel_figures.Frozen.behind": "marks of lines",
}


def binary():
    columns = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    ours = [c for c in columns if isinstance(c, models.BinaryField) and c.model.__module__.startswith("haengan.")]
    return {
        f"{column.model._meta.label}.{column.attname}" for column in ours if ".tests." not in column.model.__module__
    }


def test_every_binary_column_is_declared_or_said_not_to_be_sealed():
    assert binary() - {place.name for place in upkeep.places()} == set(NOT_SEALED)


OPENERS = {
    "haengan/kernel/people/queries.py": "reveal leaves the line; masked shows no whole",
    "haengan/kernel/privacy/finding.py": "inside the act that looks up, which leaves a line on every record found",
    "haengan/office/privacy/citizens.py": "the look-up code, to whoever has just handed in",
    "haengan/office/dispatch/papers.py": "a personal paper: the register leaves the line",
    "haengan/office/privacy/register.py": "a personal column: the register leaves the line",
    "haengan/rooms/autonomy/honorary_mayors/actions/mayors.py": "carried over from application to appointment",
    "haengan/rooms/autonomy/honorary_mayors/pages/citizens.py": "the look-up code, to whoever has just handed in",
    "haengan/rooms/autonomy/honorary_mayors/queries.py": "compared with earlier appointments",
    "haengan/rooms/autonomy/honorary_mayors/register.py": "a personal column: the register leaves the line",
    "haengan/rooms/autonomy/townhalls/pages/citizens.py": "the look-up code, to whoever has just handed in",
    "haengan/rooms/autonomy/townhalls/register.py": "a personal column: the register leaves the line",
    "haengan/rooms/civil_affairs/petitions/intake/filing.py": "passed on to the agency in charge by Article 16 of the Act",
    "haengan/rooms/civil_affairs/petitions/pages/citizens.py": "the look-up code, to whoever has just filed",
    "haengan/rooms/civil_affairs/petitions/pages/confirming.py": "the contact, masked, and the look-up code, to whoever has just filed",
    "haengan/rooms/civil_affairs/petitions/queries/papers.py": "the look-up code on the receipt, a personal paper",
    "haengan/rooms/civil_affairs/petitions/register/filed.py": "a personal column: the register leaves the line",
    "haengan/rooms/support/ordinances/register/desk.py": "a personal column: the register leaves the line",
    "haengan/rooms/support/trainings/register/papers.py": "codes of slips without a name, for printing",
}


def opens(path):
    """Whether a module takes `opened` from the sealed fields, by name or through the module."""
    tree = sources.tree(path)
    named = any(
        isinstance(node, ast.ImportFrom)
        and node.module == "haengan.kernel.tables.sealed"
        and "opened" in {alias.name for alias in node.names}
        for node in ast.walk(tree)
    )
    return named or any(
        isinstance(node, ast.Attribute) and node.attr == "opened" and getattr(node.value, "id", "") == "sealed"
        for node in ast.walk(tree)
    )


def test_sealed_values_are_opened_in_known_places_only():
    """Whoever opens one leaves a line that says who, what and why, or is named here with what makes it needless."""
    found = {sources.shown(path) for path in sources.code("kernel", "rooms", "office", "report", "site") if opens(path)}
    assert found - {"haengan/kernel/tables/sealed.py"} == set(OPENERS)
