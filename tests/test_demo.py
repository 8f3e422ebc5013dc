"""`bin/demo --check`: from the samples to both applications and a whole report, by the very command that people run."""

import subprocess

import pytest

from tests.house import sources

CITIES = ["paju-2023", "garam"]


@pytest.mark.heavy
@pytest.mark.xdist_group("demo")
@pytest.mark.parametrize("city", CITIES)
def test_the_demonstration_answers_at_every_address(city):
    if not (sources.ROOT / "samples" / city / "load.py").exists():
        pytest.skip(f"samples/{city} cannot be loaded yet")
    command = ["bin/demo", "--city", city, "--check", "--office-port", "8740", "--public-port", "8750"]

    done = subprocess.run(command, cwd=sources.ROOT, capture_output=True, text=True, check=False, timeout=900)

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
