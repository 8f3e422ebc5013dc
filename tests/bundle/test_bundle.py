"""The bundle installs where there is no network, and holds all that the house needs to stand."""

import fnmatch
import os
import subprocess
import sys
import tarfile
import tomllib

import pytest

from tests.house import sources

NOWHERE = "http://127.0.0.1:9"


def data_patterns():
    about = tomllib.loads((sources.ROOT / "pyproject.toml").read_text("utf8"))
    return about["tool"]["setuptools"]["package-data"]["haengan"]


def test_every_file_of_the_package_goes_into_its_wheel():
    left = [
        sources.shown(path)
        for path in sources.PACKAGE.rglob("*")
        if path.is_file()
        and path.suffix not in {".py", ".pyc"}
        and "tests" not in path.relative_to(sources.PACKAGE).parts
        and not any(
            fnmatch.fnmatch(str(path.relative_to(sources.PACKAGE)), pattern.replace("**/", "*"))
            for pattern in data_patterns()
        )
    ]
    sources.nothing(left)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An empty environment with nothing but the bundle in it, installed with every way to the outside shut."""
    place = tmp_path_factory.mktemp("bundle")
    subprocess.run([sources.ROOT / "bin" / "bundle", place], check=True)
    [archive] = place.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(place, filter="data")
    script = next(place.glob("*/install.sh"))
    environment = {"PATH": os.environ["PATH"], "HOME": str(place), "PYTHON": sys.executable}
    shut = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": "/dev/null", "HTTP_PROXY": NOWHERE, "HTTPS_PROXY": NOWHERE}
    subprocess.run([script, place / "env"], env={**environment, **shut}, cwd=place, check=True)

    def haengan(*words):
        done = subprocess.run(
            [place / "env" / "bin" / "haengan", *words],
            env={**environment, **shut, "HAENGAN_HOME": str(place / "home"), "LC_ALL": "C.UTF-8"},
            cwd=place,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return haengan


@pytest.mark.heavy
@pytest.mark.xdist_group("bundle")
def test_an_empty_environment_without_a_network_holds_the_whole_house(installed):
    code, said = installed("upgrade")
    assert code == 0, said
    _code, said = installed("doctor")

    for whole in ("The web assets are in place", "The fonts of documents are in place", "The database is up to date"):
        assert whole in said
    assert "✗ The check" not in said
