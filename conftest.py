"""Shared by the tests beside the code and those in tests/."""

pytest_plugins = ["tests.cast", "tests.browsers", "tests.flushing"]
