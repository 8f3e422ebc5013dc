"""Shared by the tests beside the code and those in tests/."""

pytest_plugins = ["tests.cast", "tests.brokers", "tests.browsers", "tests.flushing", "tests.lengths"]
ASKS = {"db", "transactional_db", "django_db_setup", "trial"}


def pytest_addoption(parser):
    parser.addoption(
        "--stored", action="store_true", help="only tests that ask the database: what another one can change"
    )
    parser.addoption(
        "--write-doors", action="store_true", help="write tests/house/doors.txt anew, to be read as a diff"
    )


def pytest_collection_modifyitems(config, items):
    """With `--stored`, leave out what runs alike on every database: what asks none, and what says so by its mark."""
    if config.getoption("--stored"):
        kept = [item for item in items if _asks(item) and not item.get_closest_marker("alike")]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _asks(item):
    return bool(item.get_closest_marker("django_db") or ASKS & set(item.fixturenames))
