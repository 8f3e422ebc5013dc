from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "haengan.kernel.journal"
    label = "kernel_journal"

    def ready(self) -> None:
        from haengan.kernel.journal import entries, models
        from haengan.kernel.tables.upkeep import Column, declared

        contents = Column(models.Content, "sealed", entries.bound, once=entries.bound_before_seals, related=("line",))
        declared.append(contents)
