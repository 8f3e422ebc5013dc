"""The doctor of a real city's machine: what is left are decisions that only people can take."""

import subprocess

import pytest

from haengan.site.keeping.tests.houses import House

pytestmark = [pytest.mark.heavy, pytest.mark.xdist_group("keeping")]
CITY = {
    "HAENGAN_HTTPS": "1",
    "HAENGAN_OFFICE_HOSTS": "office.city.example",
    "HAENGAN_PUBLIC_HOSTS": "city.example",
    "HAENGAN_MAIL": "smtp://mail.city.example",
}
LEFT = ("electronic seal", "city's confirmation")


@pytest.fixture
def house(tmp_path):
    for name in ("home", "keys"):
        (tmp_path / name).mkdir()
    return House(tmp_path / "home", tmp_path / "keys", "")


def marked(said, sign):
    return [line for line in said.splitlines() if line.startswith(sign)]


def once_at_work(house, settings):
    """What the doctor says when the worker that was started has given its first sign."""
    for _ in range(30):
        _code, said = house.haengan("doctor", **settings)
        if "A worker is at work" in said:
            return said
    raise AssertionError(f"no worker was ever at work: {said}")


def test_of_a_machine_that_is_set_up_only_decisions_are_left(house, tmp_path):
    elsewhere = {**CITY, "HAENGAN_JOURNAL_CHECKPOINTS": str(tmp_path / "elsewhere")}
    house.ask("build", **elsewhere)
    house.haengan("figures", "close", **elsewhere)
    worker = subprocess.Popen(**house.command("-m", "haengan.site.commands", "worker", **elsewhere))
    try:
        said = once_at_work(house, elsewhere)
    finally:
        worker.terminate()
        worker.wait(timeout=60)
    assert not marked(said, "✗")
    left = marked(said, "!")
    assert [next((known for known in LEFT if known in line), line) for line in left] == list(LEFT)


def test_what_is_missing_is_a_fault_or_a_warning_with_its_remedy(house):
    house.ask("build")
    code, said = house.haengan("doctor")
    assert code == 1
    for wrong in ("No worker", "HTTPS is not asked for", "no name but this machine", "Mail goes to the folder"):
        assert wrong in said
    assert said.count("→") == len(marked(said, "✗") + marked(said, "!"))
