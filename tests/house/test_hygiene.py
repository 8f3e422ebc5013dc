"""Nothing of a particular machine stands in what git keeps, and nothing that a lock or a page should not name."""

import ast
import re
import tomllib

import pytest

from tests.house import sources

HOSTS = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"]
PLACES = [re.compile(rf"(?<![\w.])/{name}/[a-z]") for name in ("work", "root", "home")]
TEXT = {".py", ".toml", ".txt", ".md", ".html", ".css", ".js", ".json", ".yaml", ".yml", ".po", ".cfg", ".service", ""}
INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\b(src|type=[\"']application/(ld\+)?json)\b)[^>]*>", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "a resource of another host": re.compile(
        r"<(script|img|link|iframe|source|video)\b[^>]*(src|href)=[\"'](https?:)?//"
    ),
}


def test_no_tracked_file_names_a_package_index():
    sources.nothing(naming(*(re.compile(re.escape(host)) for host in HOSTS)))


def test_no_tracked_file_names_a_place_on_one_machine():
    sources.nothing(naming(*PLACES))


def test_no_lock_names_a_place_to_fetch_from():
    locks = sorted((sources.ROOT / "requirements").glob("*.txt"))
    assert {lock.name for lock in locks} == {f"py3{n}{kind}.txt" for n in (11, 12, 13) for kind in ("", "-dev")}
    for lock in locks:
        text = lock.read_text("utf8")
        assert "://" not in text, lock.name
        assert "--index" not in text, lock.name
        assert text.count("==") <= text.count("--hash="), lock.name


def test_every_dependency_is_pinned_for_every_python():
    """After a change of pyproject.toml: bin/lock"""
    project = tomllib.loads((sources.ROOT / "pyproject.toml").read_text("utf8"))["project"]
    lacking = []
    for suffix, wanted in (("", project["dependencies"]), ("-dev", project["optional-dependencies"]["dev"])):
        names = {re.split(r"[\[<>=!~ ;]", line)[0].lower().replace("_", "-") for line in wanted}
        for minor in (11, 12, 13):
            lock = f"py3{minor}{suffix}.txt"
            pinned = set(
                re.findall(r"^([a-z0-9.-]+)==", (sources.ROOT / "requirements" / lock).read_text("utf8"), re.M)
            )
            lacking += [f"{lock}: {name}" for name in sorted(names - pinned)]
    sources.nothing(lacking)


@pytest.mark.parametrize("path", sources.templates(), ids=sources.shown)
def test_a_page_has_nothing_inline(path):
    """The content-security policy allows no inline script or style, and no other host."""
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text("utf8"), flags=re.DOTALL)
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    sources.nothing(found)


def naming(*patterns):
    texts = [path for path in sources.tracked() if path.suffix in TEXT]
    return [
        f"{sources.shown(path)}: {pattern.pattern}"
        for path in texts
        for pattern in patterns
        if pattern.search(path.read_text("utf8", errors="ignore"))
    ]


def test_every_log_line_is_named_by_an_event():
    """`job.failed`, not a sentence: what watches the logs asks for the name, and a sentence may quote a person."""
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    told = [
        (path, node)
        for path in sources.code()
        for node in ast.walk(sources.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in levels
        and getattr(node.func.value, "id", "") in {"log", "logger"}
    ]
    assert len(told) > 5
    sources.nothing(
        [
            f"{sources.shown(path)}:{node.lineno}"
            for path, node in told
            if not (isinstance(node.args[0], ast.Constant) and re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", node.args[0].value))
        ]
    )
