"""A file over its budget says that its noun is two nouns (docs/house.md)."""

import ast

import pytest

from tests.house import sources

LONGEST_FUNCTION = 60
LONGEST_FILE = 300
BUDGETS = {
    "__init__.py": 10,
    "rules.py": 200,
    "models.py": 250,
    "queries.py": 250,
    "access.py": 100,
    "actions.py": 300,
    "figures.py": 150,
    "forms.py": 200,
    "register.py": 250,
    "intake.py": 250,
    "urls.py": 40,
    "apps.py": 40,
}
FORBIDDEN = {"utils", "helpers", "common", "services", "managers", "mixins", "signals", "constants"}


@pytest.mark.parametrize("path", sources.code(), ids=sources.shown)
def test_a_file_keeps_within_its_budget(path):
    parts = path.relative_to(sources.PACKAGE).parts
    in_room = parts[0] == "rooms" and len(parts) > 3 and "engine" not in parts
    budget = BUDGETS.get(path.name, LONGEST_FILE) if in_room else LONGEST_FILE

    assert len(path.read_text("utf8").splitlines()) <= budget


def test_no_function_is_longer_than_sixty_lines():
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    long = [
        f"{sources.shown(path)}:{node.lineno} {node.name}"
        for path in sources.code()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, kinds) and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    sources.nothing(long)


def test_no_module_has_a_name_that_says_nothing():
    nameless = [sources.shown(path) for path in sources.PACKAGE.rglob("*") if path.stem in FORBIDDEN]
    sources.nothing(nameless)


def test_a_nameplate_holds_no_code():
    """The `__init__.py` of an app is its name and one sentence, so that importing it costs nothing."""
    talkative = [
        sources.shown(folder)
        for folder in sources.apps()
        if any(not isinstance(node, ast.Expr) for node in sources.tree(folder / "__init__.py").body)
    ]
    sources.nothing(talkative)


def test_every_app_has_a_nameplate():
    bare = [
        sources.shown(folder)
        for folder in sources.apps()
        if not ast.get_docstring(sources.tree(folder / "__init__.py"))
    ]
    sources.nothing(bare)


def test_no_comment_puts_work_off():
    words = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    put_off = [sources.shown(path) for path in sources.code() if any(word in path.read_text("utf8") for word in words)]
    sources.nothing(put_off)
