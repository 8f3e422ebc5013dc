"""Shared by the tests beside the code and those in tests/."""

pytest_plugins = ["tests.cast", "tests.browsers", "tests.flushing"]
ASKS = {"db", "transactional_db", "django_db_setup", "trial"}


def pytest_addoption(parser):
    parser.addoption(
        "--stored", action="store_true", help="only tests that ask the database: what another one can change"
    )


def pytest_collection_modifyitems(config, items):
    """With `--stored`, leave out what runs alike on every database."""
    if config.getoption("--stored"):
        kept = [item for item in items if item.get_closest_marker("django_db") or ASKS & set(item.fixturenames)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
