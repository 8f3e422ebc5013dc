"""Records are written in actions, intake and upkeep, and nowhere else; every act takes its actor by name."""

import ast
import importlib
import inspect

from haengan.kernel.acts import running
from tests.house import sources

WRITERS = {"actions", "intake", "upkeep"}
MAKING = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
KINDS = {"official", "resident", "anyone", "system"}
PREFIXES = {
    "rooms": "{1}.{2}.",
    "kernel": "kernel.{1}. {1}.",
    "office": "office.{1}.",
    "report": "report.",
    "site": "site.",
}
FOLDERS = ("kernel", "rooms", "office", "report", "site")


def allowed():
    """Other modules that write, each with its reason, from writes.txt."""
    return {row[0]: row[1] for row in sources.table("writes.txt")}


def is_write(node):
    """A call that writes rows. `d.update(other)` and `path.save(file)` have arguments, a queryset's or model's have none;
    and a queryset that is updated was asked for in the same breath, a dict was not."""
    name = sources.called(node)
    if not isinstance(node.func, ast.Attribute):
        return False
    if name in MAKING or name.removeprefix("a") in MAKING:
        return True
    if name in {"save", "delete", "asave", "adelete"}:
        return not node.args
    return name in {"update", "aupdate"} and not node.args and bool(node.keywords) and is_asked(node.func.value)


def is_asked(receiver):
    return any(isinstance(part, ast.Call) or getattr(part, "attr", "") == "objects" for part in ast.walk(receiver))


def is_writer(path):
    parts = path.relative_to(sources.PACKAGE).with_suffix("").parts
    return bool(WRITERS & set(parts[1:]))


def test_writes_stand_only_in_actions_intake_and_upkeep():
    known = allowed()
    stray = [
        f"{sources.shown(path)}:{node.lineno}"
        for path in sources.code(*FOLDERS)
        if not is_writer(path) and sources.shown(path) not in known
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call) and is_write(node)
    ]
    sources.nothing(stray)


def test_every_exception_is_still_needed():
    for name in allowed():
        nodes = ast.walk(sources.tree(sources.ROOT / name))
        assert any(isinstance(node, ast.Call) and is_write(node) for node in nodes), name


def test_records_are_never_written_past_the_journal():
    """Bulk writes send no signal, so that an act would not see what it changed."""
    bulk = {"bulk_create", "bulk_update", "update"}
    found = [
        f"{sources.shown(path)}:{node.lineno}"
        for path in sources.code("rooms")
        if path.stem == "actions" or path.parent.name == "actions"
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call) and sources.called(node) in bulk and is_write(node)
    ]
    sources.nothing(found)


def decorated():
    """Every function under `@act(...)`: its file, node and decorator."""
    for path in sources.code(*FOLDERS):
        for node in ast.walk(sources.tree(path)):
            for decorator in getattr(node, "decorator_list", []):
                if isinstance(decorator, ast.Call) and sources.called(decorator) == "act":
                    yield path, node, decorator


def test_every_act_stands_in_actions():
    stray = [f"{sources.shown(p)}:{n.lineno}" for p, n, _ in decorated() if "actions" not in {p.stem, p.parent.name}]
    sources.nothing(stray)


def test_every_act_takes_its_actor_by_name():
    nameless = [
        f"{sources.shown(path)}:{node.name}"
        for path, node, _ in decorated()
        if "actor" not in {argument.arg for argument in node.args.kwonlyargs}
    ]
    sources.nothing(nameless)


def test_every_act_is_registered_under_its_place():
    installed = [path for path, _node, _decorator in decorated() if sources.app_of(path)]
    for path in installed:
        importlib.import_module(".".join(path.relative_to(sources.ROOT).with_suffix("").parts))
    ours = {name: known for name, known in running.registered.items() if ".tests" not in known.function.__module__}
    for name, known in ours.items():
        place = known.function.__module__.removeprefix("haengan.").split(".")
        beginnings = tuple(word.format(*place) for word in PREFIXES[place[0]].split())
        assert name.startswith(beginnings), name
        assert known.by <= KINDS, name
        assert "actor" in inspect.signature(known.function).parameters, name
