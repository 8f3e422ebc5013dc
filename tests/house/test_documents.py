"""Documents that drift from the code fail here."""

import ast
import re

import pytest
import typer.main

from haengan.site.commands import line
from tests.house import sources

SETTING = re.compile(r"HAENGAN_[A-Z0-9_]+|DATABASE_URL")


def settings_asked():
    """Names that the code reads from the environment."""
    texts = [
        node.value for path in sources.code() for node in ast.walk(sources.tree(path)) if isinstance(node, ast.Constant)
    ]
    return {text for text in texts if isinstance(text, str) and SETTING.fullmatch(text)}


def settings_told():
    return set(SETTING.findall((sources.ROOT / "docs" / "settings.md").read_text("utf8")))


def commands():
    group = typer.main.get_command(line.app())
    return dict(group.commands)


def test_every_setting_is_documented():
    assert settings_asked() - settings_told() == set()


def test_no_setting_is_documented_that_nobody_reads():
    assert settings_told() - settings_asked() == set()


def test_every_command_stands_in_the_readme():
    readme = (sources.ROOT / "README.md").read_text("utf8")
    assert [name for name in commands() if f"`haengan {name}`" not in readme] == []


def test_the_readme_names_no_command_that_does_not_exist():
    readme = (sources.ROOT / "README.md").read_text("utf8")
    assert set(re.findall(r"`haengan ([a-z-]+)", readme)) - set(commands()) == set()


def test_every_command_has_help_with_an_example():
    bare = []
    for name, command in commands().items():
        for told, one in [(name, command), *getattr(command, "commands", {}).items()]:
            if "xample: haengan" not in (one.help or ""):
                bare.append(f"{name} {told}")
    sources.nothing(bare)


@pytest.mark.parametrize(
    "page", sorted(sources.ROOT.glob("*.md")) + sorted((sources.ROOT / "docs").rglob("*.md")), ids=sources.shown
)
def test_a_link_between_documents_leads_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf8"))
    sources.nothing([target for target in targets if not (page.parent / target).exists()])


def test_every_module_of_the_kernel_stands_in_the_house_page():
    told = (sources.ROOT / "docs" / "house.md").read_text("utf8")
    modules = [folder.name for folder in sources.apps() if folder.parent.name == "kernel"]
    assert [name for name in modules if not re.search(rf"\b{name}\b", told)] == []
