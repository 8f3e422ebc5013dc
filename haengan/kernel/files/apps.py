from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "haengan.kernel.files"
    label = "kernel_files"

    def ready(self) -> None:
        from haengan.kernel.files import models, storage
        from haengan.kernel.tables.upkeep import Column, declared

        declared.append(Column(models.File, "sealed_key", lambda file: storage.about(file.stored)))
