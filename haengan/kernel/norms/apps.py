from django.apps import AppConfig
from django.core import checks
from django.core.signals import request_started
from django.db.models.signals import post_migrate


class NormsConfig(AppConfig):
    name = "haengan.kernel.norms"
    label = "kernel_norms"

    def ready(self) -> None:
        from haengan.kernel.norms import intake

        checks.register(intake.books_are_sound)
        request_started.connect(intake.look_again, dispatch_uid="haengan.norms.look_again")
        post_migrate.connect(intake.look_again, dispatch_uid="haengan.norms.look_again")
