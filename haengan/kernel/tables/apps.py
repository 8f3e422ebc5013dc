from django.apps import AppConfig
from django.core.signals import request_started
from django.db.models.signals import post_delete, post_migrate, post_save


class TablesConfig(AppConfig):
    name = "haengan.kernel.tables"
    label = "kernel_tables"

    def ready(self) -> None:
        from haengan.kernel.tables import intake, names

        post_migrate.connect(intake.guards_after_migration, sender=self, dispatch_uid="haengan.guards")
        request_started.connect(names.look_again, dispatch_uid="haengan.names.look_again")
        for write in (post_save, post_delete):
            write.connect(names.after_write, dispatch_uid="haengan.names.after_write")
