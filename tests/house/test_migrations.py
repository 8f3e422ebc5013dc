import pytest
from django.apps import apps
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    ours = [
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("haengan.") and ".tests." not in config.name
    ]
    try:
        call_command("makemigrations", *ours, check=True, dry_run=True, verbosity=1)
    except (SystemExit, CommandError):
        pytest.fail(capsys.readouterr().out)
