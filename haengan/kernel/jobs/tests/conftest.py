import pytest

from haengan.kernel.jobs import declare


@pytest.fixture
def ran():
    return []


@pytest.fixture
def trade(ran):
    """Three jobs of the test: one notes its argument, one fails, one is timed."""
    before = dict(declare.declared)

    @declare.job("test.note")
    def note(what):
        ran.append(what)

    @declare.job("test.fail", tries=3)
    def fail():
        ran.append("tried")
        raise ValueError("900101-1234567")

    @declare.job("test.timed", at="02:30")
    def timed():
        ran.append("timed")

    yield ran
    declare.declared.clear()
    declare.declared.update(before)
