from django.apps import AppConfig
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_migrate, post_save
from django.urls import register_converter


class TablesConfig(AppConfig):
    name = "haengan.kernel.tables"
    label = "kernel_tables"

    def ready(self) -> None:
        from haengan.kernel.tables import intake, names, years

        register_converter(years.YearConverter, "year")
        register_converter(years.NumberConverter, "number")
        post_migrate.connect(intake.guards_after_migration, sender=self, dispatch_uid="haengan.guards")
        request_started.connect(names.look_again, dispatch_uid="haengan.names.look_again")
        for write in (post_save, post_delete):
            write.connect(names.after_write, dispatch_uid="haengan.names.after_write")
