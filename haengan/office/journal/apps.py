from django.apps import AppConfig


class JournalScreensConfig(AppConfig):
    name = "haengan.office.journal"
    label = "office_journal"

    def ready(self) -> None:
        from haengan.office.journal import access  # noqa: F401  # declares who may read it
